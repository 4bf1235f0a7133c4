package org.camelquickbooks.examples.yamlonly;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.camelquickbooks.examples.Demo;
import org.camelquickbooks.examples.Outcome;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;

/** Puts files where the YAML of the example's folder looks for them, and looks what became of them. */
public final class YamlOnly {

    private static final String ORDER = """
            {"id": "Y-1", "number": "Y-1", "date": "2026-01-31", "customer": {"name": "Fjord Kitchens"},
             "lines": [{"item": "Services", "quantity": 3, "unitPrice": 6.65, "amount": 19.95}], "total": 19.95}
            """;

    private YamlOnly() {}

    public static Outcome run(Map<String, String> properties, PrintStream out) throws Exception {
        QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .port(0)
                .withCompany(QuickBooksSandbox.US_REALM)
                .empty()
                .start();
        try (Demo demo = new Demo("yaml-only", out, properties, sandbox)) {
            demo.set("work", demo.get("state"));
            demo.start();
            return show(demo, sandbox.company());
        }
    }

    private static Outcome show(Demo demo, SandboxCompany company) throws Exception {
        Path work = Path.of(demo.get("work"));
        put(work.resolve("orders/Y-1.json"), ORDER);
        demo.await("An invoice was created from an order in a file", () -> company.hasInvoice("Y-1", "19.95"));
        put(work.resolve("orders/Y-2.json"), ORDER.replace("Y-1", "Y-2").replace("\"total\": 19.95", "\"total\": 18"));
        demo.await("An order with a wrong total is a dead letter", () -> files(work.resolve("dead-letters")) == 1);
        String[] accounts = company.query("select * from Account where AccountType = 'Expense' maxresults 2").stream()
                .map(account -> account.path("Id").asText())
                .toArray(String[]::new);
        put(work.resolve("journal/J-1.json"), """
                {"TxnDate": "2026-01-31", "Line": [
                 {"Amount": 10, "DetailType": "JournalEntryLineDetail", "JournalEntryLineDetail": {"PostingType": "Debit", "AccountRef": {"value": "%s"}}},
                 {"Amount": 10, "DetailType": "JournalEntryLineDetail", "JournalEntryLineDetail": {"PostingType": "Credit", "AccountRef": {"value": "%s"}}}]}
                """.formatted(accounts[0], accounts[1]));
        demo.await("A journal entry is booked", () -> company.count("JournalEntry") == 1);
        demo.await("A customer is a file", () -> files(work.resolve("customers")) == company.count("Customer"));
        return demo.outcome(true, "an order and a journal entry were booked, and a wrong order is a dead letter");
    }

    /** Under another name until it is whole. */
    private static void put(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling("." + file.getFileName());
        Files.writeString(part, text);
        Files.move(part, file);
    }

    private static long files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
