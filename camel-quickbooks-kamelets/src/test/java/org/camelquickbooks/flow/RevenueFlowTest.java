package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was paid ahead is earned month by month. */
class RevenueFlowTest extends FlowTest {

    private String invoice;

    @BeforeEach
    void prepaid() {
        String liability = company()
                .create(
                        "Account",
                        json("{`Name`:`Deferred revenue`,`AccountType`:`Other Current"
                                + " Liability`,`AccountSubType`:`OtherCurrentLiabilities`}"))
                .path("Id")
                .asText();
        String item = company()
                .create(
                        "Item",
                        json("{`Name`:`Support plan`,`Type`:`Service`,`IncomeAccountRef`:{`value`:`" + liability
                                + "`}}"))
                .path("Id")
                .asText();
        invoice = company()
                .create(
                        "Invoice",
                        json("{`DocNumber`:`R-1`,`TxnDate`:`2026-01-15`,`CustomerRef`:{`value`:`"
                                + row("select * from Customer").path("Id").asText()
                                + "`},`Line`:[{`Amount`:100.00,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + item + "`}}}]}"))
                .path("Id")
                .asText();
    }

    private void flow() {
        flow("");
    }

    private void flow(String since) {
        flow(
                "revenue",
                "since",
                since,
                "trigger",
                "direct:in",
                "items",
                "Support plan=12",
                "deferredAccount",
                "Deferred revenue",
                "revenueAccount",
                accountName("Income"));
    }

    private List<ObjectNode> entries() {
        return rows("select * from JournalEntry where TxnDate >= '2026-01-01' orderby TxnDate").stream()
                .filter(entry -> entry.path("PrivateNote").asText().startsWith("Revenue of"))
                .toList();
    }

    private static BigDecimal balance() {
        return row("select * from Account where Name = 'Deferred revenue'")
                .path("CurrentBalance")
                .decimalValue();
    }

    @Test
    void eachMonthIsPostedOnceAtItsEnd() {
        flow();
        send("2026-01");
        send("2026-01");
        send("2026-03");
        assertThat(dead()).isEmpty();
        assertThat(entries().stream().map(entry -> entry.path("TxnDate").asText()))
                .containsExactly("2026-01-31", "2026-02-28", "2026-03-31");
        assertThat(balance().abs()).isEqualByComparingTo("75.01");
        send("2027-06");
        assertThat(entries()).hasSize(12);
        assertThat(balance()).isEqualByComparingTo("0");
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void whatIsOfAClosedPeriodIsPostedOnTheFirstOpenDay() {
        JsonNode preferences = row("select * from Preferences");
        company()
                .update(
                        "Preferences",
                        preferences.path("Id").asText(),
                        "{\"AccountingInfoPrefs\":{\"BookCloseDate\":\"2026-02-28\"}}");
        flow();
        send("2026-03");
        assertThat(dead()).isEmpty();
        assertThat(entries().stream().map(entry -> entry.path("TxnDate").asText()))
                .containsExactly("2026-03-01", "2026-03-01", "2026-03-31");
    }

    private void change(String amount) {
        ObjectNode line =
                ((ObjectNode) company().read("Invoice", invoice).at("/Line/0")).put("Amount", new BigDecimal(amount));
        line.remove("Id");
        company().update("Invoice", invoice, "{\"Line\":[" + line + "]}");
    }

    @Test
    void anInvoiceThatWasChangedAfterwardsIsCorrectedByAnEntryAndOnce() {
        flow();
        send("2026-02");
        change("240.00");
        send("2026-02");
        send("2026-02");
        assertThat(dead()).isEmpty();
        assertThat(entries().stream()
                        .map(entry -> entry.at("/Line/0/Amount").decimalValue().toPlainString()))
                .containsExactlyInAnyOrder("8.33", "11.67", "8.33", "11.67");
        assertThat(balance().abs()).isEqualByComparingTo("200.00");
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void whatWasEarnedOfADeletedInvoiceIsTakenBackAndNeverAgain() {
        flow();
        send("2026-03");
        company().delete("Invoice", invoice);
        send("2026-03");
        send("2026-04");
        assertThat(dead()).isEmpty();
        assertThat(entries()).hasSize(6);
        assertThat(balance()).isEqualByComparingTo("0");
    }

    @Test
    void aCreditMemoTakesBackInItsMonthAndStopsWhatIsLeft() {
        flow();
        send("2026-02");
        ObjectNode sold = company().read("Invoice", invoice);
        company()
                .create(
                        "CreditMemo",
                        json("{`TxnDate`:`2026-03-10`,`CustomerRef`:{`value`:`"
                                + sold.at("/CustomerRef/value").asText()
                                + "`},`Line`:[{`Amount`:40.00,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + sold.at("/Line/0/SalesItemLineDetail/ItemRef/value")
                                        .asText() + "`}}}]}"));
        send("2026-03");
        assertThat(dead()).isEmpty();
        // 60.00 over twelve months is 5.00 each: 15.00 by March, of which 16.66 were earned too early.
        assertThat(entries().get(2).at("/Line/0/Amount").decimalValue()).isEqualByComparingTo("1.66");
        send("2027-01");
        assertThat(balance()).isEqualByComparingTo("0");
    }

    private static String prepaidItem() {
        return id("select * from Item where Name = 'Support plan'");
    }

    private String customer() {
        return company().read("Invoice", invoice).at("/CustomerRef/value").asText();
    }

    private ObjectNode document(String entity, String date, String amount, String more) {
        return company()
                .create(
                        entity,
                        json("{`TxnDate`:`" + date + "`,`CustomerRef`:{`value`:`" + customer()
                                + "`},`Line`:[{`Amount`:" + amount
                                + ",`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + prepaidItem() + "`}}}]" + more + "}"));
    }

    private void nothingIsLeft() {
        assertThat(dead()).isEmpty();
        assertThat(balance()).isEqualByComparingTo("0");
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void whatWasEarnedOfAVoidedInvoiceIsTakenBack() {
        flow();
        send("2026-03");
        voided("Invoice", invoice);
        send("2026-03");
        send("2026-03");
        nothingIsLeft();
        assertThat(entries()).hasSize(6);
    }

    @Test
    void aFullCreditTakesBackAllThatWasEarned() {
        flow();
        send("2026-03");
        document("CreditMemo", "2026-04-10", "100.00", "");
        send("2026-04");
        send("2027-01");
        nothingIsLeft();
        assertThat(entries()).hasSize(4);
    }

    @Test
    void aLineThatWasRewrittenIsNotPostedAgain() {
        flow();
        send("2026-03");
        change("100.00");
        send("2026-03");
        assertThat(entries()).hasSize(3);
        assertThat(dead()).isEmpty();
    }

    @Test
    void aSalesReceiptIsEarnedAndItsRefundTakesBack() {
        ObjectNode receipt = document("SalesReceipt", "2026-01-15", "120.00", "");
        company().delete("Invoice", invoice);
        flow();
        send("2026-02");
        assertThat(balance().abs()).isEqualByComparingTo("100.00");
        String undeposited = id("select * from Account where AccountSubType = 'UndepositedFunds'");
        company()
                .create(
                        "RefundReceipt",
                        json("{`TxnDate`:`2026-03-10`,`DepositToAccountRef`:{`value`:`" + undeposited
                                + "`},`CustomerRef`:" + receipt.path("CustomerRef")
                                + ",`Line`:[{`Amount`:120.00,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + prepaidItem() + "`}}}]}"));
        send("2026-03");
        nothingIsLeft();
    }

    @Test
    void aCreditThatMayBeOfSeveralInvoicesIsOneDeadLetterUntilItIsApplied() {
        ObjectNode second = document("Invoice", "2026-01-20", "100.00", "");
        flow();
        send("2026-02");
        ObjectNode credit = document("CreditMemo", "2026-03-10", "40.00", "");
        send("2026-03");
        assertThat(deadLetter().path("reason").asText()).contains("credits 40.00 of Support plan", "2 documents");
        company()
                .create(
                        "Payment",
                        json("{`TotalAmt`:0,`CustomerRef`:{`value`:`" + customer()
                                + "`},`Line`:[{`Amount`:40.00,`LinkedTxn`:[{`TxnId`:`"
                                + second.path("Id").asText()
                                + "`,`TxnType`:`Invoice`}]},{`Amount`:40.00,`LinkedTxn`:[{`TxnId`:`"
                                + credit.path("Id").asText() + "`,`TxnType`:`CreditMemo`}]}]}"));
        send(deadLetter().toString());
        send("2027-01");
        assertThat(dead()).hasSize(1);
        assertThat(balance()).isEqualByComparingTo("0");
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void aPrepaidItemInABundleIsEarnedToo() {
        company().delete("Invoice", invoice);
        String bundle = company()
                .create(
                        "Item",
                        json("{`Name`:`Starter"
                                + " set`,`Type`:`Group`,`ItemGroupDetail`:{`ItemGroupLine`:[{`Qty`:1,`ItemRef`:{`value`:`"
                                + prepaidItem() + "`}}]}}"))
                .path("Id")
                .asText();
        company().update("Item", prepaidItem(), "{\"UnitPrice\":60.00}");
        company()
                .create(
                        "Invoice",
                        json("{`TxnDate`:`2026-01-15`,`CustomerRef`:{`value`:`" + id("select * from Customer")
                                + "`},`Line`:[{`DetailType`:`GroupLineDetail`,`GroupLineDetail`:{`Quantity`:1,`GroupItemRef`:{`value`:`"
                                + bundle + "`}}}]}"));
        assertThat(balance().abs()).isEqualByComparingTo("60.00");
        flow();
        send("2026-12");
        nothingIsLeft();
    }

    @Test
    void monthsInAnyOrderAreTheSameBooks() {
        flow();
        send("2026-06");
        send("2026-01");
        send("2026-03");
        send("2026-12");
        nothingIsLeft();
        assertThat(entries()).hasSize(12);
    }

    @Test
    void aCreditOfYearsAgoIsStillACredit() {
        flow();
        document("CreditMemo", "2026-01-20", "40.00", "");
        send("2027-01");
        BigDecimal earned = balance();
        int posted = entries().size();
        for (String month : new String[] {"2027-12", "2028-03", "2031-01"}) {
            send(month);
        }
        assertThat(dead()).isEmpty();
        assertThat(entries()).hasSize(posted);
        assertThat(balance()).isEqualByComparingTo(earned);
        nothingIsLeft();
    }

    @Test
    void whatIsOlderThanItsSpanIsPostedWhenTheFlowIsStartedLate() {
        flow();
        send("2031-05");
        assertThat(dead()).isEmpty();
        assertThat(entries()).hasSize(12);
        nothingIsLeft();
    }

    @Test
    void whatIsPaidYearsAheadIsEarnedFromItsServiceDate() {
        ObjectNode line = (ObjectNode) company().read("Invoice", invoice).at("/Line/0");
        ((ObjectNode) line.path("SalesItemLineDetail")).put("ServiceDate", "2030-01-01");
        company().update("Invoice", invoice, "{\"Line\":[" + line + "]}");
        flow();
        send("2030-02");
        assertThat(dead()).isEmpty();
        assertThat(entries().stream().map(entry -> entry.path("TxnDate").asText()))
                .containsExactly("2030-01-31", "2030-02-28");
    }

    @Test
    void documentsBeforeSinceAreLeftOut() {
        flow("2026-02-01");
        document("Invoice", "2026-02-01", "120.00", "");
        send("2026-03");
        assertThat(dead()).isEmpty();
        assertThat(entries().stream().map(entry -> entry.at("/Line/0/Amount").asText()))
                .containsExactly("10.00", "10.00");
    }

    private void named(String route, String items) {
        named(route, items, accountName("Income"));
    }

    private void named(String route, String items, String revenue) {
        TemplatedRouteBuilder.builder(context, "quickbooks-revenue-flow")
                .routeId(route)
                .parameter("name", "prepaid")
                .parameter("trigger", "direct:" + route)
                .parameter("items", items)
                .parameter("deferredAccount", "Deferred revenue")
                .parameter("revenueAccount", revenue)
                .parameter("acknowledgements", "mock:acks")
                .parameter("deadLetter", "mock:dead")
                .add();
    }

    @Test
    void whatWasBegunOfAnItemThatIsNoLongerOneOfTheFlowIsEarnedAndCorrected() {
        company()
                .create(
                        "Item",
                        json("{`Name`:`Licence`,`Type`:`Service`,`IncomeAccountRef`:{`value`:`"
                                + id("select * from Account where Name = 'Deferred revenue'") + "`}}"));
        named("before", "Support plan=12");
        template.sendBody("direct:before", "2026-02");
        named("now", "Licence=24");
        document("Invoice", "2026-02-01", "120.00", "");
        template.sendBody("direct:now", "2026-03");
        assertThat(dead()).isEmpty();
        assertThat(entries().stream().map(entry -> entry.at("/Line/0/Amount").asText()))
                .containsExactly("8.33", "8.33", "8.33");
        company().delete("Invoice", invoice);
        template.sendBody("direct:now", "2026-03");
        template.sendBody("direct:now", "2026-04");
        assertThat(dead()).isEmpty();
        assertThat(entries()).hasSize(6);
        // The invoice that came later is not begun.
        assertThat(balance().abs()).isEqualByComparingTo("120.00");
    }

    @Test
    void anItemThatIsNoLongerSoldIsStillEarned() {
        company().update("Item", prepaidItem(), "{\"Active\":false}");
        flow();
        send("2026-12");
        nothingIsLeft();
    }

    private static void licence() {
        company()
                .create(
                        "Item",
                        json("{`Name`:`Licence`,`Type`:`Service`,`IncomeAccountRef`:{`value`:`"
                                + id("select * from Account where Name = 'Deferred revenue'") + "`}}"));
    }

    @Test
    void whatWasBegunIsEarnedAndTakenBackOnTheAccountsThatItHadThen() {
        licence();
        company().create("Account", json("{`Name`:`Earned licences`,`AccountType`:`Income`}"));
        BigDecimal before = onAccount("Earned licences");
        named("before", "Support plan=12");
        template.sendBody("direct:before", "2026-02");
        named("now", "Licence=24", "Earned licences");
        template.sendBody("direct:now", "2026-03");
        company().delete("Invoice", invoice);
        template.sendBody("direct:now", "2026-03");
        assertThat(dead()).isEmpty();
        assertThat(entries()).hasSize(6);
        assertThat(onAccount("Earned licences")).isEqualByComparingTo(before);
        assertThat(balance()).isEqualByComparingTo("0");
    }

    private void applied(ObjectNode credit, ObjectNode sold, String amount) {
        company()
                .create(
                        "Payment",
                        json("{`TotalAmt`:0,`CustomerRef`:{`value`:`" + customer() + "`},`Line`:[{`Amount`:" + amount
                                + ",`LinkedTxn`:[{`TxnId`:`" + sold.path("Id").asText()
                                + "`,`TxnType`:`Invoice`}]},{`Amount`:" + amount + ",`LinkedTxn`:[{`TxnId`:`"
                                + credit.path("Id").asText() + "`,`TxnType`:`CreditMemo`}]}]}"));
    }

    @Test
    void aCreditOfWhatTheFlowDoesNotPostIsNotTakenFromWhatItDoes() {
        licence();
        named("before", "Support plan=12");
        template.sendBody("direct:before", "2026-02");
        named("now", "Licence=24");
        ObjectNode later = document("Invoice", "2026-02-01", "120.00", "");
        applied(document("CreditMemo", "2026-03-10", "40.00", ""), later, "40.00");
        template.sendBody("direct:now", "2026-03");
        assertThat(dead()).isEmpty();
        assertThat(entries().stream().map(entry -> entry.at("/Line/0/Amount").asText()))
                .containsExactly("8.33", "8.33", "8.33");
        // One that is applied to nothing may be of either.
        ObjectNode open = document("CreditMemo", "2026-03-11", "30.00", "");
        template.sendBody("direct:now", "2026-03");
        assertThat(deadLetter().path("reason").asText())
                .contains("credits 30.00 of Support plan", "may be meant for a document that the flow does not post");
        applied(open, later, "30.00");
        template.sendBody("direct:now", "2026-03");
        assertThat(dead()).hasSize(1);
        assertThat(entries()).hasSize(3);
    }
}
