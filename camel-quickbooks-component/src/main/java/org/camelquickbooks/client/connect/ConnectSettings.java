package org.camelquickbooks.client.connect;

import java.util.Set;

/**
 * How the pages are to be.
 *
 * @param path where they are on this server, such as {@code /quickbooks}
 * @param url the same as a browser reaches it; null where that is this machine only
 * @param secret what lets people in; null for none
 * @param authenticator what lets people in that are known elsewhere; null for none
 * @param scopes what people are asked to consent to
 */
public record ConnectSettings(
        String path, String url, String secret, ConnectAuthenticator authenticator, Set<String> scopes) {

    public ConnectSettings {
        url = url != null && url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** Whether anybody of this machine may come in, and nobody else. */
    boolean isOpenOnLoopback() {
        return secret == null && authenticator == null;
    }

    /** A text without secrets. */
    @Override
    public String toString() {
        return "ConnectSettings of " + path;
    }
}
