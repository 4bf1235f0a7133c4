package org.camelquickbooks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs the benchmark; in the default build its short form, which shows that it works and no more. */
class SizingBenchmarkTest {

    @Test
    void printsItsTable() throws Exception {
        String report = SizingBenchmark.run("full".equals(System.getProperty("benchmark.form")));

        System.out.println(report);
        assertThat(report).contains("Machine: ", "| companies |", "\n| 1 |", "\n| 20 |");
    }
}
