package org.camelquickbooks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs the benchmark; in the default build its short form, which shows that it works and no more. */
class GrowthBenchmarkTest {

    @Test
    void printsItsTables() throws Exception {
        String report = GrowthBenchmark.run("full".equals(System.getProperty("benchmark.form")));

        System.out.println(report);
        assertThat(report).contains("Machine: ", "| rows read |", "| callers |");
    }

    @Test
    void aChartShowsItsPoints() {
        Chart chart = new Chart("test", "A title", "across", "up");
        chart.point(1, 2);
        chart.point(1_000, 7.5);

        assertThat(chart.svg())
                .contains("<title>A title</title>", ">across<", ">up<", ">1,000<", ">8<")
                .contains("<polyline points=\"70.0,207.5 610.0,63.1\"");
    }
}
