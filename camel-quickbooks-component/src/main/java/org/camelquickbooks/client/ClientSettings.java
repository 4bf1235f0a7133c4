package org.camelquickbooks.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.camelquickbooks.client.http.RetryPolicy;
import org.camelquickbooks.client.throttle.Limits;

/**
 * How the client is to be.
 *
 * @param baseUrl where the API is, without a slash at the end
 * @param oauthBaseUrl where the token endpoint is, without a slash at the end
 * @param clientId null where tokens are not refreshed
 * @param refreshTokens those that stand in the configuration, by company
 * @param refreshAhead how long before its end an access token is renewed
 * @param requestTimeout from sending to the last byte of the answer
 * @param stateDirectory where counters and intents are kept
 * @param meterReads whether metered reads are counted
 * @param readBudget how many are meant to be enough for a month; 0 for no budget
 * @param holdBulkReads whether bulk reads are refused when the budget is used up
 */
public record ClientSettings(
        String baseUrl,
        String oauthBaseUrl,
        String clientId,
        String clientSecret,
        Map<String, String> refreshTokens,
        Duration refreshAhead,
        int minorVersion,
        Duration requestTimeout,
        RetryPolicy retry,
        Limits limits,
        Path stateDirectory,
        boolean meterReads,
        long readBudget,
        boolean holdBulkReads) {

    /** Nothing secret. */
    @Override
    public String toString() {
        return "ClientSettings of " + baseUrl;
    }
}
