package org.camelquickbooks.client.throttle;

import io.github.bucket4j.ConsumptionProbe;
import java.util.concurrent.CompletionStage;

/** Counts what a company was asked, here or for a whole cluster. */
interface Permits {

    long LEAST_WAIT = 1_000;

    /**
     * What was said to one who asked for a permit.
     *
     * @param nanosToWait 0 where it was given
     * @param wholeCompany whether nobody can go, or only not this lane
     */
    record Decision(long nanosToWait, boolean wholeCompany) {

        static final Decision GIVEN = new Decision(0, false);

        /** How long to wait after a bucket was asked; 0 where it gave. A bucket may refuse and round its wait to nothing. */
        static long nanosToWait(ConsumptionProbe probe) {
            return probe.isConsumed() ? 0 : Math.max(LEAST_WAIT, probe.getNanosToWaitForRefill());
        }
    }

    CompletionStage<Decision> take(Lane lane);
}
