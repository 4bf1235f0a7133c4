package org.camelquickbooks.client.connect;

import java.util.Set;

/**
 * The settings of the connect pages.
 *
 * @param path the path of the pages on this server, such as {@code /quickbooks}
 * @param url the URL of the pages as browsers see it; null if they are for this machine only
 * @param secret the password of the pages; null for none
 * @param authenticator identifies users of the application; null for none
 * @param scopes the scopes that people are asked to consent to
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
