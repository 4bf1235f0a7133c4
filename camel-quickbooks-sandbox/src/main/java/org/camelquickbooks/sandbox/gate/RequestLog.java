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
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_ADDRESS = 1_024;
    private static final long MOST_CHARACTERS = 16_000_000;

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
    private long characters;

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
        Entry entry = new Entry(
                ++count,
                time,
                cut(method, LONGEST_NAME),
                cut(path, LONGEST_ADDRESS),
                cut(query, LONGEST_ADDRESS),
                cut(realmId, LONGEST_NAME),
                status,
                tid,
                micros,
                fault,
                body,
                answer);
        entries.addLast(entry);
        characters += size(entry);
        while (entries.size() > KEPT || characters > MOST_CHARACTERS && entries.size() > 1) {
            characters -= size(entries.removeFirst());
        }
    }

    private static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    private static long size(Entry entry) {
        return 200L + length(entry.path()) + length(entry.query()) + length(entry.body()) + length(entry.answer());
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
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
        characters = 0;
        count = 0;
    }
}
