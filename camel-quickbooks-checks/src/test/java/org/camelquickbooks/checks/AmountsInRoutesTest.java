package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No route that we ship or show compares an amount in Simple in a way that cuts it to a whole number: docs/component.md. */
class AmountsInRoutesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern WRONG =
            Pattern.compile("\\$\\{[^}]*(?:Amt|[aA]mount|[bB]alance|[tT]otal|[pP]rice|Rate|[qQ]uantity|Qty)[^}]*}"
                    + "\\s*(?:[<>]=?\\s*(?:-?\\d|'-?\\d+'|\\$\\{(?!headerAs))|[!=]=\\s*(?:-?\\d+(?![.\\d])|'))");

    private static final Pattern BLOCK = Pattern.compile("```[\\s\\S]*?```");

    @Test
    void amountsAreComparedWithDecimals() throws IOException {
        List<String> found = new ArrayList<>();
        int files = 0;
        try (Stream<Path> all = Files.walk(ROOT)) {
            for (Path file : all.filter(AmountsInRoutesTest::hasRoutes).toList()) {
                String text = Files.readString(file);
                if (file.toString().endsWith(".md")) {
                    text = String.join(
                            "\n",
                            BLOCK.matcher(text)
                                    .results()
                                    .map(block -> block.group())
                                    .toList());
                }
                WRONG.matcher(text)
                        .results()
                        .forEach(match -> found.add(ROOT.relativize(file) + ": " + match.group()
                                + ", see docs/component.md, Comparing amounts"));
                files++;
            }
        }
        assertThat(files).isGreaterThan(200);
        assertThat(found).isEmpty();
    }

    private static boolean hasRoutes(Path file) {
        String path = ROOT.relativize(file).toString().replace('\\', '/');
        return !path.contains("target/")
                && (path.matches("[^/]+\\.md|docs/[^/]+\\.md")
                        || path.matches("camel-quickbooks-(kamelets|examples)/.*\\.(yaml|md|xml|properties|java)"));
    }

    @Test
    void theRuleFindsWhatIsWrong() {
        assertThat(List.of(
                        "${header.amount} > 100",
                        "${header.amount} > 100.0",
                        "${body[TotalAmt]} == 0",
                        "${body[TotalAmt]} == '0.5'",
                        "${body[Balance]}<='5'",
                        "${header.amount} < ${header.limit}"))
                .allMatch(predicate -> WRONG.matcher(predicate).find());
    }

    @Test
    void theRuleFindsNothingElse() {
        assertThat(List.of(
                        "${header.amount} > '100.0'",
                        "${body[TotalAmt]} == 100.0",
                        "${headerAs('amount', Double)} > ${headerAs('limit', Double)}",
                        "${header.CamelQuickBooksRowCount} > 0",
                        "${body[Id]} == 5"))
                .noneMatch(predicate -> WRONG.matcher(predicate).find());
    }
}
