package org.camelquickbooks.client.throttle;

import java.util.ArrayList;
import java.util.List;

/**
 * Permits of a second, as QuickBooks counts them: by when requests arrive. Nobody knows when that is, but it is before the
 * answer. So a permit is free again a second after the answer.
 *
 * <p>Where answers take long, that would leave many of the second's requests unused. There a permit is also free again
 * when the request must have arrived more than a second ago. Where an answer takes a few milliseconds nothing is gained
 * by that, and something is lost where the machine is so busy that a request is late. Not safe for threads:
 * {@link LocalPermits} locks.
 */
final class SecondWindow {

    private static final long SECOND = 1_000_000_000L;

    /** How long a request is on its way at most, once it was handed to the HTTP client; assumed where answers take long. */
    private static final long ON_ITS_WAY = 200_000_000L;

    /** The same where that is not assumed. */
    private static final long ON_ITS_WAY_AT_WORST = SECOND;

    /** Where the quick ones among the answers take longer than this, answers take long. */
    private static final long LONG_ANSWER = 100_000_000L;

    /** How slowly it is forgotten that there was a quick answer. */
    private static final int FORGETTING = 32;

    /** A permit that was given. */
    static final class Given {
        private final long onItsWay;
        private long sentAt;
        private boolean sent;
        private boolean answered;
        private long until;

        private Given(long onItsWay, long now) {
            this.onItsWay = onItsWay;
            this.until = now + onItsWay + SECOND;
        }

        /** What was not sent yet has all its way before it. */
        private long nanosLeft(long now) {
            return sent || answered ? until - now : onItsWay + SECOND;
        }
    }

    /** About how long the quick ones of the latest answers took. */
    private long quickAnswer;

    private final List<Given> given = new ArrayList<>();

    /** How long until there is one; 0 where there is one now. */
    long nanosToWait(long now, int limit) {
        given.removeIf(permit -> permit.nanosLeft(now) <= 0);
        if (given.size() < limit) {
            return 0;
        }
        long[] left = given.stream()
                .mapToLong(permit -> permit.nanosLeft(now))
                .sorted()
                .toArray();
        return left[given.size() - limit];
    }

    /** @param cold whether everything takes longer than usual: classes are loaded, connections are opened */
    Given take(long now, boolean cold) {
        Given permit = new Given(cold || quickAnswer < LONG_ANSWER ? ON_ITS_WAY_AT_WORST : ON_ITS_WAY, now);
        given.add(permit);
        return permit;
    }

    /** What this process did between the permit and sending may have taken long: the collector ran, say. */
    void sent(Given permit, long now) {
        permit.sent = true;
        permit.sentAt = now;
        if (!permit.answered) {
            permit.until = now + permit.onItsWay + SECOND;
        }
    }

    /** @return whether the permit is free earlier than it was known before */
    boolean answered(Given permit, long now) {
        boolean earlier = !permit.sent || permit.until - (now + SECOND) > 0;
        if (earlier) {
            permit.until = now + SECOND;
        }
        permit.answered = true;
        if (permit.sent) {
            long took = now - permit.sentAt;
            quickAnswer = took < quickAnswer ? took : quickAnswer + (took - quickAnswer) / FORGETTING;
        }
        return earlier;
    }
}
