package org.camelquickbooks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
                "two-nodes"
            })
    void runsToItsEnd(String example) {
        assertThat(run(example)).as(this::said).isZero();
    }

    @Test
    void theWarehouseMayBeOnPostgreSql() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
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
        assertThat(said()).contains("Killed with kill -9").contains("Differences: 0");
        assertThat(Files.readString(directory.resolve("work/result.html"))).contains("<strong>0</strong>");
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        assertThat(run("order-to-cash", "--crash-at", "soon")).isEqualTo(2);
        assertThat(said()).contains("--crash-at is 'soon'; it is a part such as 40%");
        assertThat(run("no-such")).isEqualTo(2);
        assertThat(said()).contains("There are: change-feed, crm-contacts");
        assertThat(run("crm-contacts", "something")).isEqualTo(2);
    }

    /** A folder for each, with a README that says the command. */
    @Test
    void eachHasAReadme() throws Exception {
        try (Stream<Path> all = Files.list(Path.of("."))) {
            // Those with a pom.xml are modules of their own.
            List<Path> folders = all.filter(folder -> Files.exists(folder.resolve("application.properties"))
                            && !Files.exists(folder.resolve("pom.xml")))
                    .toList();
            assertThat(folders).hasSize(8);
            for (Path folder : folders) {
                String name = folder.getFileName().toString();
                assertThat(Files.readString(folder.resolve("README.md")))
                        .contains("java -jar camel-quickbooks-examples/target/camel-quickbooks-examples.jar " + name);
            }
        }
    }
}
