package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.camelquickbooks.sandbox.report.ReportService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The default company is the one that every developer gets from Intuit: Ids, names, balances, to the cent. */
class SampleCompanyTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    private static final JsonNode FACTS = facts();
    private static final Set<String> REPORTS = Set.of("profitAndLoss", "profitAndLossByAccount");
    /** Opening entries are journal entries that the facts list apart. */
    private static final Map<String, Integer> BESIDES = Map.of("JournalEntry", 1);

    private Client client;

    private static JsonNode facts() {
        try (InputStream in = SampleCompanyTest.class.getResourceAsStream("sample-company.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void connect() {
        client = Client.of(SANDBOX.sandbox());
    }

    @TestFactory
    List<DynamicTest> holdsWhatIsKnownOfEveryEntity() {
        List<DynamicTest> tests = new ArrayList<>();
        FACTS.properties().forEach(entity -> {
            if (entity.getValue().isObject() && !REPORTS.contains(entity.getKey())) {
                for (String realm : List.of(QuickBooksSandbox.US_REALM, QuickBooksSandbox.MULTICURRENCY_REALM)) {
                    tests.add(DynamicTest.dynamicTest(
                            entity.getKey() + " of " + realm, () -> holds(realm, entity.getKey(), entity.getValue())));
                }
            }
        });
        return tests;
    }

    private static void holds(String realm, String entity, JsonNode known) {
        Client client = new Client(SANDBOX.sandbox(), realm);
        ArrayNode rows = client.rows(entity, "select * from " + entity + " maxresults 1000");
        Map<String, JsonNode> byId = new TreeMap<>();
        rows.forEach(row -> byId.put(row.path("Id").asText(), row));
        LocalDate base =
                LocalDate.parse(client.read("invoice", "130").path("TxnDate").asText());
        List<String> wrong = new ArrayList<>();
        known.properties().forEach(fact -> {
            String id = fact.getKey();
            List<String> differences = new ArrayList<>();
            boolean found = id.startsWith("?")
                    ? byId.values().stream().anyMatch(row -> differences(row, fact.getValue(), base)
                            .isEmpty())
                    : byId.containsKey(id) && differences.addAll(differences(byId.get(id), fact.getValue(), base))
                            || byId.containsKey(id);
            differences.forEach(d -> wrong.add(id + " " + d));
            if (!found) {
                wrong.add(id + " is missing: " + fact.getValue());
            }
        });
        assertThat(wrong).as(entity).isEmpty();
        assertThat(rows.size()).as("rows of " + entity).isEqualTo(known.size() + BESIDES.getOrDefault(entity, 0));
    }

    private static List<String> differences(JsonNode row, JsonNode facts, LocalDate base) {
        List<String> wrong = new ArrayList<>();
        facts.properties().forEach(fact -> {
            JsonNode answered = row;
            for (String part : fact.getKey().split("\\.")) {
                answered = answered.path(part);
            }
            JsonNode expected = fact.getValue();
            boolean same = fact.getKey().equals("offset")
                    ? row.path("TxnDate")
                            .asText()
                            .equals(base.plusDays(expected.asLong()).toString())
                    : expected.isNumber()
                            ? answered.isNumber()
                                    && new BigDecimal(answered.asText()).compareTo(expected.decimalValue()) == 0
                            : expected.isNull() || expected.asText().equals(answered.asText());
            if (!same) {
                wrong.add(fact + " and is " + answered + " of " + row.path("TxnDate"));
            }
        });
        return wrong;
    }

    @Test
    void itsBooksBalanceAndItsReportsReconcileToTheCent() {
        SANDBOX.sandbox().companies().forEach(company -> assertThat(
                        company.trialBalance().signum())
                .as(company.realmId())
                .isZero());
        String period = "start_date=2000-01-01&end_date=2040-12-31";
        JsonNode profit = client.get("reports/ProfitAndLoss?" + period).json();
        FACTS.path("profitAndLoss").properties().forEach(line -> assertThat(amount(profit, line.getKey()))
                .as(line.getKey())
                .isEqualByComparingTo(line.getValue().decimalValue()));
        Map<String, BigDecimal> byAccount = new TreeMap<>();
        accounts(profit, byAccount);
        FACTS.path("profitAndLossByAccount").properties().forEach(line -> assertThat(byAccount.get(line.getKey()))
                .as("account " + line.getKey())
                .isEqualByComparingTo(line.getValue().decimalValue()));
        JsonNode sheet = client.get("reports/BalanceSheet").json();
        assertThat(amount(sheet, "TOTAL ASSETS")).isEqualByComparingTo("23436.29");
        assertThat(amount(sheet, "TOTAL LIABILITIES AND EQUITY")).isEqualByComparingTo("23436.29");
    }

    @Test
    void everyReportCanBeMadeOfIt() {
        for (String name : new ReportService().names()) {
            for (String parameters :
                    List.of("", "?accounting_method=Cash", "?start_date=2000-01-01&end_date=2040-12-31")) {
                if (name.equals("TaxSummary") && parameters.contains("Cash")) {
                    // Accrual only, see docs/sandbox.md.
                    continue;
                }
                Client.Reply reply = client.get("reports/" + name + parameters);
                assertThat(reply.status())
                        .as(name + parameters + " " + reply.text())
                        .isEqualTo(200);
            }
        }
    }

    private static BigDecimal amount(JsonNode report, String label) {
        for (JsonNode row : report.findValues("ColData")) {
            if (label.equalsIgnoreCase(row.path(0).path("value").asText())) {
                return new BigDecimal(row.path(row.size() - 1).path("value").asText());
            }
        }
        throw new AssertionError("No " + label + " in " + report);
    }

    /** The rows of accounts themselves; a header of an account with sub-accounts has its own amount. */
    private static void accounts(JsonNode report, Map<String, BigDecimal> into) {
        for (JsonNode row : report.findValues("ColData")) {
            String id = row.path(0).path("id").asText();
            String amount = row.path(row.size() - 1).path("value").asText();
            if (!id.isEmpty() && !amount.isEmpty()) {
                into.putIfAbsent(id, new BigDecimal(amount));
            }
        }
    }

    @Test
    void theFirstNewOnesTakeTheIdsThatFollow() {
        assertThat(client.create("account", "{\"Name\":\"New\",\"AccountType\":\"Bank\"}")
                        .path("Id")
                        .asText())
                .isEqualTo("91");
        assertThat(client.create("customer", "{\"DisplayName\":\"New\"}")
                        .path("Id")
                        .asText())
                .isEqualTo("58");
        assertThat(client.create(
                                "item",
                                "{\"Name\":\"New\",\"Type\":\"Service\",\"IncomeAccountRef\":{\"value\":\"1\"}}")
                        .path("Id")
                        .asText())
                .isEqualTo("19");
        assertThat(client.create("payment", "{\"CustomerRef\":{\"value\":\"1\"},\"TotalAmt\":1}")
                        .path("Id")
                        .asText())
                .isEqualTo("145");
        assertThat(client.create(
                                "timeactivity",
                                "{\"NameOf\":\"Employee\",\"EmployeeRef\":{\"value\":\"54\"},\"Hours\":1,\"TxnDate\":\"2026-01-05\"}")
                        .path("Id")
                        .asText())
                .isEqualTo("6");
    }

    @Test
    void theSecondCompanyKeepsSeveralCurrencies() {
        Client second = new Client(SANDBOX.sandbox(), QuickBooksSandbox.MULTICURRENCY_REALM);
        JsonNode preferences = second.get("preferences").json().path("Preferences");
        assertThat(preferences.at("/CurrencyPrefs/MultiCurrencyEnabled").asBoolean())
                .isTrue();
        assertThat(preferences.at("/SalesFormsPrefs/AllowEstimates").asBoolean())
                .isTrue();
        second.create("companycurrency", "{\"Code\":\"EUR\"}");
        String customer = second.create("customer", "{\"DisplayName\":\"Kontor\",\"CurrencyRef\":{\"value\":\"EUR\"}}")
                .path("Id")
                .asText();
        JsonNode invoice = second.create(
                "invoice",
                "{\"CustomerRef\":{\"value\":\"" + customer + "\"},\"CurrencyRef\":{\"value\":\"EUR\"},\"Line\":[{"
                        + "\"Amount\":100,\"DetailType\":\"SalesItemLineDetail\","
                        + "\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}}]}");
        assertThat(invoice.path("HomeTotalAmt").decimalValue()).isEqualByComparingTo("108.49");
    }

    @Test
    void theirOwnSampleIsThereForWhoWantsIt() {
        try (QuickBooksSandbox own =
                QuickBooksSandbox.create().withCompanies(1).sample(Sample.OWN).start()) {
            Client shop = Client.of(own);
            assertThat(shop.rows("Class", "select * from Class")).hasSize(3);
            assertThat(shop.rows("CompanyInfo", "select * from CompanyInfo")
                            .path(0)
                            .path("CompanyName")
                            .asText())
                    .isEqualTo("Harbor Street Home & Garden");
        }
    }
}
