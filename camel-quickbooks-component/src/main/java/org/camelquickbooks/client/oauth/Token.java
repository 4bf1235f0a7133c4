package org.camelquickbooks.client.oauth;

import java.time.Instant;

/**
 * The tokens of a company, and what is known of its connection.
 *
 * @param accessToken what requests carry; null where only the refresh token is known
 * @param accessExpires when it ends; null where nobody said
 * @param refreshToken what gets new ones; null where there is none
 * @param refreshExpires when it ends unless it is used; null where nobody said
 * @param formerRefreshToken the one before, which is good for a day longer (facts, section 2); null where there is none
 * @param hardExpires when the connection ends whatever is refreshed, five years after consent; null where nobody said
 * @param refreshed when QuickBooks gave these; null where they came from elsewhere
 * @param companyName what the company calls itself, for people to read; null where it was not asked
 */
public record Token(
        String realmId,
        String accessToken,
        Instant accessExpires,
        String refreshToken,
        Instant refreshExpires,
        String formerRefreshToken,
        Instant hardExpires,
        Instant refreshed,
        String companyName) {

    public Token(
            String realmId, String accessToken, Instant accessExpires, String refreshToken, Instant refreshExpires) {
        this(realmId, accessToken, accessExpires, refreshToken, refreshExpires, null, null, null, null);
    }

    /** The same company with another refresh token, of which nothing else is known. */
    Token withRefreshToken(String other) {
        return new Token(realmId, null, null, other, null, null, hardExpires, null, companyName);
    }

    /** The same with another refresh token that may be good, unless it is the same one. */
    Token withFormer(String other) {
        return other == null || other.equals(refreshToken)
                ? this
                : new Token(
                        realmId,
                        accessToken,
                        accessExpires,
                        refreshToken,
                        refreshExpires,
                        other,
                        hardExpires,
                        refreshed,
                        companyName);
    }

    /** The same tokens with the company's name. */
    public Token withCompanyName(String name) {
        return new Token(
                realmId,
                accessToken,
                accessExpires,
                refreshToken,
                refreshExpires,
                formerRefreshToken,
                hardExpires,
                refreshed,
                name);
    }

    /** A text without secrets. */
    @Override
    public String toString() {
        return "Token of company " + realmId + ", access until " + accessExpires + ", refresh until " + refreshExpires;
    }
}
