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
     */
    record PermitResult(long nanosToWait, Scope scope) {

        static final PermitResult GIVEN = new PermitResult(0, Scope.COMPANY);
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
