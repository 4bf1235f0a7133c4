package org.camelquickbooks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs the benchmark; in the default build its short form, which shows that it works and no more. */
class SandboxBenchmarkTest {

    @Test
    void printsItsTables() throws Exception {
        String report = SandboxBenchmark.run(Form.named(System.getProperty("benchmark.form", "short")));

        System.out.println(report);
        assertThat(report)
                .contains("Machine: ")
                .contains("| read an invoice |", "| create an invoice |", "| query of 1000 |", "| batch of 30 |")
                .contains("| CustomerRef |");
    }
}
