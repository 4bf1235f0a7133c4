package org.camelquickbooks.client.connect;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer to a browser.
 *
 * @param headers the headers, with Content-Type
 */
public record WebAnswer(int status, Map<String, String> headers, String body) {

    static WebAnswer page(int status, String html) {
        return of(status, "text/html;charset=UTF-8", html);
    }

    static WebAnswer json(int status, String json) {
        return of(status, "application/json", json);
    }

    private static WebAnswer of(int status, String type, String body) {
        return new WebAnswer(status, Map.of(), body).with("Content-Type", type);
    }

    /** To another page, which is then got. */
    static WebAnswer redirect(String url) {
        return of(303, "text/plain;charset=UTF-8", "").with("Location", url);
    }

    WebAnswer withStatus(int other) {
        return new WebAnswer(other, headers, body);
    }

    WebAnswer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new WebAnswer(status, all, body);
    }
}
