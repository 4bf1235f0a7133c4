package org.camelquickbooks.client.throttle;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.camelquickbooks.client.throttle.Permits.PermitResult;
import org.camelquickbooks.client.throttle.Permits.Scope;

/** The buckets of a company, in the process or in a back end: one that counts all requests, and one for each class of limits. */
final class Buckets {

    private static final long LEAST_WAIT = 1_000;

    private final Bucket requests;
    private final Map<LimitClass, Bucket> byClass = new EnumMap<>(LimitClass.class);

    /** @param making is given the name of a bucket and its shape */
    Buckets(Limits limits, BiFunction<String, BucketConfiguration, Bucket> making) {
        requests = bucket("requests", BucketShapes.requests(limits), making);
        byClass.put(
                LimitClass.BATCH,
                bucket("batches", BucketShapes.limitClass(limits.batchesPerMinute(), "batches"), making));
        byClass.put(
                LimitClass.REPORT,
                bucket("reports", BucketShapes.limitClass(limits.reportsPerMinute(), "reports"), making));
    }

    private static Bucket bucket(
            String name, BucketConfiguration shape, BiFunction<String, BucketConfiguration, Bucket> making) {
        return shape == null ? null : making.apply(name, shape);
    }

    PermitResult take(LimitClass limitClass) {
        long wait = wait(requests);
        if (wait > 0) {
            return PermitResult.refused(wait, Scope.COMPANY);
        }
        wait = wait(byClass.get(limitClass));
        if (wait == 0) {
            return PermitResult.GIVEN;
        }
        if (requests != null) {
            requests.addTokens(1);
        }
        return PermitResult.refused(wait, Scope.LIMIT_CLASS);
    }

    /** Takes one; how long until there is one where there is none. A bucket may refuse and round its wait to nothing. */
    private static long wait(Bucket bucket) {
        if (bucket == null) {
            return 0;
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : Math.max(LEAST_WAIT, probe.getNanosToWaitForRefill());
    }
}
