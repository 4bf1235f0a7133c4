package org.camelquickbooks.client.throttle;

import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What a process knows of the reads of a month: those that all processes have written down, and its own that are not yet.
 * Not safe for threads: its {@link ReadMeter} locks.
 */
final class ReadMonth {

    /** What processes have counted ahead of their reads, so that one that dies has not counted too few. */
    static final ReadKey AHEAD = new ReadKey("", "");

    /** As many endpoints of a company as anybody reads; the rest is one. */
    private static final int MOST_ENDPOINTS = 60;

    private static final int[] WARNINGS = {95, 80, 50};

    private final YearMonth month;
    private final LongSupplier mostAhead;
    private final Map<ReadKey, ReadCount> known = new HashMap<>();
    private final Map<ReadKey, Long> pending = new HashMap<>();
    /** What all processes have counted ahead. */
    private long ahead;

    private long ownAhead;
    private long used;
    private int unwritten;
    private int warned;
    private Long loadedAt;

    /** @param mostAhead what live processes can have counted ahead; what is above it is of dead ones */
    ReadMonth(YearMonth month, LongSupplier mostAhead) {
        this.month = month;
        this.mostAhead = mostAhead;
    }

    YearMonth month() {
        return month;
    }

    void count(ReadKey key, Instant now) {
        ReadKey counted = known.containsKey(key) || endpoints(key.realmId()) < MOST_ENDPOINTS
                ? key
                : new ReadKey(key.realmId(), "other");
        known.merge(counted, new ReadCount(1, now), ReadCount::and);
        pending.merge(counted, 1L, Long::sum);
        used++;
        unwritten++;
    }

    private long endpoints(String realmId) {
        return known.keySet().stream()
                .filter(key -> key.realmId().equals(realmId))
                .count();
    }

    long used() {
        return used + aheadOfOthers();
    }

    private long aheadOfOthers() {
        return Math.min(Math.max(0, ahead - ownAhead), mostAhead.getAsLong());
    }

    int unwritten() {
        return unwritten;
    }

    boolean isAhead() {
        return ownAhead > 0;
    }

    /** Whether others' reads were looked up within that many nanoseconds. */
    boolean isLoaded(long now, long within) {
        return loadedAt != null && now - loadedAt < within;
    }

    boolean wasLoaded() {
        return loadedAt != null;
    }

    /** What is to be written: it counts as written, until {@link #putBack}. */
    SortedMap<ReadKey, Long> take(long aheadFromNowOn) {
        SortedMap<ReadKey, Long> more = new TreeMap<>(pending);
        pending.clear();
        unwritten = 0;
        if (ownAhead != aheadFromNowOn) {
            more.put(AHEAD, aheadFromNowOn - ownAhead);
            ahead += aheadFromNowOn - ownAhead;
            ownAhead = aheadFromNowOn;
        }
        return more;
    }

    void putBack(Map<ReadKey, Long> more) {
        more.forEach((key, reads) -> {
            if (key.equals(AHEAD)) {
                ahead -= reads;
                ownAhead -= reads;
            } else {
                pending.merge(key, reads, Long::sum);
                unwritten += reads.intValue();
            }
        });
    }

    /** What all processes have written, this one's included up to the last {@link #take}. */
    void load(Map<ReadKey, ReadCount> rows, long now) {
        Map<ReadKey, ReadCount> before = new HashMap<>(known);
        known.clear();
        known.putAll(rows);
        ReadCount counted = known.remove(AHEAD);
        ahead = counted == null ? 0 : counted.reads();
        pending.forEach((key, reads) ->
                known.merge(key, new ReadCount(reads, before.get(key).since()), (row, own) -> row.plus(own.reads())));
        used = known.values().stream().mapToLong(ReadCount::reads).sum();
        loadedAt = now;
    }

    /** The share of the budget to warn of now, in percent; 0 for none. */
    int toWarn(ReadBudget budget) {
        int percent = budget.percent(used());
        for (int warning : WARNINGS) {
            if (percent >= warning) {
                boolean isNew = warning > warned;
                warned = Math.max(warned, warning);
                return isNew ? warning : 0;
            }
        }
        return 0;
    }

    ReadUse use(long budget, Instant now) {
        return ReadUse.of(month, known, aheadOfOthers(), budget, now);
    }

    long used(String realmId) {
        return known.entrySet().stream()
                .filter(entry -> entry.getKey().realmId().equals(realmId))
                .mapToLong(entry -> entry.getValue().reads())
                .sum();
    }
}
