package org.camelquickbooks.client.oauth;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The settings of tokens.
 *
 * @param refreshAhead how long before its expiry an access token is refreshed
 * @param keepAlive after which time an unused connection is refreshed; zero for never
 * @param refreshTokens the refresh tokens of the configuration, by company; they may be newer than the stored ones
 * @param connectUrl returns the address at which a person can connect a company again, for messages; null if unknown
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
