package org.camelquickbooks.client.oauth;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How tokens are looked after.
 *
 * @param refreshAhead how long before its end an access token is renewed
 * @param keepAlive after how long a connection that nobody uses is refreshed; zero for never
 * @param refreshTokens those that stand in a configuration, by company, and may be newer than what is stored
 * @param connectUrl where a person can connect a company again, for messages; gives null where that is not known
 */
public record TokenSettings(
        Duration refreshAhead, Duration keepAlive, Map<String, String> refreshTokens, Supplier<String> connectUrl) {

    public TokenSettings {
        refreshTokens = Map.copyOf(refreshTokens);
    }

    /** A text without secrets. */
    @Override
    public String toString() {
        return "TokenSettings, " + refreshAhead + " ahead";
    }
}
