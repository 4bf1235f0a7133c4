package org.camelquickbooks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs the benchmark; in the default build its short form, which shows that it works and no more. */
class ProfileBenchmarkTest {

    @Test
    void printsItsTables() throws Exception {
        String report = ProfileBenchmark.run("full".equals(System.getProperty("benchmark.form")));

        System.out.println(report);
        assertThat(report).contains("Machine: ", "| create an invoice, by part |", "| query of 1000, by thread |");
    }
}
