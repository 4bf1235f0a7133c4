package org.camelquickbooks.client.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelquickbooks.client.time.Time;

/**
 * Counts wrong guesses of a secret for each address they come from. After ten, the address waits a minute, and twice as
 * long after each further one; nobody else waits.
 */
final class Guesses {

    private static final int FREE = 10;
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int MOST_ADDRESSES = 10_000;

    private record Wrong(int count, Instant until) {}

    private final Time time;
    private final Map<String, Wrong> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Wrong> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    Guesses(Time time) {
        this.time = time;
    }

    /** Whether an address has to wait. */
    synchronized boolean mustWait(String address) {
        Wrong wrong = addresses.get(address);
        return wrong != null && wrong.count >= FREE && time.now().isBefore(wrong.until);
    }

    synchronized void wrong(String address) {
        Wrong before = addresses.get(address);
        Instant now = time.now();
        boolean fresh = before == null || now.isAfter(before.until.plus(LONGEST_WAIT));
        boolean early = before != null && before.count < FREE && now.isAfter(before.until);
        int count = fresh || early ? 1 : before.count + 1;
        addresses.put(address, new Wrong(count, now.plus(wait(count))));
    }

    private static Duration wait(int count) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(10, Math.max(0, count - FREE)));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    synchronized void right(String address) {
        addresses.remove(address);
    }
}
