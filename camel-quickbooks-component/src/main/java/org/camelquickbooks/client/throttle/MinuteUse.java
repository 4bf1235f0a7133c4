package org.camelquickbooks.client.throttle;

import java.util.Arrays;

/** How much was used within the last minute, to the second. Not safe for threads: its {@link CompanyQueue} locks. */
final class MinuteUse {

    private static final int SECONDS = 60;

    private final short[] counts = new short[SECONDS];
    private long second;
    private int sum;

    void add(long nowSeconds) {
        moveTo(nowSeconds);
        counts[(int) (second % SECONDS)]++;
        sum++;
    }

    int sum(long nowSeconds) {
        moveTo(nowSeconds);
        return sum;
    }

    private void moveTo(long nowSeconds) {
        if (nowSeconds - second >= SECONDS) {
            Arrays.fill(counts, (short) 0);
            sum = 0;
            second = nowSeconds;
        }
        while (second < nowSeconds) {
            second++;
            int at = (int) (second % SECONDS);
            sum -= counts[at];
            counts[at] = 0;
        }
    }
}
