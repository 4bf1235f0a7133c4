package org.camelquickbooks.client.throttle;

import java.util.ArrayList;
import java.util.List;

/**
 * Permits of a second, as QuickBooks counts them: by when requests arrive. Nobody knows when that is, but it is before the
 * answer. So a permit is free again a second after the answer, or a second after the request must have arrived. Not safe
 * for threads: {@link LocalPermits} locks.
 */
final class SecondWindow {

    private static final long SECOND = 1_000_000_000L;

    /** How long a request is assumed to be on its way at most, once it was handed to the HTTP client. */
    private static final long ON_ITS_WAY = 200_000_000L;

    /** The same while everything is cold: classes are loaded, connections are opened. */
    private static final long ON_ITS_WAY_COLD = SECOND;

    /** A permit that was given. */
    static final class Given {
        private final long onItsWay;
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

    /** @param cold whether requests may take long to arrive */
    Given take(long now, boolean cold) {
        Given permit = new Given(cold ? ON_ITS_WAY_COLD : ON_ITS_WAY, now);
        given.add(permit);
        return permit;
    }

    /** What this process did between the permit and sending may have taken long: the collector ran, say. */
    void sent(Given permit, long now) {
        permit.sent = true;
        if (!permit.answered) {
            permit.until = now + permit.onItsWay + SECOND;
        }
    }

    void answered(Given permit, long now) {
        if (!permit.sent || permit.until - (now + SECOND) > 0) {
            permit.until = now + SECOND;
        }
        permit.answered = true;
    }
}
