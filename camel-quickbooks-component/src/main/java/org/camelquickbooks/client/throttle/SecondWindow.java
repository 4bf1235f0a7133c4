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

    /** How long a request is on its way at most, for all that is assumed. */
    private static final long ON_ITS_WAY = 200_000_000L;

    /** A permit that was given. */
    static final class Given {
        private long until;
    }

    private final List<Given> given = new ArrayList<>();

    /** How long until there is one; 0 where there is one now. */
    long nanosToWait(long now, int limit) {
        given.removeIf(permit -> permit.until - now <= 0);
        if (given.size() < limit) {
            return 0;
        }
        long[] untils =
                given.stream().mapToLong(permit -> permit.until - now).sorted().toArray();
        return untils[given.size() - limit];
    }

    Given take(long now) {
        Given permit = new Given();
        permit.until = now + ON_ITS_WAY + SECOND;
        given.add(permit);
        return permit;
    }

    void answered(Given permit, long now) {
        if (permit.until - (now + SECOND) > 0) {
            permit.until = now + SECOND;
        }
    }
}
