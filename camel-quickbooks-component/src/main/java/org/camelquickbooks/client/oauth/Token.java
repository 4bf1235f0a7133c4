package org.camelquickbooks.client.oauth;

import java.time.Instant;

/**
 * The tokens of a company.
 *
 * @param accessToken what requests carry; null where only the refresh token is known
 * @param accessExpires when it ends; null where nobody said
 * @param refreshToken what gets new ones; null where there is none
 * @param refreshExpires when it ends unless it is used; null where nobody said
 * @param formerRefreshToken the one before, which is good for a day longer (facts, section 2); null where there is none
 */
public record Token(
        String realmId,
        String accessToken,
        Instant accessExpires,
        String refreshToken,
        Instant refreshExpires,
        String formerRefreshToken) {

    public Token(
            String realmId, String accessToken, Instant accessExpires, String refreshToken, Instant refreshExpires) {
        this(realmId, accessToken, accessExpires, refreshToken, refreshExpires, null);
    }

    /** The same with another refresh token, and nothing else. */
    Token withRefreshToken(String other) {
        return new Token(realmId, null, null, other, null, null);
    }

    /** Nothing secret. */
    @Override
    public String toString() {
        return "Token of company " + realmId + ", access until " + accessExpires + ", refresh until " + refreshExpires;
    }
}
