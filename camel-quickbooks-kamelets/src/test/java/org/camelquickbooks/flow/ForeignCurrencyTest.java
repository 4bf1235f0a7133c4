package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is booked of a foreign invoice is in its currency, and at its rate. */
class ForeignCurrencyTest extends FlowTest {

    private String item;
    private String invoice;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        return inCanada(super.createCamelContext());
    }

    private static List<ObjectNode> all(String query) {
        return canada().query(query);
    }

    @BeforeEach
    void foreignInvoice() {
        String liability = canada().create(
                        "Account",
                        json("{`Name`:`Deferred revenue`,`AccountType`:`Other Current"
                                + " Liability`,`AccountSubType`:`OtherCurrentLiabilities`}"))
                .path("Id")
                .asText();
        canada().create(
                        "Account",
                        json(
                                "{`Name`:`Small"
                                        + " differences`,`AccountType`:`Expense`,`AccountSubType`:`OtherMiscellaneousServiceCost`}"));
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
        send(json(
                "{`id`:`F-1`,`date`:`2026-02-01`,`currency`:`USD`,`exchangeRate`:1.30,`customer`:{`name`:`Fjord Abroad`},`amount`:99.96,"
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

    @Test
    void aNewCustomerHasTheCurrencyOfTheOrder() {
        flow("invoice", "orders", "direct:in");
        ObjectNode order = json(
                "{`id`:`N-1`,`number`:`N-1`,`date`:`2026-01-31`,`currency`:`USD`,`exchangeRate`:1.27,`customer`:{`name`:`New Abroad`},"
                        + "`lines`:[{`item`:`Support plan`,`amount`:40.00}],`total`:40.00}");
        send(order);
        assertThat(dead()).isEmpty();
        ObjectNode made = all("select * from Invoice where DocNumber = 'N-1'").get(0);
        assertThat(made.at("/CurrencyRef/value").asText()).isEqualTo("USD");
        assertThat(canada().query("select * from Customer where DisplayName = 'New Abroad'")
                        .get(0)
                        .at("/CurrencyRef/value")
                        .asText())
                .isEqualTo("USD");
        // The customer has that currency for good: an order in another one is refused, and nobody is made for it.
        assertThat(made.path("ExchangeRate").decimalValue()).isEqualByComparingTo("1.27");
        order.remove("exchangeRate");
        send(order.put("id", "N-2").put("number", "N-2").put("currency", "CAD"));
        assertThat(dead()).hasSize(1);
        assertThat(all("select * from Invoice where DocNumber = 'N-2'")).isEmpty();
        assertThat(canada().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void aPayoutHasOneCurrency() {
        canada().create("Customer", json("{`DisplayName`:`At Home`,`CurrencyRef`:{`value`:`CAD`}}"));
        flow("payment", "payments", "direct:payments", "acknowledgements", "mock:booked");
        flow("payout", "payouts", "direct:in", "feeAccount", "Small differences");
        String payment =
                "{`id`:`ID`,`date`:`2026-02-01`,`currency`:`CUR`,RATE`customer`:{`name`:`NAME`},`amount`:10.00}";
        template.sendBody(
                "direct:payments",
                json(payment.replace("ID", "1")
                        .replace("CUR", "USD")
                        .replace("RATE", "`exchangeRate`:1.25,")
                        .replace("NAME", "Fjord Abroad")));
        template.sendBody(
                "direct:payments",
                json(payment.replace("ID", "2")
                        .replace("CUR", "CAD")
                        .replace("RATE", "")
                        .replace("NAME", "At Home")));
        assertThat(dead()).isEmpty();
        String bank = all("select * from Account where AccountType = 'Bank'").stream()
                .filter(account -> !account.has("CurrencyRef")
                        || account.at("/CurrencyRef/value").asText().equals("CAD"))
                .findFirst()
                .orElseThrow()
                .path("Name")
                .asText();
        String payout =
                "{`id`:`ID`,`date`:`2026-02-03`,`account`:`" + bank + "`,`amount`:AMOUNT,`payments`:[PAYMENTS]}";
        send(json(payout.replace("`ID`", "`po-1`")
                .replace("AMOUNT", "20.00")
                .replace("PAYMENTS", "{`id`:`1`},{`id`:`2`}")));
        assertThat(deadLetter().path("reason").asText()).contains("/payments/1/id", "is in CAD, and the payout in USD");
        send(json(payout.replace("`ID`", "`po-2`").replace("AMOUNT", "10.00").replace("PAYMENTS", "{`id`:`2`}")));
        assertThat(dead()).hasSize(1);
        assertThat(canada().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void taxThatIsContainedInPricesIsNotAddedAgain() {
        canada().create("Customer", json("{`DisplayName`:`At Home`,`CurrencyRef`:{`value`:`CAD`}}"));
        String tax = all("select * from TaxCode").stream()
                .map(code -> code.path("Name").asText())
                .filter(name -> name.startsWith("HST"))
                .findFirst()
                .orElseThrow();
        flow("invoice", "orders", "direct:in");
        send(json(
                "{`id`:`I-1`,`number`:`I-1`,`date`:`2026-01-31`,`customer`:{`name`:`At Home`},`pricesIncludeTax`:true,"
                        + "`lines`:[{`item`:`Support plan`,`amount`:113.00,`taxCode`:`" + tax
                        + "`}],`tax`:13.00,`total`:113.00}"));
        assertThat(dead()).isEmpty();
        ObjectNode made = all("select * from Invoice where DocNumber = 'I-1'").get(0);
        assertThat(made.path("TotalAmt").decimalValue()).isEqualByComparingTo("113.00");
        assertThat(made.at("/TxnTaxDetail/TotalTax").decimalValue()).isEqualByComparingTo("13.00");
        assertThat(canada().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void aForeignOrderAtTheRateOneIsRefused() {
        flow("invoice", "orders", "direct:in");
        ObjectNode order = json(
                "{`id`:`R-1`,`number`:`R-1`,`date`:`2026-01-31`,`currency`:`USD`,`customer`:{`name`:`Fjord Abroad`},"
                        + "`lines`:[{`item`:`Support plan`,`amount`:40.00}],`total`:40.00}");
        send(order);
        assertThat(deadLetter().path("reason").asText())
                .contains("the document is in USD, the company's currency is CAD", "no other rate than 1 on record");
        send(order.put("exchangeRate", 1));
        assertThat(dead()).hasSize(2);
        assertThat(dead().get(1).path("reason").asText()).contains("its ExchangeRate is 1");
        assertThat(all("select * from Invoice where DocNumber = 'R-1'")).isEmpty();
        // QuickBooks' own rate will do.
        canada().create("ExchangeRate", "{\"SourceCurrencyCode\":\"USD\",\"AsOfDate\":\"2026-03-01\",\"Rate\":1.31}");
        order.remove("exchangeRate");
        send(order.put("date", "2026-03-02"));
        ObjectNode made = all("select * from Invoice where DocNumber = 'R-1'").get(0);
        assertThat(made.path("ExchangeRate").decimalValue()).isEqualByComparingTo("1.31");
    }
}
