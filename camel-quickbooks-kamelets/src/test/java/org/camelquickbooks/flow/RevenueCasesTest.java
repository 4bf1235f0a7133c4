package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an auditor would try with prepaid revenue. */
class RevenueCasesTest extends FlowTest {

    private String item;
    private String customer;
    private ObjectNode invoice;

    @BeforeEach
    void prepaid() {
        String liability = company()
                .create(
                        "Account",
                        json("{`Name`:`Deferred revenue`,`AccountType`:`Other Current"
                                + " Liability`,`AccountSubType`:`OtherCurrentLiabilities`}"))
                .path("Id")
                .asText();
        item = company()
                .create(
                        "Item",
                        json("{`Name`:`Support plan`,`Type`:`Service`,`IncomeAccountRef`:{`value`:`" + liability
                                + "`}}"))
                .path("Id")
                .asText();
        customer = company()
                .create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}")
                .path("Id")
                .asText();
        invoice = document("Invoice", "2026-01-15", line("120.00", ""), "");
    }

    private String line(String amount, String more) {
        return "{`Amount`:" + amount
                + ",`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`" + item + "`}" + more
                + "}}";
    }

    private ObjectNode document(String entity, String date, String lines, String more) {
        return company()
                .create(
                        entity,
                        json("{`TxnDate`:`" + date + "`,`CustomerRef`:{`value`:`" + customer + "`},`Line`:[" + lines
                                + "]" + more + "}"));
    }

    private void applied(ObjectNode credit, ObjectNode sold, String amount) {
        company()
                .create(
                        "Payment",
                        json("{`TotalAmt`:0,`CustomerRef`:{`value`:`" + customer + "`},`Line`:[{`Amount`:" + amount
                                + ",`LinkedTxn`:[{`TxnId`:`" + sold.path("Id").asText()
                                + "`,`TxnType`:`Invoice`}]},{`Amount`:" + amount + ",`LinkedTxn`:[{`TxnId`:`"
                                + credit.path("Id").asText() + "`,`TxnType`:`CreditMemo`}]}]}"));
    }

    private void revenue(String route, String account, String... more) {
        TemplatedRouteBuilder builder = TemplatedRouteBuilder.builder(context, "quickbooks-revenue-flow")
                .routeId(route)
                .parameter("name", "prepaid")
                .parameter("trigger", "direct:" + route)
                .parameter("items", "Support plan=12")
                .parameter("deferredAccount", "Deferred revenue")
                .parameter("revenueAccount", account)
                .parameter("acknowledgements", "mock:acks")
                .parameter("deadLetter", "mock:dead");
        for (int i = 0; i < more.length; i += 2) {
            builder.parameter(more[i], more[i + 1]);
        }
        builder.add();
    }

    private static List<ObjectNode> entries() {
        return rows("select * from JournalEntry where TxnDate >= '2026-01-01' orderby TxnDate").stream()
                .filter(entry -> entry.path("PrivateNote").asText().startsWith("Revenue of"))
                .toList();
    }

    private static List<String> amounts() {
        return entries().stream()
                .map(entry -> entry.path("TxnDate").asText() + " "
                        + entry.at("/Line/0/Amount").asText())
                .toList();
    }

    private static BigDecimal deferred() {
        return onAccount("Deferred revenue").abs();
    }

    @Test
    void aCreditOfADocumentBeforeSinceIsNotTakenFromALaterOne() {
        document("Invoice", "2026-02-01", line("240.00", ""), "");
        applied(document("CreditMemo", "2026-03-10", line("60.00", ""), ""), invoice, "60.00");
        revenue("in", accountName("Income"), "since", "2026-02-01");
        send("2026-03");
        assertThat(dead()).isEmpty();
        assertThat(amounts()).containsExactly("2026-02-28 20.00", "2026-03-31 20.00");
        // One that is applied to nothing may be of either.
        document("CreditMemo", "2026-04-10", line("30.00", ""), "");
        send("2026-04");
        assertThat(deadLetter().path("reason").asText())
                .contains("credits 30.00 of Support plan", "may be meant for a document that the flow does not post");
    }

    @Test
    void aCreditOfALaterDocumentIsNotTakenFromAnEarlierOne() {
        ObjectNode later = document("Invoice", "2026-03-01", line("240.00", ""), "");
        applied(document("CreditMemo", "2026-02-10", line("240.00", ""), ""), later, "240.00");
        revenue("in", accountName("Income"));
        send("2026-02");
        assertThat(dead()).isEmpty();
        assertThat(amounts()).containsExactly("2026-01-31 10.00", "2026-02-28 10.00");
        send("2026-04");
        assertThat(dead()).isEmpty();
        assertThat(amounts())
                .containsExactly("2026-01-31 10.00", "2026-02-28 10.00", "2026-03-31 10.00", "2026-04-30 10.00");
    }

    @Test
    void whatIsTakenBackIsTakenFromTheAccountThatItWasPostedTo() {
        company().create("Account", json("{`Name`:`Earned plans`,`AccountType`:`Income`}"));
        String first = accountName("Income");
        BigDecimal before = onAccount(first);
        revenue("before", first);
        template.sendBody("direct:before", "2026-02");
        revenue("in", "Earned plans");
        send("2026-03");
        assertThat(onAccount("Earned plans").abs()).isEqualByComparingTo("10");
        company().delete("Invoice", invoice.path("Id").asText());
        send("2026-04");
        assertThat(dead()).isEmpty();
        assertThat(onAccount("Earned plans")).isEqualByComparingTo("0");
        assertThat(onAccount(first)).isEqualByComparingTo(before);
        assertThat(deferred()).isEqualByComparingTo("0");
    }

    @Test
    void aCreditThatIsAppliedToTwoInvoicesTakesFromBoth() {
        ObjectNode second = document("Invoice", "2026-01-20", line("240.00", ""), "");
        ObjectNode credit = document("CreditMemo", "2026-03-10", line("180.00", ""), "");
        applied(credit, invoice, "60.00");
        applied(credit, second, "120.00");
        revenue("in", accountName("Income"));
        send("2026-03");
        send("2026-04");
        assertThat(dead()).isEmpty();
        // 60.00 of 120.00 are left, and 120.00 of 240.00: 5.00 and 10.00 a month.
        assertThat(amounts())
                .containsExactlyInAnyOrder(
                        "2026-01-31 10.00",
                        "2026-01-31 20.00",
                        "2026-02-28 10.00",
                        "2026-02-28 20.00",
                        "2026-03-31 5.00",
                        "2026-03-31 10.00",
                        "2026-04-30 5.00",
                        "2026-04-30 10.00");
        assertThat(entries()
                        .get(4)
                        .at("/Line/0/JournalEntryLineDetail/AccountRef/name")
                        .asText())
                .isNotEqualTo("Deferred revenue");
        send("2026-12");
        assertThat(deferred()).isEqualByComparingTo("0");
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void aCreditThatIsAppliedToAnInvoiceIsNotTakenFromABiggerOne() {
        document("Invoice", "2026-01-20", line("240.00", ""), "");
        applied(document("CreditMemo", "2026-03-10", line("150.00", ""), ""), invoice, "120.00");
        revenue("in", accountName("Income"));
        send("2026-03");
        assertThat(deadLetter().path("reason").asText())
                .contains("credits 150.00 of Support plan", "so much of it left");
        assertThat(deferred()).isEqualByComparingTo("120.00");
    }

    private static ObjectNode named(String entity, String name) {
        return company().create(entity, "{\"Name\":\"" + name + "\"}");
    }

    private static String posted(ObjectNode entry) {
        JsonNode first = entry.at("/Line/0/JournalEntryLineDetail");
        JsonNode second = entry.at("/Line/1/JournalEntryLineDetail");
        assertThat(first.path("ClassRef")).isEqualTo(second.path("ClassRef"));
        assertThat(first.path("DepartmentRef")).isEqualTo(second.path("DepartmentRef"));
        boolean back = !first.at("/AccountRef/name").asText().equals("Deferred revenue");
        return entry.path("TxnDate").asText() + " " + (back ? "-" : "")
                + entry.at("/Line/0/Amount").asText() + " "
                + first.at("/ClassRef/name").asText() + " "
                + first.at("/DepartmentRef/name").asText();
    }

    @Test
    void whatIsEarnedHasTheClassOfItsLineAndTheLocationOfItsDocument() {
        JsonNode preferences = row("select * from Preferences");
        company()
                .update(
                        "Preferences",
                        preferences.path("Id").asText(),
                        "{\"AccountingInfoPrefs\":{\"ClassTrackingPerTxnLine\":true,\"TrackDepartments\":true}}");
        String retail = named("Class", "Retail").path("Id").asText();
        String trade = named("Class", "Trade").path("Id").asText();
        String halifax = named("Department", "Halifax").path("Id").asText();
        company().delete("Invoice", invoice.path("Id").asText());
        ObjectNode sold = document(
                "Invoice",
                "2026-01-15",
                line("120.00", ",`ClassRef`:{`value`:`" + retail + "`}") + ","
                        + line("60.00", ",`ClassRef`:{`value`:`" + trade + "`}"),
                ",`DepartmentRef`:{`value`:`" + halifax + "`}");
        revenue("in", accountName("Income"));
        send("2026-01");
        send("2026-01");
        assertThat(entries().stream().map(RevenueCasesTest::posted))
                .containsExactlyInAnyOrder("2026-01-31 10.00 Retail Halifax", "2026-01-31 5.00 Trade Halifax");
        // The second line is of the other class by now: what was posted of it moves there.
        ObjectNode changed = company().read("Invoice", sold.path("Id").asText()).deepCopy();
        ((ObjectNode) changed.at("/Line/1/SalesItemLineDetail/ClassRef")).put("value", retail);
        company().update("Invoice", sold.path("Id").asText(), "{\"Line\":" + changed.path("Line") + "}");
        send("2026-01");
        send("2026-02");
        assertThat(dead()).isEmpty();
        assertThat(entries().stream().map(RevenueCasesTest::posted))
                .containsExactlyInAnyOrder(
                        "2026-01-31 10.00 Retail Halifax",
                        "2026-01-31 5.00 Trade Halifax",
                        "2026-01-31 5.00 Retail Halifax",
                        "2026-01-31 -5.00 Trade Halifax",
                        "2026-02-28 15.00 Retail Halifax");
        assertThat(deferred()).isEqualByComparingTo("150");
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void aCreditThatIsDeletedIsEarnedAgain() {
        ObjectNode credit = document("CreditMemo", "2026-02-10", line("120.00", ""), "");
        revenue("in", accountName("Income"));
        send("2026-03");
        company().delete("CreditMemo", credit.path("Id").asText());
        send("2026-04");
        send("2026-04");
        assertThat(dead()).isEmpty();
        assertThat(deferred()).isEqualByComparingTo("80");
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void anInvoiceThatIsMovedToALaterMonthIsEarnedFromThere() {
        revenue("in", accountName("Income"));
        send("2026-02");
        company().update("Invoice", invoice.path("Id").asText(), "{\"TxnDate\":\"2026-06-01\"}");
        send("2026-03");
        assertThat(deferred()).isEqualByComparingTo("120");
        send("2026-06");
        assertThat(deferred()).isEqualByComparingTo("110");
        assertThat(dead()).isEmpty();
    }

    @Test
    void anEntryThatSomebodyDeletesIsFoundByTheReconciliationAndNotPostedAgain() {
        revenue("in", accountName("Income"));
        flow("reconciliation", "trigger", "direct:reconcile", "report", "mock:report");
        send("2026-02");
        company().delete("JournalEntry", entries().get(0).path("Id").asText());
        send("2026-02");
        assertThat(entries()).hasSize(1);
        template.sendBody("direct:reconcile", null);
        JsonNode report = body(getMockEndpoint("mock:report").getExchanges().get(0));
        assertThat(report.at("/kinds/deleted").asInt()).isEqualTo(1);
        assertThat(report.path("differences").asInt()).isEqualTo(1);
    }

    @Test
    void severalInvoicesOfOneMonthAndTwoLinesOfOneItemAreEarnedEach() {
        document("Invoice", "2026-01-15", line("60.00", "") + "," + line("0.05", ",`ServiceDate`:`2026-02-01`"), "");
        document("SalesReceipt", "2026-01-31", line("24.00", ""), "");
        revenue("in", accountName("Income"));
        send("2026-02");
        send("2026-12");
        send("2027-02");
        assertThat(dead()).isEmpty();
        assertThat(deferred()).isEqualByComparingTo("0");
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }
}
