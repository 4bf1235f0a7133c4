package org.camelquickbooks.client.throttle;

import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Priority;

/** Counts what a company was asked, here or for a whole cluster. */
interface Permits {

    /** Is told what becomes of the request that a permit was given to. */
    interface Use {

        Use UNWATCHED = new Use() {
            @Override
            public void sent() {}

            @Override
            public boolean answered() {
                return false;
            }
        };

        /** The request was handed to the HTTP client. */
        void sent();

        /**
         * It has its answer, or there is none.
         *
         * @return whether who was refused may have less long to wait than was said
         */
        boolean answered();
    }

    /**
     * The answer to a request for a permit.
     *
     * @param nanosToWait 0 where it was given
     * @param scope which requests have to wait
     * @param use told what becomes of the request with this permit
     */
    record PermitResult(long nanosToWait, Scope scope, Use use) {

        static final PermitResult GIVEN = given(Use.UNWATCHED);

        static PermitResult given(Use use) {
            return new PermitResult(0, Scope.COMPANY, use);
        }

        static PermitResult refused(long nanosToWait, Scope scope) {
            return new PermitResult(nanosToWait, scope, Use.UNWATCHED);
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
