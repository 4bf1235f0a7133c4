package org.camelquickbooks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs the benchmark; in the default build for a few seconds, which shows that it works and no more. */
class BudgetBenchmarkTest {

    @Test
    void printsItsTable() throws Exception {
        String report = BudgetBenchmark.run("full".equals(System.getProperty("benchmark.form")));

        System.out.println(report);
        assertThat(report).contains("callers", "200 ");
        assertThat(report.lines().skip(2)).allSatisfy(line -> assertThat(line).endsWith(" 0"));
    }
}
