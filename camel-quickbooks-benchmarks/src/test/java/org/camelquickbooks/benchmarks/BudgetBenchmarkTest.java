package org.camelquickbooks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs the benchmark; in the default build for a few seconds, which shows that it works and no more. */
class BudgetBenchmarkTest {

    private static final int MOST_REFUSED = 5;

    @Test
    void printsItsTable() throws Exception {
        String report = BudgetBenchmark.run("full".equals(System.getProperty("benchmark.form")));

        System.out.println(report);
        assertThat(report).contains("callers", "200 ");
        // Where the machine stops for a moment, requests arrive closer together than they were sent.
        assertThat(report.lines().skip(2))
                .allSatisfy(line -> assertThat(Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                        .as(line)
                        .isBetween(0, MOST_REFUSED));
    }
}
