package org.camelquickbooks.client.connect;

/**
 * Says who asks for the pages on which companies are connected, for those who have users and sessions of their own. A
 * bean of this type is named by the option connectAuthenticator.
 */
@FunctionalInterface
public interface ConnectAuthenticator {

    /** The name of who asks, for the log; null for nobody who may. */
    String authenticate(WebRequest request);
}
