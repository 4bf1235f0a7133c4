package org.camelquickbooks.flow.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** How the result of a reconciliation is written. */
enum ReconciliationForm {
    JSON("application/json") {
        @Override
        String write(ObjectNode result) {
            return result.toString();
        }
    },
    CSV("text/csv") {
        @Override
        String write(ObjectNode result) {
            StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
            result.path("flows").forEach(flow -> flow.path("differences").forEach(difference -> {
                StringJoiner line = new StringJoiner(",");
                COLUMNS.forEach(column -> line.add(quoted(value(flow, difference, column))));
                text.append(line).append("\r\n");
            }));
            return text.toString();
        }

        private String quoted(String value) {
            String text = LATER_FORMULA.matcher(value).replaceAll("$1'");
            String safe = FORMULA.matcher(value).find() && !value.matches("-?[0-9.]+") ? "'" + text : text;
            return safe.matches("[^\",;\\s]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
        }
    },
    HTML("text/html; charset=UTF-8") {
        @Override
        String write(ObjectNode result) {
            StringBuilder text = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                    + "<title>Reconciliation</title></head><body>\n<h1>Reconciliation</h1>\n<p>Company "
                    + escaped(result.path("company").asText()) + ", "
                    + escaped(result.path("at").asText()) + ": "
                    + result.path("differences").asText()
                    + " differences</p>\n<table><thead><tr>");
            COLUMNS.forEach(
                    column -> text.append("<th scope=\"col\">").append(column).append("</th>"));
            text.append("</tr></thead><tbody>\n");
            result.path("flows").forEach(flow -> flow.path("differences").forEach(difference -> {
                text.append("<tr>");
                COLUMNS.forEach(column -> text.append("<td>")
                        .append(escaped(value(flow, difference, column)))
                        .append("</td>"));
                text.append("</tr>\n");
            }));
            return text.append("</tbody></table>\n</body></html>\n").toString();
        }

        private String escaped(String value) {
            return value.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&#39;");
        }
    };

    /** What a spreadsheet takes for a formula, whatever blanks are before it. In Asia the wide forms count too. */
    private static final Pattern FORMULA =
            Pattern.compile("^[\\s\\p{Cntrl}]*[=+@\uff1d\uff0b\uff0d\uff20-]|^[\\t\\r\\n]");

    /** The same after a character that parts cells in many countries. */
    private static final Pattern LATER_FORMULA = Pattern.compile("([;\\t][\\s\\p{Cntrl}]*)(?=[=+@\uff1d\uff0b\uff20])");

    private static final List<String> COLUMNS =
            List.of("flow", "id", "kind", "entity", "entityId", "field", "was", "is", "what");

    private final String mediaType;

    ReconciliationForm(String mediaType) {
        this.mediaType = mediaType;
    }

    abstract String write(ObjectNode result);

    String mediaType() {
        return mediaType;
    }

    static String value(JsonNode flow, JsonNode difference, String column) {
        return column.equals("flow")
                ? flow.path("flow").asText()
                : difference.path(column).asText();
    }

    static ReconciliationForm of(String word) {
        return Arrays.stream(values())
                .filter(form -> form.name().equalsIgnoreCase(word.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("format is '" + word + "'; use one of "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
    }
}
