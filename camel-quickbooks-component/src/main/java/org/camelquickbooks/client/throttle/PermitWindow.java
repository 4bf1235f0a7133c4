package org.camelquickbooks.client.throttle;

import java.util.Arrays;

/**
 * Permits of a sliding window: as many as its limit within any window, however they lie in it. It remembers when it gave
 * each, and takes no more memory than it gave permits. Not safe for threads: {@link LocalPermits} locks.
 */
final class PermitWindow {

    private static final int FIRST_CAPACITY = 16;

    private final long window;
    private long[] given = new long[FIRST_CAPACITY];
    private int first;
    private int size;

    PermitWindow(long windowNanos) {
        this.window = windowNanos;
    }

    /** How long until there is one; 0 where there is one now. */
    long nanosToWait(long now, int limit) {
        forget(now);
        if (size < limit) {
            return 0;
        }
        // When so many have left the window that one more fits.
        return at(size - limit) + window - now;
    }

    void take(long now) {
        if (size == given.length) {
            long[] longer = new long[2 * size];
            for (int i = 0; i < size; i++) {
                longer[i] = at(i);
            }
            given = longer;
            first = 0;
        }
        given[(first + size) % given.length] = now;
        size++;
    }

    private long at(int place) {
        return given[(first + place) % given.length];
    }

    private void forget(long now) {
        while (size > 0 && now - given[first] >= window) {
            first = (first + 1) % given.length;
            size--;
        }
        if (size == 0 && given.length > FIRST_CAPACITY) {
            given = Arrays.copyOf(given, FIRST_CAPACITY);
            first = 0;
        }
    }
}
