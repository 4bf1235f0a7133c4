package org.camelquickbooks.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** The progress of consumers: when each company was last read completely, and how many webhook events wait. */
public final class ConsumerProgress {

    /** What a consumer follows of a company. */
    public record FollowedCursor(Object consumer, String cursorName, String realmId) {}

    private final Map<FollowedCursor, Instant> read = new ConcurrentHashMap<>();
    private final Map<Object, IntSupplier> backlogs = new ConcurrentHashMap<>();

    public void begin(FollowedCursor following, Instant now) {
        read.putIfAbsent(following, now);
    }

    /** What changed before that time was told of. */
    public void caughtUp(FollowedCursor following, Instant at) {
        read.put(following, at);
    }

    public void end(Object consumer) {
        read.keySet().removeIf(following -> following.consumer() == consumer);
    }

    public void addBacklog(Object consumer, IntSupplier backlog) {
        backlogs.put(consumer, backlog);
    }

    public void removeBacklog(Object consumer) {
        backlogs.remove(consumer);
    }

    /** How old what a route knows of companies may be; empty where none is followed. */
    public Optional<Duration> longestLag(Instant now, Predicate<FollowedCursor> of) {
        return read.entrySet().stream()
                .filter(entry -> of.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .min(Comparator.naturalOrder())
                .map(at -> Duration.between(at, now));
    }

    /** How old what routes know of a company may be, by the name of the cursor. */
    public Map<String, Duration> lags(String realmId, Instant now) {
        Map<String, Duration> lags = new TreeMap<>();
        read.forEach((following, at) -> {
            if (following.realmId().equals(realmId)) {
                lags.merge(following.cursorName(), Duration.between(at, now), (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
        });
        return lags;
    }

    /** How many webhook events wait for their routes. */
    public int backlog() {
        return backlogs.values().stream().mapToInt(IntSupplier::getAsInt).sum();
    }
}
