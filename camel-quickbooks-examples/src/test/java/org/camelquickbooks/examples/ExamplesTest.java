package org.camelquickbooks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example does what its README says, to the end. */
class ExamplesTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Examples.run(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "warehouse-stock",
                "shop-to-ledger-kafka",
                "change-feed",
                "multi-company-month-end",
                "crm-contacts",
                "yaml-only",
                "replica",
                "assistant-tools",
                "write-guards",
                "two-nodes"
            })
    void runsToItsEnd(String example) {
        assertThat(run(example)).as(this::said).isZero();
        assertThat(said()).doesNotContain("The routes were interrupted");
        assertThat(said().lines().reduce((first, last) -> last))
                .get()
                .asString()
                .startsWith("PASSED: ")
                .contains("; files: ");
    }

    @Test
    void theWarehouseMayBeOnPostgreSql() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start()) {
            int code = run(
                    "warehouse-stock",
                    "warehouse.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                    "warehouse.user=postgres",
                    "warehouse.password=postgres");
            assertThat(code).as(this::said).isZero();
        }
    }

    @Test
    void theMainJobIsKilledAndItsBooksAreRight() throws Exception {
        String[] small = {
            "order-to-cash",
            "--items",
            "250",
            "--orders",
            "250",
            "--customers",
            "40",
            "--payments",
            "120",
            "--crash-at",
            "40%",
            "--no-faults",
            "--work",
            directory.resolve("work").toString()
        };
        assertThat(run(small)).as(this::said).isZero();
        assertThat(said()).contains("Killed with kill -9").contains("PASSED: ", "differences between the books: 0");
        assertThat(said())
                .contains("8 of 8 changes by hand found")
                .containsPattern("customer +Invoice \\d+ +changed: ")
                .containsPattern("date +Invoice \\d+ +changed: ")
                .containsPattern("number +Invoice \\d+ +changed: ")
                .containsPattern("item +Invoice \\d+ +changed: ")
                .containsPattern("unapplied +Payment \\d+ +unapplied: ")
                .containsPattern("write-off deleted +JournalEntry \\d+ +deleted: ")
                .containsPattern("added +Invoice \\d+ +extra: ");
        assertThat(Files.readString(directory.resolve("work/result.html"))).contains("<strong>0</strong>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    order-to-cash --crash-at soon          | Invalid value for option '--crash-at': 'soon' is not a part such as 40%
                    order-to-cash --orders=0               | Invalid value for option '--orders': '0' is not a number above 0
                    order-to-cash --items 3                | --items is 3; it has to be 20 or more
                    order-to-cash --orders 9 --customers=8 | --payments is 3000, more than --orders, 9
                    order-to-cash --order 9                | Possible solutions: --orders
                    no-such                                | There are: assistant-tools, change-feed
                    two-nodes three                        | Unmatched argument at index 1: 'three'
                    crm-contacts something                 | 'something' is not a property; it is NAME=VALUE
                    """)
    void whatIsNotUnderstoodIsSaidInAFewLines(String arguments, String expected) {
        assertThat(run(arguments.split(" "))).as(this::said).isEqualTo(2);
        assertThat(said()).contains(expected);
        assertThat(said().lines()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void theHelpOfEachNamesItsOptions() {
        assertThat(run("--help")).isZero();
        assertThat(said()).contains("order-to-cash", "two-nodes", "generate-completion", "Exit codes:");
        assertThat(run("order-to-cash", "--help")).isZero();
        assertThat(said()).contains("--crash-at=PART", "such as 40%", "--verbose");
        assertThat(run("yaml-only", "--help")).isZero();
        assertThat(said()).contains("NAME=VALUE");
        assertThat(run()).isEqualTo(2);
        assertThat(said()).contains("Which example?");
    }

    @Test
    void aShellCanCompleteNamesAndOptions() {
        assertThat(run("generate-completion")).isZero();
        assertThat(said()).contains("multi-company-month-end", "'--crash-at'");
    }

    /** A folder for each, with a README that says the command. */
    @Test
    void eachHasAReadme() throws Exception {
        try (Stream<Path> all = Files.list(Path.of("."))) {
            // Those with a pom.xml are modules of their own.
            List<Path> folders = all.filter(folder -> Files.exists(folder.resolve("application.properties"))
                            && !Files.exists(folder.resolve("pom.xml")))
                    .toList();
            assertThat(folders).hasSize(11);
            for (Path folder : folders) {
                String name = folder.getFileName().toString();
                assertThat(Files.readString(folder.resolve("README.md")))
                        .contains("java -jar camel-quickbooks-examples/target/camel-quickbooks-examples.jar " + name);
            }
        }
    }
}
