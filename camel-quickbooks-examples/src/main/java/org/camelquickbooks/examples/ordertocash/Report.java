package org.camelquickbooks.examples.ordertocash;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.camelquickbooks.examples.Outcome;
import org.camelquickbooks.model.Json;

/** The result for people: a table, and the same as a page. */
final class Report {

    private final Job job;
    private final Path work;

    Report(Job job) {
        this.job = job;
        this.work = job.work();
    }

    Outcome show(PrintStream out) throws IOException {
        Path file = work.resolve("result.json");
        if (!Files.exists(file)) {
            return new Outcome(false, "the integration ended without a result, see its integration.log", work);
        }
        JsonNode result = Json.EXACT.readTree(Files.readString(file));
        out.println();
        out.printf("  %-46s %16s %16s %12s%n", "", "ERP", "QuickBooks", "difference");
        StringBuilder page = new StringBuilder();
        for (JsonNode row : result.path("rows")) {
            String what = row.path("what").asText();
            String erp = text(row.path("erp"));
            String quickBooks = text(row.path("quickBooks"));
            String difference = text(row.path("difference"));
            out.printf("  %-46s %16s %16s %12s%n", what, erp, quickBooks, difference);
            page.append("<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td></tr>%n"
                    .formatted(what, erp, quickBooks, difference));
        }
        int differences = result.path("differences").asInt();
        JsonNode audit = audit(out);
        boolean found = audit.has("rows")
                && audit.path("missed").asInt() == 0
                && audit.path("besides").asInt() == 0;
        Path html = work.resolve("result.html");
        Files.writeString(html, page(page.toString(), differences, changes(audit)));
        out.println();
        if (differences > 0) {
            reasons(out);
        }
        return new Outcome(
                differences == 0 && found,
                "%d orders and %d payments%s; differences between the books: %d; %s; as a page: %s; dead letters: %s"
                        .formatted(
                                job.orders(),
                                job.payments(),
                                job.crashAt() == 0 ? "" : " over a kill -9",
                                differences,
                                said(audit),
                                html,
                                work.resolve("dead-letters")),
                work);
    }

    /** What was changed by hand after that, and what the reconciliation says of it; empty where there was no such thing. */
    private JsonNode audit(PrintStream out) throws IOException {
        Path file = work.resolve("by-hand.json");
        if (!Files.exists(file)) {
            return Json.object();
        }
        JsonNode audit = Json.EXACT.readTree(Files.readString(file));
        out.println();
        out.printf("  %-22s %-18s %s%n", "changed by hand", "", "found by the reconciliation");
        for (JsonNode row : audit.path("rows")) {
            out.printf(
                    "  %-22s %-18s %s%n",
                    row.path("what").asText(),
                    row.path("document").asText(),
                    row.path("found").asText());
        }
        return audit;
    }

    private static String said(JsonNode audit) {
        return audit.has("said") ? audit.path("said").asText() : "nothing was changed by hand";
    }

    private static String changes(JsonNode audit) {
        StringBuilder rows = new StringBuilder();
        for (JsonNode row : audit.path("rows")) {
            rows.append("<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td></tr>%n"
                    .formatted(
                            escaped(row.path("what").asText()),
                            escaped(row.path("document").asText()),
                            escaped(row.path("found").asText())));
        }
        return rows.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** Why something is in the dead letters: where the books differ, that is the first to look at. */
    private void reasons(PrintStream out) throws IOException {
        Path letters = work.resolve("dead-letters");
        if (Files.isDirectory(letters)) {
            try (Stream<Path> files = Files.list(letters)) {
                for (Path file : files.sorted().toList()) {
                    JsonNode letter = Json.EXACT.readTree(Files.readString(file));
                    out.println("  " + letter.path("flow").asText() + " "
                            + letter.path("id").asText() + ": "
                            + letter.path("reason").asText());
                }
            }
        }
    }

    private static String text(JsonNode number) {
        return number.isNumber() ? number.decimalValue().toPlainString() : "";
    }

    private static String page(String rows, int differences, String changes) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Order to cash: %1$d differences</title>
                <style>
                :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
                body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
                table { border-collapse: collapse; width: 100%%; }
                th, td { padding: .35rem .6rem; border-bottom: 1px solid #8884; text-align: right; font-variant-numeric: tabular-nums; }
                th[scope=row], th:first-child { text-align: left; font-weight: normal; }
                thead th { font-weight: bold; }
                </style>
                </head>
                <body>
                <h1>Order to cash</h1>
                <p>Differences between the ERP's books and QuickBooks': <strong>%1$d</strong></p>
                <table>
                <thead><tr><th></th><th scope="col">ERP</th><th scope="col">QuickBooks</th><th scope="col">difference</th></tr></thead>
                <tbody>
                %2$s</tbody>
                </table>
                <h2>Changed by hand afterwards</h2>
                <table>
                <thead><tr><th scope="col">what</th><th scope="col">document</th><th scope="col">found by the reconciliation</th></tr></thead>
                <tbody>
                %3$s</tbody>
                </table>
                </body>
                </html>
                """.formatted(differences, rows, changes);
    }
}
