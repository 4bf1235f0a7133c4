package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelquickbooks.sandbox.Bookkeeping.form;
import static org.camelquickbooks.sandbox.Bookkeeping.id;
import static org.camelquickbooks.sandbox.Bookkeeping.ref;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What random operations have found where posted transactions are voided, changed or undone, with its figures. */
class CorrectionsTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX =
            new QuickBooksSandboxExtension(s -> s.sample(Sample.OWN).empty());

    private QuickBooksSandbox sandbox;
    private Bookkeeping us;
    private Bookkeeping canada;

    @BeforeEach
    void meet() {
        sandbox = SANDBOX.sandbox();
        us = new Bookkeeping(Client.of(sandbox));
        canada = new Bookkeeping(new Client(sandbox, QuickBooksSandbox.CANADA_REALM));
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(sandbox.companies())
                .allSatisfy(c -> assertThat(c.trialBalance()).isEqualByComparingTo("0"));
    }

    @Test
    void aVoidedPurchaseWhosePricesIncludedTheTaxStaysNothing() {
        String code = "," + ref("TaxCodeRef", canada.client.id("TaxCode", "Name = 'HST ON'"));
        BigDecimal before = canada.balance("Checking");
        JsonNode purchase = canada.client.create(
                "purchase",
                form(
                        "AccountRef",
                        canada.account("Checking"),
                        "2026-02-02",
                        "\"PaymentType\":\"Cash\",\"GlobalTaxCalculation\":\"TaxInclusive\"",
                        Bookkeeping.expense("113", canada.account("Supplies"), code)));
        assertThat(canada.balance("Checking")).isEqualByComparingTo(before.subtract(new BigDecimal("113")));

        canada.client.create("purchase?operation=void", canada.handle("purchase", id(purchase)));
        JsonNode moved = canada.change("purchase", id(purchase), "\"TxnDate\":\"2026-02-03\",\"PaymentType\":\"Cash\"");

        assertThat(moved.path("TotalAmt").decimalValue()).isEqualByComparingTo("0");
        assertThat(canada.balance("Checking")).isEqualByComparingTo(before);
        assertThat(canada.balance("Supplies")).isEqualByComparingTo("0");
    }

    @Test
    void anInvoiceThatIsSentBackStaysAsItWasAlthoughItsItemHasAnotherNameNow() {
        String item = us.item("Lamp", "10", "5", "2026-01-15");
        JsonNode invoice =
                us.invoice(us.customer("Buyer"), "2026-02-02", "", Bookkeeping.sale("20", item, ",\"Qty\":1"));
        us.change("item", item, "\"Name\":\"Lantern\"");
        String version = us.client.read("item", item).path("SyncToken").asText();

        JsonNode stored = us.client.read("invoice", id(invoice));
        JsonNode sentBack = us.client.create("invoice", stored.toString());

        assertThat(sentBack.path("SyncToken").asText()).isEqualTo("0");
        assertThat(us.client.read("item", item).path("SyncToken").asText()).isEqualTo(version);
    }

    @Test
    void anExpenseThatAVoidedInvoiceHadChargedCanBeChargedByAnother() {
        String customer = us.customer("Client");
        us.client.create(
                "purchase",
                form(
                        "AccountRef",
                        us.account("Checking"),
                        "2026-02-02",
                        "\"PaymentType\":\"Cash\"",
                        Bookkeeping.expense(
                                "40",
                                us.account("Supplies"),
                                ",\"BillableStatus\":\"Billable\"," + ref("CustomerRef", customer))));
        String charge = us.client.id("ReimburseCharge", "CustomerRef = '" + customer + "'");
        String line = "{\"Amount\":40,\"DetailType\":\"SalesItemLineDetail\",\"LinkedTxn\":[{\"TxnId\":\"" + charge
                + "\",\"TxnType\":\"ReimburseCharge\"}],\"SalesItemLineDetail\":{" + ref("ItemRef", "1") + "}}";
        JsonNode invoice = us.invoice(customer, "2026-02-03", "", line);
        assertThat(us.client
                        .read("reimbursecharge", charge)
                        .path("HasBeenInvoiced")
                        .asBoolean())
                .isTrue();

        us.client.create("invoice?operation=void", us.handle("invoice", id(invoice)));
        us.change("invoice", id(invoice), "\"TxnDate\":\"2026-02-04\"");

        assertThat(us.client.read("invoice", id(invoice)).at("/Line/0").has("LinkedTxn"))
                .isFalse();
        assertThat(us.client
                        .read("reimbursecharge", charge)
                        .path("HasBeenInvoiced")
                        .asBoolean())
                .isFalse();
        us.invoice(customer, "2026-02-05", "", line);
        assertThat(us.client
                        .read("reimbursecharge", charge)
                        .path("HasBeenInvoiced")
                        .asBoolean())
                .isTrue();
    }
}
