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

    @Test
    void anInvoiceThatWasChangedAfterwardsIsForAPerson() {
        flow();
        send("2026-01");
        ObjectNode line =
                ((ObjectNode) company().read("Invoice", invoice).at("/Line/0")).put("Amount", new BigDecimal("240.00"));
        company().update("Invoice", invoice, "{\"Line\":[" + line + "]}");
        send("2026-01");
        assertThat(deadLetter().path("reason").asText()).contains("the invoice was changed");
        assertThat(entries()).hasSize(1);
    }
}
