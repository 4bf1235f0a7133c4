package org.camelquickbooks.client.connect;

/**
 * Identifies the user of the pages on which companies are connected, for applications with their own users and
 * sessions. Set a bean of this type with the option connectAuthenticator.
 */
@FunctionalInterface
public interface ConnectAuthenticator {

    /** The name of the user, for the log; null if the user is not allowed. */
    String authenticate(WebRequest request);
}
