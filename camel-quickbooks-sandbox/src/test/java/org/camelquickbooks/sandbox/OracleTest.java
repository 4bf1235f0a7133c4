package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.camelquickbooks.sandbox.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random operations of all kinds, in the United States and in Canada, and an accountant's own books beside them: after
 * each operation every balance is compared. {@code -Dbenchmark.form=full} makes 20,000 operations; {@code
 * -Doracle.seed=N} begins with another seed.
 */
class OracleTest {

    private static final int OPERATIONS = 400;
    private static final int FEW = 100;
    private static final String ALWAYS = "0000-00-00";
    private static final String EVER = "9999-12-31";

    private long compared;

    @Test
    void theBooksAreWhatAnAccountantHas(@TempDir Path directory) throws IOException {
        long seed = Long.getLong("oracle.seed", 20261127L);
        boolean full = "full".equals(System.getProperty("benchmark.form"));
        int rounds = Integer.getInteger("oracle.rounds", full ? 50 : 2);
        for (int round = 0; round < rounds; round++) {
            run(full ? OPERATIONS : FEW, seed + round, round % 4 == 1, directory.resolve("round" + round));
        }
        System.out.println("Oracle: " + rounds + " x " + (full ? OPERATIONS : FEW) + " operations, seeds from " + seed
                + ", " + compared + " values compared");
    }

    private void run(int operations, long seed, boolean http, Path data) throws IOException {
        OracleKind kind = OracleKind.of(seed);
        System.out.println("Oracle: seed " + seed + ", " + kind + (http ? ", over HTTP" : ""));
        Random random = new Random(seed);
        try (QuickBooksSandbox sandbox = open(data)) {
            SandboxCompany company = kind.company(sandbox);
            OracleFace face = http
                    ? new OracleFace.Outside(new Client(sandbox, kind.realm()), kind.realm())
                    : new OracleFace.Inside(company);
            OracleCompany oracle = new OracleCompany(company, kind, face, random);
            OracleReports reports = new OracleReports(oracle, random);
            for (int i = 0; i < operations; i++) {
                oracle.step();
                if (Boolean.getBoolean("oracle.trace")) {
                    System.out.println(i + " " + oracle.last);
                }
                compare(oracle, "seed " + seed + ", operation " + i + ": " + oracle.last);
                if (i % 10 == 9) {
                    reports.compare("seed " + seed + ", operation " + i);
                }
                if (i % 100 == 49) {
                    company.company().checkpoint();
                }
                if (i % 100 == 99) {
                    aKilledProcessLeavesTheSame(company, data, data.resolveSibling("killed-" + seed + "-" + i), random);
                }
            }
            compared += reports.compared;
            assertThat(oracle.refused)
                    .as("refused operations, of %d: %s", operations, oracle.refusals)
                    .isLessThan(operations / 2);
            System.out.println("        " + oracle.books.documents.size() + " transactions at the end, refused: "
                    + oracle.refusals);
        }
    }

    static QuickBooksSandbox open(Path data) {
        return QuickBooksSandbox.create().empty().throttled(false).data(data).start();
    }

    private void same(Map<String, ?> actual, Map<String, ?> expected, String what) {
        compared += expected.size();
        assertThat(actual).as(what).isEqualTo(expected);
    }

    private void compare(OracleCompany oracle, String when) {
        if (Boolean.getBoolean("oracle.trace") && !accounts(oracle).equals(oracle.books.balances(ALWAYS, EVER))) {
            trace(oracle);
        }
        same(accounts(oracle), oracle.books.balances(ALWAYS, EVER), when + ": accounts");
        same(parties(oracle), oracle.books.parties(EVER, false), when + ": customers and vendors");
        Map<String, String> open = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        for (String type : List.of("Invoice", "CreditMemo", "Bill", "VendorCredit")) {
            for (String id : oracle.ids(type)) {
                String balance = Json.decimal(oracle.now(type, id), "Balance")
                        .setScale(2)
                        .toPlainString();
                long cents = oracle.books.open(type + "/" + id);
                boolean negative = type.equals("CreditMemo") || type.equals("Bill");
                open.put(type + id, balance);
                expected.put(
                        type + id,
                        BigDecimal.valueOf(negative ? -cents : cents, 2).toPlainString());
            }
        }
        same(open, expected, when + ": open balances");
        Map<String, String> stock = new TreeMap<>();
        JsonNode valuation = report(oracle, "InventoryValuationSummary", Map.of("report_date", EVER));
        valuation.path("Rows").path("Row").forEach(row -> {
            JsonNode cells = row.path("ColData");
            if (cells.path(0).has("id")) {
                stock.put(
                        cells.path(0).path("id").asText(),
                        cells.path(2).path("value").asText() + " "
                                + cells.path(3).path("value").asText());
            }
        });
        Map<String, String> wanted = oracle.books.stock(EVER);
        oracle.allItems().forEach(item -> wanted.putIfAbsent(item, "0.00 0.00"));
        same(stock, wanted, when + ": stock");
        compared += oracle.orders.check(when);
    }

    /** Prints the transactions that the oracle and the ledger have on different accounts, and all costs of goods. */
    private static void trace(OracleCompany oracle) {
        for (var entry : oracle.company.company().ledger().entries()) {
            Map<String, Long> posted = new TreeMap<>();
            entry.postings().forEach(p -> posted.merge(p.account(), p.home(), Long::sum));
            Map<String, Long> own = new TreeMap<>();
            String key = entry.key().type() + "/" + entry.key().id().text();
            if (oracle.books.documents.containsKey(key)) {
                oracle.books.documents.get(key).lines().forEach(l -> own.merge(l.account(), l.home(), Long::sum));
            }
            if (!posted.equals(own)) {
                System.out.println(key + " is posted as " + posted + ", and by the oracle as " + own + ": " + entry);
            }
        }
        oracle.books.costs().forEach(System.out::println);
        oracle.company.company().ledger().costLines().forEach((k, v) -> System.out.println(k + " " + v));
    }

    private static JsonNode report(OracleCompany oracle, String name, Map<String, String> parameters) {
        return oracle.face.report(name, parameters);
    }

    private static Map<String, Long> accounts(OracleCompany oracle) {
        Map<String, Long> balances = new TreeMap<>();
        for (String id : oracle.ids("Account")) {
            JsonNode account = oracle.now("Account", id);
            long cents = OracleBooks.cents(account, "CurrentBalance");
            boolean debits = List.of("Asset", "Expense", "Liability").contains(Json.text(account, "Classification"));
            if (cents != 0) {
                balances.put(id, debits ? cents : -cents);
            }
        }
        return balances;
    }

    private static Map<String, Long> parties(OracleCompany oracle) {
        Map<String, Long> balances = new TreeMap<>();
        for (String type : List.of("Customer", "Vendor")) {
            for (String id : oracle.ids(type)) {
                long cents = OracleBooks.cents(oracle.now(type, id), "Balance");
                if (cents != 0) {
                    balances.put(type + "/" + id, cents);
                }
            }
        }
        return balances;
    }

    /** What a killed process leaves: the journal as far as the operating system has it, torn anywhere in the next line. */
    private static void aKilledProcessLeavesTheSame(SandboxCompany company, Path data, Path copy, Random random)
            throws IOException {
        List<Path> files;
        try (var walk = Files.walk(data)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path to = copy.resolve(data.relativize(file));
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
            if (file.getFileName().toString().equals("journal.jsonl")) {
                byte[] torn = "{\"t\":17,\"c\":[[\"Invoice\",\"1\",{\"Id\":".getBytes(StandardCharsets.UTF_8);
                Files.write(to, Arrays.copyOf(torn, random.nextInt(torn.length)), StandardOpenOption.APPEND);
            }
        }
        try (QuickBooksSandbox again = open(copy)) {
            assertThat(OracleState.of(again.company(company.realmId()))).isEqualTo(OracleState.of(company));
        }
    }
}
