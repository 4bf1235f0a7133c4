package org.camelquickbooks.sandbox.gate;

/** The values of the throttles; the defaults are the documented ones. */
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

    public Limits {
        int least = Math.min(
                Math.min(Math.min(requestsPerMinute, requestsPerSecond), Math.min(concurrentRequests, readsPerMonth)),
                Math.min(
                        Math.min(batchesPerMinute, batchesPerMinuteOfCompany),
                        Math.min(reportsPerMinute, emailsPerDay)));
        if (least < 1) {
            throw new IllegalArgumentException("A limit must be 1 or more; to have none, set enabled to false");
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
