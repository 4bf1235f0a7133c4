package org.camelquickbooks.client;

import java.time.Duration;
import org.camelquickbooks.client.http.RetryPolicy;
import org.camelquickbooks.client.oauth.OAuthUrls;
import org.camelquickbooks.client.oauth.TokenSettings;
import org.camelquickbooks.client.throttle.Limits;
import org.camelquickbooks.client.throttle.ReadBudget;

/**
 * The settings of the client.
 *
 * @param baseUrl the URL of the API, without a slash at the end
 * @param oauth the URLs of the OAuth endpoints
 * @param clientId null if tokens are not refreshed
 * @param tokens the settings of tokens
 * @param requestTimeout the time from sending to the last byte of the answer
 * @param maxAnswerSize the maximum number of uncompressed bytes of an answer in memory
 * @param meterReads whether metered reads are counted
 * @param readBudget the budget of metered reads for a month
 */
public record ClientSettings(
        String baseUrl,
        OAuthUrls oauth,
        String clientId,
        String clientSecret,
        TokenSettings tokens,
        int minorVersion,
        Duration requestTimeout,
        long maxAnswerSize,
        RetryPolicy retry,
        Limits limits,
        boolean meterReads,
        ReadBudget readBudget) {

    /** A text without secrets. */
    @Override
    public String toString() {
        return "ClientSettings of " + baseUrl;
    }
}
