package org.camelquickbooks.client.throttle;

import java.util.concurrent.CompletionStage;

/** Counts what a company was asked, here or for a whole cluster. */
interface Permits {

    /**
     * The answer to a request for a permit.
     *
     * @param nanosToWait 0 where it was given
     * @param wholeCompany whether no request of the company can be sent, or none of this class
     */
    record PermitResult(long nanosToWait, boolean wholeCompany) {

        static final PermitResult GIVEN = new PermitResult(0, false);
    }

    CompletionStage<PermitResult> take(LimitClass limitClass);
}
