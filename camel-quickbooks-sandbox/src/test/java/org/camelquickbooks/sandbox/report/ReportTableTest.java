package org.camelquickbooks.sandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.camelquickbooks.sandbox.report.ReportDefinition.Basis;
import org.camelquickbooks.sandbox.report.ReportDefinition.Period;
import org.junit.jupiter.api.Test;

/**
 * The table of reports agrees with the table of columns, with itself and with docs/sandbox.md; {@code -Ddocs.write=true}
 * writes that page's tables anew.
 */
class ReportTableTest {

    private static final Set<String> COMPUTED = Set.of("rbal_open_bal", "rbal_neg_open_bal");

    @Test
    void everyKeyIsAColumnAndEveryColumnThatIsShownCanBeSortedBy() {
        assertThat(ReportTable.all()).hasSizeGreaterThan(25);
        for (ReportDefinition report : ReportTable.all()) {
            assertThat(report.columns()).as(report.name()).allMatch(key -> ReportColumns.find(key) != null);
            assertThat(report.sortKeys()).as(report.name()).allMatch(key -> ReportColumns.find(key) != null);
            if (!report.sortKeys().isEmpty() && !report.name().equals("TransactionListWithSplits")) {
                assertThat(report.sortKeys())
                        .as(report.name())
                        .containsAll(report.columns().stream()
                                .filter(key -> !COMPUTED.contains(key))
                                .toList());
            }
        }
    }

    @Test
    void thePageHasTheTable() throws IOException {
        Path page = Path.of("../docs/sandbox.md");
        String text = Files.readString(page);
        String wanted = text.replaceAll("(?s)(<!-- table:reports -->\n).*?(<!-- end -->)", "$1" + table() + "$2")
                .replaceAll("(?s)(<!-- table:sort keys -->\n).*?(<!-- end -->)", "$1" + sortKeys() + "$2");
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, wanted);
            text = wanted;
        }
        assertThat(text).contains("<!-- table:reports -->", "<!-- table:sort keys -->");
        assertThat(text)
                .as("docs/sandbox.md is behind the table of reports; -Ddocs.write=true writes it anew")
                .isEqualTo(wanted);
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| report | without dates | `accounting_method` |"
                + " `summarize_column_by` | `sort_by` | `group_by` |\n|---|---|---|---|---|---|\n");
        for (ReportDefinition report : ReportTable.all()) {
            table.append("| `").append(report.name()).append("` | ").append(period(report.period()));
            table.append(" | ").append(report.bases().contains(Basis.CASH) ? "yes" : "");
            table.append(" | ").append(report.summarized() ? "yes" : "");
            table.append(" | ").append(report.sortKeys().isEmpty() ? "" : "yes");
            table.append(" | ")
                    .append(report.groupings().isEmpty() ? "" : "yes")
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String period(Period period) {
        return switch (period) {
            case YEAR_TO_DATE -> "this year to date";
            case MONTH_TO_DATE -> "this month to date";
            case DAY -> "as of today";
        };
    }

    private static String sortKeys() {
        StringBuilder table = new StringBuilder("| report | values of `sort_by` |\n|---|---|\n");
        for (ReportDefinition report : ReportTable.all()) {
            if (!report.sortKeys().isEmpty()) {
                String keys = report.sortKeys().stream().sorted().collect(Collectors.joining(", "));
                table.append("| `")
                        .append(report.name())
                        .append("` | ")
                        .append(keys)
                        .append(" |\n");
            }
        }
        return table.toString();
    }
}
