package org.camelquickbooks.client.throttle;

import java.util.concurrent.CompletionStage;

/** Counts what a company was asked, here or for a whole cluster. */
interface Permits {

    /**
     * What was said to one who asked for a permit.
     *
     * @param nanosToWait 0 where it was given
     * @param wholeCompany whether nobody can go, or only not this lane
     */
    record Decision(long nanosToWait, boolean wholeCompany) {

        static final Decision GIVEN = new Decision(0, false);
    }

    CompletionStage<Decision> take(Lane lane);
}
