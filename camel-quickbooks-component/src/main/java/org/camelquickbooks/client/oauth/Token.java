package org.camelquickbooks.client.oauth;

import java.time.Instant;

/**
 * The tokens of a company, and the data of its connection.
 *
 * @param accessToken the token that requests carry; null if only the refresh token is known
 * @param accessExpires when it expires; null if unknown
 * @param refreshToken the token that gets new ones; null if there is none
 * @param refreshExpires when it expires if it is not used; null if unknown
 * @param formerRefreshToken the former refresh token, which is valid for one more day (facts, section 2); null if
 *     there is none
 * @param hardExpires when the connection expires even if it is used, five years after consent; null if unknown
 * @param refreshed when QuickBooks issued these tokens; null if they come from elsewhere
 * @param companyName the name of the company, for people; null if it was not read
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
