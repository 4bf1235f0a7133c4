package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.camelquickbooks.sandbox.Client.Reply;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What entities do to one another and to the books. */
class BusinessTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension(s -> s.sample(Sample.OWN));

    private QuickBooksSandbox sandbox;
    private Client client;
    private String customer;
    private String vendor;

    @BeforeEach
    void meet() {
        sandbox = SANDBOX.sandbox();
        client = Client.of(sandbox);
        customer = client.create("customer", "{\"DisplayName\":\"Buyer\"}")
                .path("Id")
                .asText();
        vendor = client.create("vendor", "{\"DisplayName\":\"Seller\"}")
                .path("Id")
                .asText();
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(sandbox.companies())
                .allSatisfy(c -> assertThat(c.trialBalance()).isEqualByComparingTo("0"));
    }

    private String account(String name) {
        return client.id("Account", "FullyQualifiedName = '" + name.replace("'", "\\'") + "'");
    }

    private BigDecimal balance(String account) {
        return Bookkeeping.natural(client.read("account", account(account)));
    }

    private static void same(JsonNode number, String expected) {
        assertThat(number.decimalValue()).isEqualByComparingTo(expected);
    }

    private static String line(String item, int quantity, String price, String amount, String tax) {
        return "{\"Amount\":" + amount
                + ",\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"" + item
                + "\"},\"Qty\":" + quantity + ",\"UnitPrice\":" + price + ",\"TaxCodeRef\":{\"value\":\"" + tax
                + "\"}}}";
    }

    private JsonNode invoice(String amount) {
        return client.create(
                "invoice",
                "{\"CustomerRef\":{\"value\":\"" + customer + "\"},\"Line\":[{\"Amount\":" + amount
                        + ",\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}}]}");
    }

    private JsonNode pay(String total, String... applied) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < applied.length; i += 3) {
            lines.append(i == 0 ? "" : ",")
                    .append("{\"Amount\":")
                    .append(applied[i + 1])
                    .append(",\"LinkedTxn\":[{\"TxnId\":\"");
            lines.append(applied[i])
                    .append("\",\"TxnType\":\"")
                    .append(applied[i + 2])
                    .append("\"}]}");
        }
        return client.create(
                "payment",
                "{\"CustomerRef\":{\"value\":\"" + customer + "\"},\"TotalAmt\":" + total + ",\"Line\":[" + lines
                        + "]}");
    }

    private static String handle(JsonNode entity) {
        return "{\"Id\":\"" + entity.path("Id").asText() + "\",\"SyncToken\":\""
                + entity.path("SyncToken").asText() + "\"}";
    }

    /** The worked example of the entity reference, with tax before and after the discount. */
    @Test
    void anInvoiceWithDiscountAndTaxAddsUpAsDocumented() {
        String goods = client.id("Item", "Name = 'Gift wrap'");
        String work = client.id("Item", "Name = 'Fitting'");
        String body = "{\"CustomerRef\":{\"value\":\"" + customer
                + "\"},\"TxnDate\":\"2026-03-04\",\"SalesTermRef\":{\"value\":\""
                + client.id("Term", "Name = 'Net 30'") + "\"},\"ApplyTaxAfterDiscount\":%s,\"Line\":["
                + line(goods, 4, "25.00", "100.00", "TAX") + "," + line(work, 1, "60.00", "60.00", "NON")
                + ",{\"DetailType\":\"DiscountLineDetail\",\"DiscountLineDetail\":{\"PercentBased\":true,\"DiscountPercent\":10,\"DiscountAccountRef\":{\"value\":\""
                + account("Discounts given") + "\"}}}],\"TxnTaxDetail\":{\"TxnTaxCodeRef\":{\"value\":\""
                + client.id("TaxCode", "Name = 'California'") + "\"}}}";
        BigDecimal receivable = balance("Accounts Receivable (A/R)");

        JsonNode before = client.create("invoice", body.formatted("false"));

        same(before.path("TotalAmt"), "152.00");
        same(before.path("Balance"), "152.00");
        same(before.at("/TxnTaxDetail/TotalTax"), "8.00");
        same(before.at("/TxnTaxDetail/TaxLine/0/TaxLineDetail/NetAmountTaxable"), "100.00");
        assertThat(before.path("DueDate").asText()).isEqualTo("2026-04-03");
        assertThat(before.at("/Line/2/DetailType").asText()).isEqualTo("SubTotalLineDetail");
        same(before.at("/Line/2/Amount"), "160.00");
        same(before.at("/Line/3/Amount"), "16.00");
        assertThat(before.at("/Line/0/Id").asText()).isEqualTo("1");
        assertThat(balance("Accounts Receivable (A/R)")).isEqualByComparingTo(receivable.add(new BigDecimal("152")));

        JsonNode after = client.create("invoice", body.formatted("true"));
        same(after.at("/TxnTaxDetail/TotalTax"), "7.20");
        same(after.path("TotalAmt"), "151.20");
    }

    @Test
    void aPaymentOverTwoInvoicesLeavesTheRestUnapplied() {
        JsonNode first = invoice("152");
        JsonNode second = invoice("100");

        JsonNode payment = pay(
                "220",
                first.path("Id").asText(),
                "152",
                "Invoice",
                second.path("Id").asText(),
                "48",
                "Invoice");

        same(payment.path("UnappliedAmt"), "20.00");
        assertThat(payment.at("/Line/0/LineEx/any/0/value/Name").asText()).isEqualTo("txnId");
        JsonNode paid = client.read("invoice", first.path("Id").asText());
        same(paid.path("Balance"), "0");
        assertThat(paid.path("SyncToken").asText()).isEqualTo("1");
        assertThat(paid.at("/LinkedTxn/0/TxnType").asText()).isEqualTo("Payment");
        same(client.read("invoice", second.path("Id").asText()).path("Balance"), "52");
        same(client.read("customer", customer).path("Balance"), "32");

        client.create("payment?operation=delete", handle(payment));
        same(client.read("invoice", first.path("Id").asText()).path("Balance"), "152");
        same(client.read("customer", customer).path("Balance"), "252");
    }

    @Test
    void deletingAPaidInvoiceUnappliesItsMoney() {
        JsonNode invoice = invoice("80");
        JsonNode payment = pay("80", invoice.path("Id").asText(), "80", "Invoice");

        client.create(
                "invoice?operation=delete",
                handle(client.read("invoice", invoice.path("Id").asText())));

        JsonNode now = client.read("payment", payment.path("Id").asText());
        same(now.path("UnappliedAmt"), "80");
        assertThat(now.path("Line")).isEmpty();
        same(client.read("customer", customer).path("Balance"), "-80");
        assertThat(client.get("invoice/" + invoice.path("Id").asText()).fault()).isEqualTo("610");
    }

    @Test
    void voidingKeepsTheNumberAndSetsTheAmountsToZero() {
        JsonNode invoice = invoice("80");

        JsonNode voided = client.create("invoice?operation=void", handle(invoice));

        same(voided.path("TotalAmt"), "0");
        same(voided.path("Balance"), "0");
        assertThat(voided.path("PrivateNote").asText()).isEqualTo("Voided");
        assertThat(voided.path("DocNumber")).isEqualTo(invoice.path("DocNumber"));
        same(client.read("customer", customer).path("Balance"), "0");
    }

    @Test
    void paymentsAreVoidedByInclude() {
        JsonNode invoice = invoice("30");
        JsonNode payment = pay("30", invoice.path("Id").asText(), "30", "Invoice");

        JsonNode voided = client.create(
                "payment?operation=update&include=void",
                "{\"Id\":\"" + payment.path("Id").asText() + "\",\"SyncToken\":\"0\",\"sparse\":true}");

        same(voided.path("TotalAmt"), "0");
        assertThat(voided.path("PrivateNote").asText()).isEqualTo("Voided");
        same(client.read("invoice", invoice.path("Id").asText()).path("Balance"), "30");
    }

    @Test
    void creditIsAppliedByAPaymentOfZero() {
        JsonNode invoice = invoice("100");
        JsonNode memo = client.create(
                "creditmemo",
                "{\"CustomerRef\":{\"value\":\"" + customer
                        + "\"},\"Line\":[{\"Amount\":30,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}}]}");
        same(memo.path("RemainingCredit"), "30");

        JsonNode payment = pay(
                "0",
                invoice.path("Id").asText(),
                "30",
                "Invoice",
                memo.path("Id").asText(),
                "30",
                "CreditMemo");

        same(payment.path("UnappliedAmt"), "0");
        same(client.read("invoice", invoice.path("Id").asText()).path("Balance"), "70");
        same(client.read("creditmemo", memo.path("Id").asText()).path("RemainingCredit"), "0");
        same(client.read("customer", customer).path("Balance"), "70");
    }

    @Test
    void moreThanIsOpenCannotBeApplied() {
        JsonNode invoice = invoice("10");

        Reply over = client.post(
                "payment",
                "{\"CustomerRef\":{\"value\":\"" + customer
                        + "\"},\"TotalAmt\":20,\"Line\":[{\"Amount\":11,\"LinkedTxn\":[{\"TxnId\":\""
                        + invoice.path("Id").asText() + "\",\"TxnType\":\"Invoice\"}]}]}");

        assertThat(over.fault()).isEqualTo("6000");
        same(client.read("invoice", invoice.path("Id").asText()).path("Balance"), "10");
    }

    @Test
    void goodsLeaveAtTheCostOfThoseThatCameFirst() {
        String item = client.create(
                        "item",
                        "{\"Name\":\"Widget\",\"Type\":\"Inventory\",\"TrackQtyOnHand\":true,\"QtyOnHand\":10,\"InvStartDate\":\"2026-01-01\",\"UnitPrice\":20,\"PurchaseCost\":5,"
                                + "\"IncomeAccountRef\":{\"value\":\"" + account("Sales of Product Income")
                                + "\"},\"ExpenseAccountRef\":{\"value\":\"" + account("Cost of Goods Sold")
                                + "\"},\"AssetAccountRef\":{\"value\":\"" + account("Inventory Asset") + "\"}}")
                .path("Id")
                .asText();
        BigDecimal asset = balance("Inventory Asset");
        BigDecimal cost = balance("Cost of Goods Sold");
        client.create(
                "bill",
                "{\"VendorRef\":{\"value\":\"" + vendor
                        + "\"},\"TxnDate\":\"2026-02-01\",\"Line\":[{\"Amount\":80,\"DetailType\":\"ItemBasedExpenseLineDetail\",\"ItemBasedExpenseLineDetail\":{\"ItemRef\":{\"value\":\""
                        + item + "\"},\"Qty\":10,\"UnitPrice\":8}}]}");

        JsonNode sale = client.create(
                "invoice",
                "{\"CustomerRef\":{\"value\":\"" + customer + "\"},\"TxnDate\":\"2026-03-01\",\"Line\":["
                        + line(item, 12, "20", "240", "NON") + "]}");

        same(client.read("item", item).path("QtyOnHand"), "8");
        // Ten at 5 and two at 8.
        assertThat(balance("Cost of Goods Sold")).isEqualByComparingTo(cost.add(new BigDecimal("66")));
        assertThat(balance("Inventory Asset")).isEqualByComparingTo(asset.add(new BigDecimal("14")));

        client.create("invoice?operation=void", handle(sale));
        same(client.read("item", item).path("QtyOnHand"), "20");
        assertThat(balance("Cost of Goods Sold")).isEqualByComparingTo(cost);

        client.create(
                "inventoryadjustment",
                "{\"TxnDate\":\"2026-04-01\",\"AdjustAccountRef\":{\"value\":\"" + account("Inventory Shrinkage")
                        + "\"},\"Line\":[{\"DetailType\":\"ItemAdjustmentLineDetail\",\"ItemAdjustmentLineDetail\":{\"ItemRef\":{\"value\":\""
                        + item + "\"},\"QtyDiff\":-2}}]}");
        same(client.read("item", item).path("QtyOnHand"), "18");
        assertThat(balance("Inventory Asset")).isEqualByComparingTo(asset.add(new BigDecimal("70")));
    }

    @Test
    void aDepositTakesPaymentsFromUndepositedFunds() {
        JsonNode payment = pay("75");
        BigDecimal undeposited = balance("Undeposited Funds");
        BigDecimal checking = balance("Checking");

        JsonNode deposit = client.create(
                "deposit",
                "{\"DepositToAccountRef\":{\"value\":\"" + account("Checking")
                        + "\"},\"Line\":[{\"Amount\":75,\"LinkedTxn\":[{\"TxnId\":\""
                        + payment.path("Id").asText()
                        + "\",\"TxnType\":\"Payment\",\"TxnLineId\":\"0\"}]},{\"Amount\":-2.50,\"DetailType\":\"DepositLineDetail\",\"DepositLineDetail\":{\"AccountRef\":{\"value\":\""
                        + account("Bank Charges") + "\"}}}]}");

        same(deposit.path("TotalAmt"), "72.50");
        assertThat(balance("Undeposited Funds")).isEqualByComparingTo(undeposited.subtract(new BigDecimal("75")));
        assertThat(balance("Checking")).isEqualByComparingTo(checking.add(new BigDecimal("72.50")));
        assertThat(client.post(
                                "payment?operation=delete",
                                handle(client.read("payment", payment.path("Id").asText())))
                        .fault())
                .isEqualTo("6540");
        client.create("deposit?operation=delete", handle(deposit));
        assertThat(balance("Undeposited Funds")).isEqualByComparingTo(undeposited);
    }

    @Test
    void aBillPaymentSettlesBillsWithCredit() {
        String expense =
                "\"DetailType\":\"AccountBasedExpenseLineDetail\",\"AccountBasedExpenseLineDetail\":{\"AccountRef\":{\"value\":\""
                        + account("Supplies") + "\"}}";
        JsonNode bill = client.create(
                "bill", "{\"VendorRef\":{\"value\":\"" + vendor + "\"},\"Line\":[{\"Amount\":400," + expense + "}]}");
        JsonNode credit = client.create(
                "vendorcredit",
                "{\"VendorRef\":{\"value\":\"" + vendor + "\"},\"Line\":[{\"Amount\":50," + expense + "}]}");

        client.create(
                "billpayment",
                "{\"VendorRef\":{\"value\":\"" + vendor
                        + "\"},\"PayType\":\"Check\",\"TotalAmt\":350,\"CheckPayment\":{\"BankAccountRef\":{\"value\":\""
                        + account("Checking") + "\"}},\"Line\":[{\"Amount\":400,\"LinkedTxn\":[{\"TxnId\":\""
                        + bill.path("Id").asText()
                        + "\",\"TxnType\":\"Bill\"}]},{\"Amount\":50,\"LinkedTxn\":[{\"TxnId\":\""
                        + credit.path("Id").asText()
                        + "\",\"TxnType\":\"VendorCredit\"}]}]}");

        same(client.read("bill", bill.path("Id").asText()).path("Balance"), "0");
        same(client.read("vendorcredit", credit.path("Id").asText()).path("Balance"), "0");
        same(client.read("vendor", vendor).path("Balance"), "0");
        assertThat(client.read("bill", bill.path("Id").asText())
                        .at("/LinkedTxn/0/TxnType")
                        .asText())
                .isEqualTo("BillPaymentCheck");
    }

    @Test
    void anEstimateClosesWhenItIsInvoiced() {
        JsonNode estimate = client.create(
                "estimate",
                "{\"CustomerRef\":{\"value\":\"" + customer
                        + "\"},\"Line\":[{\"Amount\":30,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}}]}");

        JsonNode invoice = client.create(
                "invoice",
                "{\"CustomerRef\":{\"value\":\"" + customer + "\"},\"LinkedTxn\":[{\"TxnId\":\""
                        + estimate.path("Id").asText()
                        + "\",\"TxnType\":\"Estimate\"}],\"Line\":[{\"Amount\":30,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}}]}");

        JsonNode closed = client.read("estimate", estimate.path("Id").asText());
        assertThat(closed.path("TxnStatus").asText()).isEqualTo("Closed");
        assertThat(closed.at("/LinkedTxn/0/TxnId").asText())
                .isEqualTo(invoice.path("Id").asText());
        client.create("invoice?operation=delete", handle(invoice));
        assertThat(client.read("estimate", estimate.path("Id").asText())
                        .path("TxnStatus")
                        .asText())
                .isEqualTo("Pending");
    }

    @Test
    void aBillableExpenseBecomesAChargeAndThenPartOfAnInvoice() {
        JsonNode bill = client.create(
                "bill",
                "{\"VendorRef\":{\"value\":\"" + vendor
                        + "\"},\"Line\":[{\"Amount\":40,\"DetailType\":\"AccountBasedExpenseLineDetail\",\"AccountBasedExpenseLineDetail\":{\"AccountRef\":{\"value\":\""
                        + account("Supplies") + "\"},\"BillableStatus\":\"Billable\",\"CustomerRef\":{\"value\":\""
                        + customer + "\"}}}]}");
        JsonNode charge = client.rows(
                        "ReimburseCharge", "select * from ReimburseCharge where CustomerRef = '" + customer + "'")
                .get(0);
        same(charge.path("Amount"), "40");

        client.create(
                "invoice",
                "{\"CustomerRef\":{\"value\":\"" + customer
                        + "\"},\"Line\":[{\"Amount\":40,\"DetailType\":\"SalesItemLineDetail\",\"LinkedTxn\":[{\"TxnId\":\""
                        + charge.path("Id").asText()
                        + "\",\"TxnType\":\"ReimburseCharge\"}],\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}}]}");

        assertThat(client.read("reimbursecharge", charge.path("Id").asText())
                        .path("HasBeenInvoiced")
                        .asBoolean())
                .isTrue();
        assertThat(client.read("bill", bill.path("Id").asText())
                        .at("/Line/0/AccountBasedExpenseLineDetail/BillableStatus")
                        .asText())
                .isEqualTo("HasBeenBilled");
    }

    @Test
    void fullUpdatesClearAndSparseOnesKeep() {
        JsonNode stored =
                client.create("customer", "{\"DisplayName\":\"Partial\",\"Notes\":\"keep\",\"CompanyName\":\"Old\"}");
        String id = stored.path("Id").asText();

        JsonNode sparse = client.create(
                "customer", "{\"Id\":\"" + id + "\",\"SyncToken\":\"0\",\"sparse\":true,\"CompanyName\":\"New\"}");
        assertThat(sparse.path("Notes").asText()).isEqualTo("keep");
        assertThat(sparse.path("CompanyName").asText()).isEqualTo("New");

        JsonNode full =
                client.create("customer", "{\"Id\":\"" + id + "\",\"SyncToken\":\"1\",\"DisplayName\":\"Partial\"}");
        assertThat(full.has("Notes")).isFalse();
        assertThat(full.has("CompanyName")).isFalse();
        assertThat(full.path("SyncToken").asText()).isEqualTo("2");
        assertThat(full.path("Active").asBoolean()).isTrue();
    }

    @Test
    void linesKeepTheirIdentity() {
        JsonNode invoice = invoice("10");
        String lineId = invoice.at("/Line/0/Id").asText();

        JsonNode updated = client.create(
                "invoice",
                "{\"Id\":\"" + invoice.path("Id").asText() + "\",\"SyncToken\":\"0\",\"sparse\":true,\"Line\":["
                        + "{\"Amount\":5,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}},"
                        + "{\"Id\":\"" + lineId
                        + "\",\"Amount\":10,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}}]}");

        assertThat(updated.at("/Line/1/Id").asText()).isEqualTo(lineId);
        assertThat(updated.at("/Line/0/Id").asText()).isNotEqualTo(lineId);
        same(updated.path("TotalAmt"), "15");
        assertThat(updated.path("DocNumber")).isEqualTo(invoice.path("DocNumber"));
    }

    @Test
    void deactivatingFreesTheName() {
        JsonNode stored = client.create("class", "{\"Name\":\"Fleeting\"}");

        JsonNode gone = client.create(
                "class",
                "{\"Id\":\"" + stored.path("Id").asText() + "\",\"SyncToken\":\"0\",\"sparse\":true,\"Active\":false}");

        assertThat(gone.path("Name").asText()).isEqualTo("Fleeting (deleted)");
        assertThat(client.rows("Class", "select * from Class where Name like 'Fleeting%'"))
                .isEmpty();
        assertThat(client.rows("Class", "select * from Class where Name like 'Fleeting%' and Active in (true,false)"))
                .hasSize(1);
        assertThat(client.post("class", "{\"Name\":\"Fleeting\"}").status()).isEqualTo(200);
    }

    @Test
    void subCustomersHaveFullNamesThatFollowTheirParents() {
        JsonNode sub = client.create(
                "customer", "{\"DisplayName\":\"Annex\",\"Job\":true,\"ParentRef\":{\"value\":\"" + customer + "\"}}");
        assertThat(sub.path("FullyQualifiedName").asText()).isEqualTo("Buyer:Annex");
        assertThat(sub.path("Level").asInt()).isEqualTo(1);

        client.create(
                "customer",
                "{\"Id\":\"" + customer + "\",\"SyncToken\":\"0\",\"sparse\":true,\"DisplayName\":\"Buyers\"}");

        assertThat(client.read("customer", sub.path("Id").asText())
                        .path("FullyQualifiedName")
                        .asText())
                .isEqualTo("Buyers:Annex");
    }

    @Test
    void secretsAreMasked() {
        JsonNode seller = client.create("vendor", "{\"DisplayName\":\"Taxed\",\"TaxIdentifier\":\"12-3456789\"}");
        JsonNode worker = client.create("employee", "{\"GivenName\":\"Uma\",\"SSN\":\"111-22-3333\"}");

        assertThat(seller.path("TaxIdentifier").asText()).isEqualTo("XXXXXX6789");
        assertThat(worker.path("SSN").asText()).doesNotContain("111", "22");
    }

    @Test
    void theTaxServiceMakesCodesThatInvoicesUse() {
        String agency = client.id("TaxAgency", "");
        Reply reply = client.post(
                "taxservice/taxcode",
                "{\"TaxCode\":\"County 9\",\"TaxRateDetails\":[{\"TaxRateName\":\"State part\",\"RateValue\":\"6\",\"TaxAgencyId\":\""
                        + agency
                        + "\",\"TaxApplicableOn\":\"Sales\"},{\"TaxRateName\":\"County part\",\"RateValue\":\"3\",\"TaxAgencyId\":\""
                        + agency
                        + "\",\"TaxApplicableOn\":\"Sales\"}]}");
        assertThat(reply.json().path("TaxCode").asText()).isEqualTo("County 9");
        assertThat(reply.json().at("/TaxRateDetails/0/RateValue").isNumber()).isTrue();

        JsonNode invoice = client.create(
                "invoice",
                "{\"CustomerRef\":{\"value\":\"" + customer + "\"},\"Line\":[" + line("1", 1, "100", "100", "TAX")
                        + "],\"TxnTaxDetail\":{\"TxnTaxCodeRef\":{\"value\":\""
                        + reply.json().path("TaxCodeId").asText() + "\"}}}");

        same(invoice.at("/TxnTaxDetail/TotalTax"), "9");
        assertThat(invoice.at("/TxnTaxDetail/TaxLine")).hasSize(2);
    }

    @Test
    void foreignInvoicesArePaidAtAnotherRate() {
        Client canada = new Client(sandbox, QuickBooksSandbox.CANADA_REALM);
        String buyer = canada.id("Customer", "DisplayName = 'Vermont Outings'");
        String exempt = canada.id("TaxCode", "Name = 'Zero-rated'");
        JsonNode invoice = canada.create(
                "invoice",
                "{\"CustomerRef\":{\"value\":\"" + buyer
                        + "\"},\"CurrencyRef\":{\"value\":\"USD\"},\"ExchangeRate\":1.30,\"Line\":[{\"Amount\":100,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"},\"TaxCodeRef\":{\"value\":\""
                        + exempt + "\"}}}]}");
        same(invoice.path("HomeTotalAmt"), "130");
        same(invoice.path("HomeBalance"), "130");
        String gain = canada.id("Account", "AccountSubType = 'ExchangeGainOrLoss'");
        BigDecimal before = canada.read("account", gain).path("CurrentBalance").decimalValue();

        canada.create(
                "payment",
                "{\"CustomerRef\":{\"value\":\"" + buyer
                        + "\"},\"CurrencyRef\":{\"value\":\"USD\"},\"ExchangeRate\":1.35,\"TotalAmt\":100,\"Line\":[{\"Amount\":100,\"LinkedTxn\":[{\"TxnId\":\""
                        + invoice.path("Id").asText() + "\",\"TxnType\":\"Invoice\"}]}]}");

        same(canada.read("invoice", invoice.path("Id").asText()).path("HomeBalance"), "0");
        assertThat(canada.read("account", gain).path("CurrentBalance").decimalValue())
                .isEqualByComparingTo(before.subtract(new BigDecimal("5")));
    }

    @Test
    void canadianTaxIsByLineAndMayBeIncluded() {
        Client canada = new Client(sandbox, QuickBooksSandbox.CANADA_REALM);
        String buyer = canada.id("Customer", "DisplayName = 'Cabot Kayaks'");
        String hst = canada.id("TaxCode", "Name = 'HST ON'");
        String body = "{\"CustomerRef\":{\"value\":\"" + buyer
                + "\"},\"GlobalTaxCalculation\":\"%s\",\"Line\":[{\"Amount\":113,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"},\"TaxCodeRef\":{\"value\":\""
                + hst + "\"}}}]}";

        JsonNode included = canada.create("invoice", body.formatted("TaxInclusive"));
        same(included.path("TotalAmt"), "113");
        same(included.at("/TxnTaxDetail/TotalTax"), "13");
        same(included.at("/Line/0/Amount"), "100");

        JsonNode excluded = canada.create("invoice", body.formatted("TaxExcluded"));
        same(excluded.path("TotalAmt"), "127.69");
    }

    @Test
    void recurringTransactionsAreTemplates() {
        JsonNode wrapper = client.create(
                "recurringtransaction",
                "{\"Transfer\":{\"FromAccountRef\":{\"value\":\"1\"},\"ToAccountRef\":{\"value\":\"2\"},\"Amount\":5,\"RecurringInfo\":{\"Name\":\"Weekly\",\"RecurType\":\"Automated\",\"ScheduleInfo\":{\"IntervalType\":\"Weekly\",\"NumInterval\":1}}}}");

        JsonNode template = wrapper.path("Transfer");
        assertThat(template.path("Id").asText()).isNotBlank();
        assertThat(template.at("/RecurringInfo/ScheduleInfo/NextDate").asText()).isNotBlank();
        assertThat(sandbox.company().query("select * from Transfer")).hasSize(2);
        client.create("recurringtransaction?operation=delete", "{\"Transfer\":" + handle(template) + "}");
    }

    @Test
    void amountsKeepTheirCents() {
        JsonNode invoice = client.create(
                "invoice",
                "{\"CustomerRef\":{\"value\":\"" + customer
                        + "\"},\"Line\":[{\"Amount\":19.90,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}},{\"Amount\":0.10,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}}]}");

        String text = client.get("invoice/" + invoice.path("Id").asText()).text();
        assertThat(text).contains("\"Amount\":19.90").contains("\"TotalAmt\":20.00");
    }

    @Test
    void preferencesAndCompanyInfoAreThere() {
        Reply preferences = client.get("preferences");
        assertThat(preferences.json().at("/Preferences/Id").asText()).isEqualTo("1");
        Reply info = client.get("companyinfo/" + QuickBooksSandbox.US_REALM);
        assertThat(info.json().at("/CompanyInfo/CompanyName").asText()).isEqualTo("Harbor Street Home & Garden");

        client.create(
                "preferences",
                "{\"Id\":\"1\",\"SyncToken\":\"0\",\"sparse\":true,\"SalesFormsPrefs\":{\"AllowEstimates\":false}}");
        assertThat(client.post(
                                "estimate",
                                "{\"CustomerRef\":{\"value\":\"" + customer
                                        + "\"},\"Line\":[{\"Amount\":1,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}}]}")
                        .fault())
                .isEqualTo("5020");
        assertThat(client.get("preferences")
                        .json()
                        .at("/Preferences/SalesFormsPrefs/AllowShipping")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void exchangeRatesAreReadByCurrencyAndDay() {
        Client canada = new Client(sandbox, QuickBooksSandbox.CANADA_REALM);
        canada.create("exchangerate", "{\"SourceCurrencyCode\":\"EUR\",\"Rate\":1.5,\"AsOfDate\":\"2026-01-31\"}");

        Reply reply = canada.get("exchangerate?sourcecurrencycode=EUR&asofdate=2026-01-31");

        same(reply.json().at("/ExchangeRate/Rate"), "1.5");
        assertThat(reply.json().at("/ExchangeRate/TargetCurrencyCode").asText()).isEqualTo("CAD");
    }

    @Test
    void theSampleCompanyHasSomethingOfEverything() {
        for (String entity : List.of(
                "Account",
                "Customer",
                "Vendor",
                "Item",
                "Invoice",
                "Estimate",
                "Bill",
                "Payment",
                "TaxAgency",
                "Term",
                "Class",
                "Department",
                "Employee")) {
            assertThat(sandbox.company().count(entity)).as(entity).isPositive();
        }
        assertThat(sandbox.company().count("Account")).isGreaterThan(85);
        assertThat(sandbox.company().count("Customer")).isGreaterThanOrEqualTo(30);
        assertThat(sandbox.company().count("Vendor")).isGreaterThanOrEqualTo(25);
        assertThat(sandbox.company().query("select * from Invoice where Balance = '0'"))
                .isNotEmpty();
        assertThat(sandbox.company().query("select * from Invoice where Balance > '0'"))
                .isNotEmpty();
        assertThat(sandbox.company().query("select * from Invoice where EmailStatus = 'EmailSent'"))
                .isNotEmpty();
    }
}
