package org.camelquickbooks.sandbox.gate;

/** The values of the rate limits; the defaults are the documented ones. */
public record Limits(
        boolean enabled,
        int requestsPerMinute,
        int requestsPerSecond,
        int concurrentRequests,
        int batchesPerMinute,
        int batchesPerMinuteOfCompany,
        int reportsPerMinute,
        int readsPerMonth,
        int emailsPerDay) {

    public static final Limits DOCUMENTED = new Limits(true, 500, 10, 10, 40, 120, 200, 500_000, 40);

    private static final int MOST_A_MINUTE = 100_000;

    public Limits {
        int least = Math.min(
                Math.min(Math.min(requestsPerMinute, requestsPerSecond), Math.min(concurrentRequests, readsPerMonth)),
                Math.min(
                        Math.min(batchesPerMinute, batchesPerMinuteOfCompany),
                        Math.min(reportsPerMinute, emailsPerDay)));
        if (least < 1) {
            throw new IllegalArgumentException("A limit must be 1 or more; for no limit, set enabled to false");
        }
        // The moments of so many requests are remembered, for each company and app.
        int most = Math.max(
                Math.max(requestsPerMinute, requestsPerSecond),
                Math.max(Math.max(batchesPerMinute, batchesPerMinuteOfCompany), reportsPerMinute));
        if (most > MOST_A_MINUTE) {
            throw new IllegalArgumentException("A limit a second or a minute must be at most " + MOST_A_MINUTE
                    + "; for no limit, set enabled to false");
        }
    }

    public Limits withEnabled(boolean on) {
        return new Limits(
                on,
                requestsPerMinute,
                requestsPerSecond,
                concurrentRequests,
                batchesPerMinute,
                batchesPerMinuteOfCompany,
                reportsPerMinute,
                readsPerMonth,
                emailsPerDay);
    }
}
