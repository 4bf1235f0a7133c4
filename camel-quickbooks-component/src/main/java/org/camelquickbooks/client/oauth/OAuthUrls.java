package org.camelquickbooks.client.oauth;

/**
 * The URLs of the OAuth endpoints (facts, section 1).
 *
 * @param authorize the page on which a user consents
 * @param token where codes and refresh tokens are exchanged
 * @param revoke where tokens are revoked
 * @param userInfo where OpenID returns the user who has consented
 */
public record OAuthUrls(String authorize, String token, String revoke, String userInfo) {

    /** Intuit's: one set for both environments but for the user, whom each knows itself. */
    public static OAuthUrls intuit(boolean sandbox) {
        return new OAuthUrls(
                "https://appcenter.intuit.com/connect/oauth2",
                "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer",
                "https://developer.api.intuit.com/v2/oauth2/tokens/revoke",
                "https://" + (sandbox ? "sandbox-" : "") + "accounts.platform.intuit.com/v1/openid_connect/userinfo");
    }

    /** All at one address, as this project's sandbox has them. */
    public static OAuthUrls at(String baseUrl) {
        return new OAuthUrls(
                baseUrl + "/connect/oauth2",
                baseUrl + "/oauth2/v1/tokens/bearer",
                baseUrl + "/v2/oauth2/tokens/revoke",
                baseUrl + "/v1/openid_connect/userinfo");
    }
}
