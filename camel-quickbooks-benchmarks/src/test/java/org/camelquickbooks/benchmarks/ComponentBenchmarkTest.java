package org.camelquickbooks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs the benchmark; in the default build its short form, which shows that it works and no more. */
class ComponentBenchmarkTest {

    @Test
    void printsItsTables() throws Exception {
        String report = ComponentBenchmark.run("full".equals(System.getProperty("benchmark.form")));

        System.out.println(report);
        assertThat(report)
                .contains("Machine: ")
                .contains("create an invoice", "read a customer", "query of 1000", "quickbooks:, coalesced, intent log")
                .contains("JDK HttpClient", "camel-http", "Intuit's SDK");
    }
}
