package org.camelquickbooks.client.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.client.time.RepeatedTask;
import org.camelquickbooks.client.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes the connections that no request uses: a connection expires if it is not refreshed for a hundred days
 * (facts, section 2). It also reports connections that expire five years after consent.
 */
public final class TokenWatch {

    static final Duration FIRST_WARNING = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(TokenWatch.class);
    /** Until then, what needs tokens at the start has renewed them itself. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    private static final Duration ROUND = Duration.ofHours(1);
    private static final List<Duration> WARNINGS =
            List.of(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(7), FIRST_WARNING);

    private final TokenService tokens;
    private final Duration keepAlive;
    private final Time time;
    private final TokenListener listener;
    private final Map<String, Instant> warned = new ConcurrentHashMap<>();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private RepeatedTask rounds;

    public TokenWatch(TokenService tokens, Duration keepAlive, Time time, TokenListener listener) {
        this.tokens = tokens;
        this.keepAlive = keepAlive;
        this.time = time;
        this.listener = listener;
    }

    /** Makes a round soon and each hour. */
    public void start() {
        rounds = RepeatedTask.start(time, "check the tokens", FIRST, ROUND, this::goRound);
    }

    public void stop() {
        if (rounds != null) {
            rounds.stop();
        }
    }

    /** How long the connection lasts that ends first, of those that were found in the last round. */
    public Optional<Duration> shortest() {
        return ends.values().stream().min(Comparator.naturalOrder()).map(end -> Duration.between(time.now(), end));
    }

    /** The companies whose connection has come to its end. */
    public List<String> ended() {
        Instant now = time.now();
        return ends.entrySet().stream()
                .filter(end -> !end.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void goRound() {
        Set<String> realms = tokens.store().list();
        ends.keySet().retainAll(realms);
        realms.forEach(this::lookAt);
    }

    /** One company whose token cannot be read is no reason to let the others expire. */
    private void lookAt(String realmId) {
        try {
            tokens.store().load(realmId).ifPresent(token -> look(realmId, token));
        } catch (Throwable e) {
            LOG.warn(
                    "The tokens of company {} could not be checked; the component retries in an hour: {}",
                    realmId,
                    e.toString());
        }
    }

    private void look(String realmId, Token token) {
        warn(token);
        Instant idleSince = time.now().minus(keepAlive);
        boolean idle = token.refreshed() == null || token.refreshed().isBefore(idleSince);
        if (!keepAlive.isZero() && idle && token.refreshToken() != null && tokens.isWorthTrying(realmId)) {
            tokens.keepAlive(realmId, idleSince).exceptionally(failure -> {
                LOG.debug("The tokens of company {} could not be refreshed: {}", realmId, failure.toString());
                return null;
            });
        }
    }

    /** Once for each distance. */
    private void warn(Token token) {
        Instant end = token.hardExpires();
        if (end == null) {
            return;
        }
        ends.put(token.realmId(), end);
        for (Duration distance : WARNINGS) {
            Instant from = end.minus(distance);
            if (!from.isAfter(time.now())) {
                if (!from.equals(warned.put(token.realmId(), from))) {
                    listener.ending(token.realmId(), end);
                }
                return;
            }
        }
    }
}
