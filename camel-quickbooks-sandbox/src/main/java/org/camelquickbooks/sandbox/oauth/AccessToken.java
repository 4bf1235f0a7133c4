package org.camelquickbooks.sandbox.oauth;

import java.time.Instant;
import java.util.Set;

/** An access token and what it opens. */
public record AccessToken(
        String value, String grantId, String clientId, String realmId, Set<String> scopes, Instant expires) {}
