package org.camelquickbooks.sandbox.oauth;

/** A registered app: its credentials, and the token that its webhooks are signed with. */
public record App(String clientId, String clientSecret, String verifierToken) {

    public static final App DEFAULT = new App("sandbox-client", "sandbox-secret", "sandbox-verifier-token");
}
