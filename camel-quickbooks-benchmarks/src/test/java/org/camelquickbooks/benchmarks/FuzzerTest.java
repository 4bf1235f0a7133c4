package org.camelquickbooks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** In the default build a tenth of it; under {@code -Pbenchmarks} all. Other requests with {@code -Dfuzzer.seed=1}. */
class FuzzerTest {

    private static final long SEED = Long.getLong("fuzzer.seed", 20261127);

    @Test
    void nothingMalformedStopsFailsOrFillsAnything() throws Exception {
        boolean full = "full".equals(System.getProperty("benchmark.form"));

        Fuzzer.Outcome outcome = Fuzzer.run(full ? 20_000 : 2_000, full ? 10_000 : 1_000, SEED);

        System.out.println(
                outcome.answers() + ", slowest right request " + outcome.longestControlMillis() + " ms, heap "
                        + outcome.firstMegabytes() + " MB half way, " + outcome.lastMegabytes() + " MB at the end");
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.answers()).containsKeys("sandbox 200", "sandbox 400", "endpoints 200", "endpoints 403");
        assertThat(outcome.lastMegabytes()).isLessThan(outcome.firstMegabytes() + 32);
        if (full) {
            assertThat(outcome.longestControlMillis()).isLessThan(2_000);
        }
    }
}
