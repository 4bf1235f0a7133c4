package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
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
                        json(
                                "{`Name`:`Deferred revenue`,`AccountType`:`Other Current Liability`,`AccountSubType`:`OtherCurrentLiabilities`}"))
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
        flow(
                "revenue",
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
}
