package org.camelquickbooks.sandbox.gate;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The last requests, newest last. Nothing of the Authorization header is kept. */
public final class RequestLog {

    private static final int KEPT = 5_000;

    /**
     * One request and how it was answered; status 0 stands for a connection that was reset.
     *
     * @param body the beginning of what was sent; null where nothing was
     * @param answer the beginning of what was answered; null where nothing readable was
     */
    public record Entry(
            long number,
            Instant time,
            String method,
            String path,
            String query,
            String realmId,
            int status,
            String intuitTid,
            long micros,
            String fault,
            String body,
            String answer) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long count;

    public synchronized void add(
            Instant time,
            String method,
            String path,
            String query,
            String realmId,
            int status,
            String tid,
            long micros,
            String fault,
            String body,
            String answer) {
        entries.addLast(
                new Entry(++count, time, method, path, query, realmId, status, tid, micros, fault, body, answer));
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    /** How many there ever were. */
    public synchronized long count() {
        return count;
    }

    public synchronized List<Entry> find(Predicate<Entry> test) {
        List<Entry> found = new ArrayList<>();
        entries.stream().filter(test).forEach(found::add);
        return found;
    }

    public List<Entry> all() {
        return find(entry -> true);
    }

    public synchronized void clear() {
        entries.clear();
        count = 0;
    }
}
