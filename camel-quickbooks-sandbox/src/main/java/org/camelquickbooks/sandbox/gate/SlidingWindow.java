package org.camelquickbooks.sandbox.gate;

/** So many in any stretch of so long: exact, by remembering when the last ones were. */
final class SlidingWindow {

    private final long lengthMillis;
    private final long[] times;
    private int next;
    private int used;

    SlidingWindow(int limit, long lengthMillis) {
        this.lengthMillis = lengthMillis;
        this.times = new long[limit];
    }

    /** Whether one more may come now. */
    boolean admits(long now) {
        return used < times.length || now - times[next] >= lengthMillis;
    }

    void add(long now) {
        times[next] = now;
        next = (next + 1) % times.length;
        used = Math.min(used + 1, times.length);
    }

    /** How many lie within the stretch that ends now. */
    int count(long now) {
        int count = 0;
        for (int i = 0; i < used; i++) {
            if (now - times[i] < lengthMillis) {
                count++;
            }
        }
        return count;
    }
}
