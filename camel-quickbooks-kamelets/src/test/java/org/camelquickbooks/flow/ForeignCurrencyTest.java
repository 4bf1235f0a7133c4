package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.camel.CamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is booked of a foreign invoice is in its currency, and at its rate. */
class ForeignCurrencyTest extends FlowTest {

    private static final String CANADA = QuickBooksSandbox.CANADA_REALM;

    private String item;
    private String invoice;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setAccessToken(SANDBOX.sandbox().tokens(CANADA).access().value());
        component.getConfiguration().setRealmId(CANADA);
        return context;
    }

    private static SandboxCompany canada() {
        return SANDBOX.sandbox().company(CANADA);
    }

    private static List<ObjectNode> all(String query) {
        return canada().query(query);
    }

    @BeforeEach
    void foreignInvoice() {
        String liability = canada().create(
                        "Account",
                        json(
                                "{`Name`:`Deferred revenue`,`AccountType`:`Other Current Liability`,`AccountSubType`:`OtherCurrentLiabilities`}"))
                .path("Id")
                .asText();
        canada().create(
                        "Account",
                        json(
                                "{`Name`:`Small differences`,`AccountType`:`Expense`,`AccountSubType`:`OtherMiscellaneousServiceCost`}"));
        canada().create(
                        "Account",
                        json("{`Name`:`Earned`,`AccountType`:`Income`,`AccountSubType`:`ServiceFeeIncome`}"));
        item = canada().create(
                        "Item",
                        json("{`Name`:`Support plan`,`Type`:`Service`,`IncomeAccountRef`:{`value`:`" + liability
                                + "`}}"))
                .path("Id")
                .asText();
        String customer = canada().create(
                        "Customer", json("{`DisplayName`:`Fjord Abroad`,`CurrencyRef`:{`value`:`USD`}}"))
                .path("Id")
                .asText();
        invoice = canada().create(
                        "Invoice",
                        json(
                                "{`DocNumber`:`F-1`,`TxnDate`:`2026-01-15`,`CurrencyRef`:{`value`:`USD`},`ExchangeRate`:1.25,"
                                        + "`GlobalTaxCalculation`:`NotApplicable`,`CustomerRef`:{`value`:`" + customer
                                        + "`},`Line`:[{`Amount`:100.00,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                        + item + "`}}}]}"))
                .path("Id")
                .asText();
    }

    @Test
    void aSmallDifferenceIsWrittenOffInTheInvoicesCurrency() {
        flow("payment", "payments", "direct:in", "tolerance", "0.05", "writeOffAccount", "Small differences");
        send(json("{`id`:`F-1`,`date`:`2026-02-01`,`currency`:`USD`,`customer`:{`name`:`Fjord Abroad`},`amount`:99.96,"
                + "`invoices`:[{`number`:`F-1`}]}"));
        assertThat(dead()).isEmpty();
        assertThat(canada().read("Invoice", invoice).path("Balance").decimalValue())
                .isEqualByComparingTo("0");
        ObjectNode entry =
                all("select * from JournalEntry where TxnDate = '2026-02-01'").get(0);
        assertThat(entry.at("/CurrencyRef/value").asText()).isEqualTo("USD");
        assertThat(entry.path("ExchangeRate").decimalValue()).isEqualByComparingTo("1.25");
        assertThat(canada().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void revenueIsPostedInTheInvoicesCurrencyAndCorrectedWhereItsRateIsChanged() {
        flow(
                "revenue",
                "trigger",
                "direct:in",
                "items",
                "Support plan=4",
                "deferredAccount",
                "Deferred revenue",
                "revenueAccount",
                "Earned");
        send("2026-04");
        assertThat(dead()).isEmpty();
        assertThat(deferred()).isEqualByComparingTo("0");
        canada().update("Invoice", invoice, "{\"ExchangeRate\":1.30}");
        send("2026-04");
        send("2026-04");
        assertThat(dead()).isEmpty();
        assertThat(deferred()).isEqualByComparingTo("0");
        assertThat(canada().trialBalance()).isEqualByComparingTo("0");
    }

    private static java.math.BigDecimal deferred() {
        return all("select * from Account where Name = 'Deferred revenue'")
                .get(0)
                .path("CurrentBalance")
                .decimalValue();
    }
}
