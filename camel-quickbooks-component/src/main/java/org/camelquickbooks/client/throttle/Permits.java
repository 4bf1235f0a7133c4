package org.camelquickbooks.client.throttle;

import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Priority;

/** Counts what a company was asked, here or for a whole cluster. */
interface Permits {

    /**
     * The answer to a request for a permit.
     *
     * @param nanosToWait 0 where it was given
     * @param scope which requests have to wait
     * @param answered to be run when the request with this permit has its answer
     */
    record PermitResult(long nanosToWait, Scope scope, Runnable answered) {

        static final PermitResult GIVEN = given(() -> {});

        static PermitResult given(Runnable answered) {
            return new PermitResult(0, Scope.COMPANY, answered);
        }

        static PermitResult refused(long nanosToWait, Scope scope) {
            return new PermitResult(nanosToWait, scope, () -> {});
        }
    }

    /** Which requests of a company have to wait. */
    enum Scope {
        /** All. */
        COMPANY,
        /** Those of the class. */
        LIMIT_CLASS,
        /** Those of the priority: the rest is for others. */
        PRIORITY
    }

    CompletionStage<PermitResult> take(LimitClass limitClass, Priority priority);
}
