package org.camelquickbooks.sandbox.gate;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The last requests, newest last. It contains nothing of the Authorization header. */
public final class RequestLog {

    private static final int KEPT = 5_000;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_ADDRESS = 1_024;
    private static final long MOST_CHARACTERS = 16_000_000;

    /**
     * What was sent or answered.
     *
     * @param text the beginning; null where there is nothing that people can read
     * @param length the bytes of the whole
     * @param cut whether the text is only a part of it
     */
    public record Message(String contentType, String text, int length, boolean cut) {

        /** A message without a body. */
        public static final Message NONE = new Message(null, null, 0, false);
    }

    /** One request and how it was answered; status 0 stands for a connection that was reset. */
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
            Message sent,
            Message answered) {

        /** The beginning of what was sent; null where nothing was. */
        public String body() {
            return sent.text();
        }

        /** The beginning of what was answered; null where nothing readable was. */
        public String answer() {
            return answered.text();
        }
    }

    /**
     * Entries, oldest first, at one moment of the log.
     *
     * @param clears how often the log had been cleared
     * @param last the number of the log's last entry, whether it is among these or not
     */
    public record Page(long clears, long last, List<Entry> entries) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long count;
    private long clears;
    private long characters;

    /** Calls a listener after each change of the log; it must be quick. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public void add(
            Instant time,
            String method,
            String path,
            String query,
            String realmId,
            int status,
            String tid,
            long micros,
            String fault,
            Message sent,
            Message answered) {
        synchronized (this) {
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
                    new Message(cut(sent.contentType(), LONGEST_NAME), sent.text(), sent.length(), sent.cut()),
                    answered);
            entries.addLast(entry);
            characters += size(entry);
            while (entries.size() > KEPT || characters > MOST_CHARACTERS && entries.size() > 1) {
                characters -= size(entries.removeFirst());
            }
        }
        listeners.forEach(Runnable::run);
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

    /** Each request waits for this log to be added to it, so entries are tested outside of the lock. */
    public List<Entry> find(Predicate<Entry> test) {
        List<Entry> all;
        synchronized (this) {
            all = new ArrayList<>(entries);
        }
        all.removeIf(test.negate());
        return all;
    }

    public List<Entry> all() {
        return find(entry -> true);
    }

    /** The newest entries after a number that fit. */
    public Page newest(long after, int most, Predicate<Entry> test) {
        Page page = after(after);
        List<Entry> found = new ArrayList<>();
        Iterator<Entry> newest = page.entries().iterator();
        while (newest.hasNext() && found.size() < most) {
            Entry entry = newest.next();
            if (test.test(entry)) {
                found.add(entry);
            }
        }
        Collections.reverse(found);
        return new Page(page.clears(), page.last(), found);
    }

    /** All entries after a number, newest first. */
    private synchronized Page after(long number) {
        List<Entry> later = new ArrayList<>();
        Iterator<Entry> newest = entries.descendingIterator();
        while (newest.hasNext()) {
            Entry entry = newest.next();
            if (entry.number() <= number) {
                break;
            }
            later.add(entry);
        }
        return new Page(clears, count, later);
    }

    /** The entry of a number, or null where it is not kept any more. */
    public synchronized Entry find(long number) {
        Entry oldest = entries.peekFirst();
        if (oldest == null || number < oldest.number() || number > count) {
            return null;
        }
        return entries.stream().skip(number - oldest.number()).findFirst().orElse(null);
    }

    public void clear() {
        synchronized (this) {
            entries.clear();
            characters = 0;
            count = 0;
            clears++;
        }
        listeners.forEach(Runnable::run);
    }
}
