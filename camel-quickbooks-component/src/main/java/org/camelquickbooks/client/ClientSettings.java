package org.camelquickbooks.client;

import java.time.Duration;
import org.camelquickbooks.client.http.RetryPolicy;
import org.camelquickbooks.client.oauth.OAuthUrls;
import org.camelquickbooks.client.oauth.TokenSettings;
import org.camelquickbooks.client.throttle.Limits;
import org.camelquickbooks.client.throttle.ReadBudget;

/**
 * How the client is to be.
 *
 * @param baseUrl where the API is, without a slash at the end
 * @param oauth where tokens come from
 * @param clientId null where tokens are not refreshed
 * @param tokens how tokens are looked after
 * @param requestTimeout from sending to the last byte of the answer
 * @param maxAnswerSize how many bytes an answer may have that is kept in memory, unpacked
 * @param meterReads whether metered reads are counted
 * @param readBudget how many are meant to be enough for a month
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
