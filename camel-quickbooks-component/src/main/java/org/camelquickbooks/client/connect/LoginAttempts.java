package org.camelquickbooks.client.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelquickbooks.client.time.Time;

/**
 * Counts failed logins for each address. After ten, the address is locked out for a minute, and for twice as long after
 * each further one; no other address is.
 */
final class LoginAttempts {

    private static final int ALLOWED_ATTEMPTS = 10;
    private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOCK = Duration.ofHours(1);
    private static final int MOST_ADDRESSES = 10_000;

    private record FailedAttempts(int count, Instant until) {}

    private final Time time;
    private final Map<String, FailedAttempts> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FailedAttempts> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    LoginAttempts(Time time) {
        this.time = time;
    }

    /** Whether an address is locked out. */
    synchronized boolean isLocked(String address) {
        FailedAttempts failed = addresses.get(address);
        return failed != null && failed.count >= ALLOWED_ATTEMPTS && time.now().isBefore(failed.until);
    }

    synchronized void failed(String address) {
        FailedAttempts before = addresses.get(address);
        Instant now = time.now();
        boolean fresh = before == null || now.isAfter(before.until.plus(LONGEST_LOCK));
        boolean early = before != null && before.count < ALLOWED_ATTEMPTS && now.isAfter(before.until);
        int count = fresh || early ? 1 : before.count + 1;
        addresses.put(address, new FailedAttempts(count, now.plus(wait(count))));
    }

    private static Duration wait(int count) {
        Duration wait = FIRST_LOCK.multipliedBy(1L << Math.min(10, Math.max(0, count - ALLOWED_ATTEMPTS)));
        return wait.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : wait;
    }

    synchronized void succeeded(String address) {
        addresses.remove(address);
    }
}
