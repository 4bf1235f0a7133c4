package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelquickbooks.sandbox.Bookkeeping.applied;
import static org.camelquickbooks.sandbox.Bookkeeping.expense;
import static org.camelquickbooks.sandbox.Bookkeeping.form;
import static org.camelquickbooks.sandbox.Bookkeeping.goods;
import static org.camelquickbooks.sandbox.Bookkeeping.id;
import static org.camelquickbooks.sandbox.Bookkeeping.posting;
import static org.camelquickbooks.sandbox.Bookkeeping.ref;
import static org.camelquickbooks.sandbox.Bookkeeping.sale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.camelquickbooks.sandbox.Client.Reply;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The books to the cent: stock, tax, closed periods, receivables and payables, currencies. */
class BalancesTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX =
            new QuickBooksSandboxExtension(s -> s.sample(Sample.OWN).empty());

    private QuickBooksSandbox sandbox;
    private Client client;
    private Bookkeeping us;
    private Bookkeeping canada;
    private String customer;
    private String vendor;

    @BeforeEach
    void meet() {
        sandbox = SANDBOX.sandbox();
        // After the days of these books, whenever the test runs.
        sandbox.clock().set(Instant.parse("2026-09-30T19:00:00Z"));
        client = Client.of(sandbox);
        us = new Bookkeeping(client);
        canada = new Bookkeeping(new Client(sandbox, QuickBooksSandbox.CANADA_REALM));
        customer = us.customer("Buyer");
        vendor = us.vendor("Seller");
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(sandbox.companies())
                .allSatisfy(c -> assertThat(c.trialBalance()).isEqualByComparingTo("0"));
    }

    private static void same(JsonNode number, String expected) {
        assertThat(number.decimalValue()).isEqualByComparingTo(expected);
    }

    private JsonNode read(String resource, JsonNode entity) {
        return client.read(resource, id(entity));
    }

    // Stock

    @Test
    void layersOfAnItemAndABillOfTheSameIdStayApart() {
        String item;
        do {
            item = us.item("Crate " + sandbox.company().count("Item"), "10", "5", "2026-02-01");
        } while (Integer.parseInt(item) < 3);
        String name = client.read("item", item).path("Name").asText();
        JsonNode last = null;
        for (int i = 0; last == null || Integer.parseInt(id(last)) < Integer.parseInt(item); i++) {
            last = us.bill(vendor, "2026-02-01", "", goods("28", item, "4"));
        }
        assertThat(id(last)).isEqualTo(item);
        int bills = sandbox.company().count("Bill");

        same(client.read("item", item).path("QtyOnHand"), Integer.toString(10 + 4 * bills));
        assertThat(us.valuation(name, "")).containsExactly(10 + 4 * bills + ".00", 50 + 28 * bills + ".00");

        us.delete("bill", item);
        us.change("item", item, "\"InvStartDate\":\"2026-01-15\"");
        assertThat(us.valuation(name, "")).containsExactly(6 + 4 * bills + ".00", 22 + 28 * bills + ".00");
    }

    @Test
    void negativeLinesAndVendorCreditsBringGoodsOutAtTheirCostOnce() {
        String item = us.item("Lamp", "0", "5", "2026-01-01");
        us.bill(vendor, "2026-01-02", "", goods("50", item, "10"));
        BigDecimal asset = us.balance("Inventory Asset");
        BigDecimal cost = us.balance("Cost of Goods Sold");

        // Two go back for 12; they had cost 10.
        us.bill(vendor, "2026-01-03", "", goods("40", item, "5"), goods("-12", item, "-2"));

        same(client.read("item", item).path("QtyOnHand"), "13");
        assertThat(us.valuation("Lamp", "")).containsExactly("13.00", "80.00");
        assertThat(us.balance("Inventory Asset")).isEqualByComparingTo(asset.add(new BigDecimal("30")));
        assertThat(us.balance("Cost of Goods Sold")).isEqualByComparingTo(cost.subtract(new BigDecimal("2")));

        client.create("vendorcredit", form("VendorRef", vendor, "2026-01-04", "", goods("9", item, "1")));
        assertThat(us.valuation("Lamp", "")).containsExactly("12.00", "75.00");

        client.create(
                "purchase",
                form(
                        "AccountRef",
                        us.account("Checking"),
                        "2026-01-05",
                        "\"PaymentType\":\"Cash\"",
                        goods("-5", item, "-1"),
                        goods("30", item, "3")));
        assertThat(us.valuation("Lamp", "")).containsExactly("14.00", "100.00");
        assertThat(us.balance("Inventory Asset")).isEqualByComparingTo("100");
    }

    @Test
    void aCountSentAgainChangesNothing() {
        String item = us.item("Rug", "10", "5", "2026-01-01");
        String body = "{\"TxnDate\":\"2026-02-01\"," + ref("AdjustAccountRef", us.account("Inventory Shrinkage"))
                + ",%s\"Line\":[{\"DetailType\":\"ItemAdjustmentLineDetail\",\"ItemAdjustmentLineDetail\":{"
                + ref("ItemRef", item) + ",\"NewQty\":7}}]}";
        JsonNode adjustment = client.create("inventoryadjustment", body.formatted(""));
        same(client.read("item", item).path("QtyOnHand"), "7");

        client.create(
                "inventoryadjustment",
                body.formatted("\"Id\":\"" + id(adjustment) + "\",\"SyncToken\":\"0\",\"sparse\":true,"));

        same(client.read("item", item).path("QtyOnHand"), "7");
    }

    @Test
    void aStockItemThatIsMadeInactiveIsAdjustedToZero() {
        String item = us.item("Fan", "4", "5", "2026-01-01");
        BigDecimal shrinkage = us.balance("Inventory Shrinkage");

        us.change("item", item, "\"Active\":false");

        same(client.read("item", item).path("QtyOnHand"), "0");
        assertThat(us.balance("Inventory Asset")).isEqualByComparingTo("0");
        assertThat(us.balance("Inventory Shrinkage")).isEqualByComparingTo(shrinkage.add(new BigDecimal("20")));
        assertThat(sandbox.company().count("InventoryAdjustment")).isOne();
    }

    // Tax

    private String taxCode(String name) {
        return canada.client.id("TaxCode", "Name = '" + name + "'");
    }

    @Test
    void taxIncludedInAPriceIsTheGrossLessTheNet() {
        String buyer = canada.customer("Acheteur");
        String seller = canada.vendor("Vendeur");
        for (String name : List.of("HST ON", "GST", "GST/QST QC", "Zero-rated")) {
            String code = "," + ref("TaxCodeRef", taxCode(name));
            for (String gross : List.of("100.00", "99.99", "0.01", "33.33", "1234.57")) {
                String inclusive = "\"GlobalTaxCalculation\":\"TaxInclusive\"";
                JsonNode invoice =
                        canada.invoice(buyer, "2026-03-01", inclusive, sale(gross, "1", code), sale(gross, "1", code));
                BigDecimal sum = new BigDecimal(gross).multiply(BigDecimal.valueOf(2));
                same(invoice.path("TotalAmt"), sum.toPlainString());
                JsonNode bill =
                        canada.bill(seller, "2026-03-01", inclusive, expense(gross, canada.account("Supplies"), code));
                same(bill.path("TotalAmt"), gross);
                JsonNode purchase = canada.client.create(
                        "purchase",
                        form(
                                "AccountRef",
                                canada.account("Checking"),
                                "2026-03-01",
                                "\"PaymentType\":\"Cash\"," + inclusive,
                                expense(gross, canada.account("Supplies"), code)));
                same(purchase.path("TotalAmt"), gross);
            }
        }
        JsonNode hst = canada.invoice(
                buyer,
                "2026-03-01",
                "\"GlobalTaxCalculation\":\"TaxInclusive\"",
                sale("100.00", "1", "," + ref("TaxCodeRef", taxCode("HST ON"))));
        same(hst.at("/TxnTaxDetail/TotalTax"), "11.50");
        same(hst.at("/Line/0/Amount"), "88.50");
        same(hst.at("/TxnTaxDetail/TaxLine/0/Amount"), "11.50");
    }

    @Test
    void theDiscountComesBeforeOrAfterTheTaxInCanadaToo() {
        String buyer = canada.customer("Acheteur");
        String line = sale("100", "1", "," + ref("TaxCodeRef", taxCode("HST ON")));
        String discount =
                "{\"Amount\":10,\"DetailType\":\"DiscountLineDetail\",\"DiscountLineDetail\":{\"PercentBased\":false}}";

        JsonNode before = canada.invoice(buyer, "2026-03-01", "\"ApplyTaxAfterDiscount\":true", line, discount);
        same(before.at("/TxnTaxDetail/TotalTax"), "11.70");
        same(before.path("TotalAmt"), "101.70");
        JsonNode after = canada.invoice(buyer, "2026-03-01", "\"ApplyTaxAfterDiscount\":false", line, discount);
        same(after.at("/TxnTaxDetail/TotalTax"), "13.00");
        same(after.path("TotalAmt"), "103.00");
    }

    @Test
    void aDiscountIsOnTheGoodsAndNotOnTheShipping() {
        String california = client.id("TaxCode", "Name = 'California'");
        JsonNode invoice = us.invoice(
                customer,
                "2026-03-01",
                "\"ApplyTaxAfterDiscount\":true,\"TxnTaxDetail\":{" + ref("TxnTaxCodeRef", california) + "}",
                sale("100", "1", "," + ref("TaxCodeRef", "TAX")),
                "{\"DetailType\":\"DiscountLineDetail\",\"DiscountLineDetail\":{\"PercentBased\":true,\"DiscountPercent\":10}}",
                sale("50", "SHIPPING_ITEM_ID", "," + ref("TaxCodeRef", "NON")));

        same(invoice.at("/TxnTaxDetail/TaxLine/0/TaxLineDetail/NetAmountTaxable"), "90");
        same(invoice.at("/TxnTaxDetail/TotalTax"), "7.20");
        same(invoice.path("TotalAmt"), "147.20");
    }

    // Closed periods

    @Test
    void aPaymentDoesNotPostTheSaleOfAClosedMonthAgain() {
        String item = us.item("Desk", "0", "5", "2026-01-01");
        String buyer = us.customer("Slow payer");
        // Sold before it came, and given back: both depend on the item's cost and accounts of that day.
        JsonNode invoice = us.invoice(buyer, "2026-02-01", "", sale("60", item, ",\"Qty\":3"));
        client.create("creditmemo", form("CustomerRef", buyer, "2026-02-02", "", sale("20", item, ",\"Qty\":1")));
        us.closeBooks("2026-02-28");
        us.change(
                "item",
                item,
                "\"PurchaseCost\":9," + ref("ExpenseAccountRef", us.account("Cost of Labor")) + ","
                        + ref("IncomeAccountRef", us.account("Services")) + ","
                        + ref("AssetAccountRef", us.account("Prepaid Expenses")));
        String february = "start_date=2026-02-01&end_date=2026-02-28";
        JsonNode profit = us.report("ProfitAndLoss", february).json().path("Rows");
        JsonNode sheet = us.report("BalanceSheet", february).json().path("Rows");

        us.payment(buyer, "2026-03-05", "60", "", applied("60", "Invoice", id(invoice)));

        same(read("invoice", invoice).path("Balance"), "0");
        assertThat(us.report("ProfitAndLoss", february).json().path("Rows")).isEqualTo(profit);
        assertThat(us.report("BalanceSheet", february).json().path("Rows")).isEqualTo(sheet);
        assertThat(Bookkeeping.row(us.report("ProfitAndLoss", february).json(), "Cost of Goods Sold"))
                .containsExactly("Cost of Goods Sold", "10.00");
    }

    @Test
    void goodsThatArriveLaterLeaveTheCostsOfAClosedMonth() {
        String item = us.item("Stool", "0", "5", "2026-01-01");
        us.invoice(customer, "2026-02-01", "", sale("60", item, ",\"Qty\":3"));
        us.closeBooks("2026-02-28");
        String february = "start_date=2026-02-01&end_date=2026-02-28";
        JsonNode profit = us.report("ProfitAndLoss", february).json().path("Rows");

        us.bill(vendor, "2026-03-05", "", goods("40", item, "5"));

        assertThat(us.report("ProfitAndLoss", february).json().path("Rows")).isEqualTo(profit);
        JsonNode march = us.report("ProfitAndLoss", "start_date=2026-03-01&end_date=2026-03-31")
                .json();
        assertThat(Bookkeeping.row(march, "Cost of Goods Sold")).containsExactly("Cost of Goods Sold", "9.00");
        assertThat(us.balance("Cost of Goods Sold")).isEqualByComparingTo("24");
        assertThat(us.valuation("Stool", "report_date=2026-02-28")).containsExactly("-3.00", "-15.00");
        assertThat(us.valuation("Stool", "")).containsExactly("2.00", "16.00");
        sandbox.snapshot("closed");
        sandbox.restore("closed");
        assertThat(us.report("ProfitAndLoss", february).json().path("Rows")).isEqualTo(profit);
    }

    @Test
    void closingAnotherMonthLeavesWhatStandsInIt() {
        String item = us.item("Stool", "0", "5", "2026-01-01");
        JsonNode invoice = us.invoice(customer, "2026-02-01", "", sale("60", item, ",\"Qty\":3"));
        us.payment(customer, "2026-02-02", "60", "", applied("60", "Invoice", id(invoice)));
        us.closeBooks("2026-02-28");
        us.bill(vendor, "2026-03-05", "", goods("40", item, "5"));

        for (String closed : List.of("2026-02-28", "2026-03-31", "2026-04-30", "2026-02-28")) {
            us.closeBooks(closed);
            assertThat(costOfGoods("2026-02", "28")).isEqualTo("15.00 15.00");
            assertThat(costOfGoods("2026-03", "31")).isEqualTo("9.00 9.00");
            assertThat(costOfGoods("2026-04", "30")).isEqualTo("0.00 0.00");
        }
        us.bill(vendor, "2026-03-01", "", goods("50", item, "5"));
        us.closeBooks("2026-03-31");
        assertThat(costOfGoods("2026-02", "28")).isEqualTo("15.00 15.00");
        assertThat(costOfGoods("2026-03", "31")).isEqualTo("15.00 15.00");
    }

    /** Of a month, on an accrual and on a cash basis. */
    private String costOfGoods(String month, String lastDay) {
        String dates = "start_date=" + month + "-01&end_date=" + month + "-" + lastDay + "&accounting_method=";
        String costs = "";
        for (String basis : List.of("Accrual", "Cash")) {
            JsonNode profit = us.report("ProfitAndLoss", dates + basis).json();
            boolean any = profit.toString().contains("Total Cost of Goods Sold");
            costs += " "
                    + (any ? Bookkeeping.row(profit, "Total Cost of Goods Sold").get(1) : "0.00");
        }
        return costs.substring(1);
    }

    @Test
    void twoCustomersThatBecomeOneLeaveTheCostsOfAClosedMonth() {
        String item = us.item("Stool", "0", "5", "2026-01-01");
        String buyer = us.customer("Buyer again");
        us.invoice(buyer, "2026-02-01", "", sale("60", item, ",\"Qty\":3"));
        us.closeBooks("2026-02-28");
        us.bill(vendor, "2026-03-05", "", goods("40", item, "5"));

        sandbox.company().merge("Customer", customer, buyer);

        assertThat(costOfGoods("2026-02", "28")).isEqualTo("15.00 0.00");
        assertThat(costOfGoods("2026-03", "31")).isEqualTo("9.00 0.00");
    }

    @Test
    void whatWasDepositedOrPaidStaysWhereItWasPosted() {
        String undeposited = us.account("Undeposited Funds");
        JsonNode refund = client.create(
                "refundreceipt",
                form(
                        "CustomerRef",
                        customer,
                        "2026-03-01",
                        ref("DepositToAccountRef", undeposited),
                        sale("30", "1", "")));
        JsonNode entry = journal(
                posting("Debit", "50", undeposited, null, null),
                posting("Credit", "50", us.account("Services"), null, null));
        JsonNode other = journal(
                posting("Debit", "5", us.account("Supplies"), null, null),
                posting("Credit", "5", us.account("Services"), null, null));
        String deposit = "{" + ref("DepositToAccountRef", us.account("Checking")) + ",\"Line\":[%s]}";
        String line = "{%s\"LinkedTxn\":[{\"TxnId\":\"%s\",\"TxnType\":\"%s\"}]}";

        assertThat(client.post(
                                "deposit",
                                deposit.formatted(line.formatted("\"Amount\":80,", id(entry), "JournalEntry")))
                        .fault())
                .isEqualTo("6000");
        assertThat(client.post("deposit", deposit.formatted(line.formatted("", id(other), "JournalEntry")))
                        .fault())
                .isEqualTo("620");
        JsonNode deposited = client.create(
                "deposit",
                deposit.formatted(line.formatted("", id(entry), "JournalEntry") + ","
                        + line.formatted("", id(refund), "RefundReceipt")));
        same(deposited.path("TotalAmt"), "20");
        assertThat(us.balance("Undeposited Funds")).isEqualByComparingTo("0");
        assertThat(client.post(
                                "refundreceipt",
                                us.sparse("refundreceipt", id(refund), "\"Line\":[" + sale("9", "1", "") + "]"))
                        .fault())
                .isEqualTo("6540");

        JsonNode invoice = us.invoice(customer, "2026-03-01", "", sale("80", "1", ""));
        us.payment(customer, "2026-03-02", "10", "", applied("10", "Invoice", id(invoice)));
        String second =
                id(client.create("account", "{\"Name\":\"Other debtors\",\"AccountType\":\"Accounts Receivable\"}"));
        assertThat(client.post("invoice", us.sparse("invoice", id(invoice), ref("ARAccountRef", second)))
                        .fault())
                .isEqualTo("6000");
    }

    @Test
    void aSaleThatIsCorrectedKeepsTheAccountsOfLinesThatStay() {
        String item = us.item("Sofa", "10", "5", "2026-01-01");
        JsonNode invoice = us.invoice(customer, "2026-02-01", "", sale("60", item, ",\"Qty\":3"));
        us.change(
                "item",
                item,
                ref("ExpenseAccountRef", us.account("Cost of Labor")) + ","
                        + ref("IncomeAccountRef", us.account("Services")));
        BigDecimal cost = us.balance("Cost of Goods Sold");
        BigDecimal income = us.balance("Sales of Product Income");

        us.change("invoice", id(invoice), "\"PrivateNote\":\"checked\"");

        assertThat(us.balance("Cost of Goods Sold")).isEqualByComparingTo(cost);
        assertThat(us.balance("Sales of Product Income")).isEqualByComparingTo(income);
    }

    @Test
    void whatPostsAgainAsksWhetherThePeriodIsOpen() {
        String item = us.item("Shelf", "10", "5", "2026-02-10");
        JsonNode account = client.create(
                "account",
                "{\"Name\":\"Vault\",\"AccountType\":\"Bank\",\"OpeningBalance\":100,\"OpeningBalanceDate\":\"2026-02-10\"}");
        us.closeBooks("2026-01-31");

        Reply moved = client.post("item", us.sparse("item", item, "\"InvStartDate\":\"2026-01-10\""));
        assertThat(moved.fault()).isEqualTo("6210");
        Reply opened =
                client.post("account", us.sparse("account", id(account), "\"OpeningBalanceDate\":\"2026-01-10\""));
        assertThat(opened.fault()).isEqualTo("6210");

        us.closeBooks("2026-02-28");
        assertThat(client.post("item", us.sparse("item", item, "\"InvStartDate\":\"2026-03-10\""))
                        .fault())
                .isEqualTo("6210");
        us.change("item", item, "\"Description\":\"Oak\"");
        // Opened again, by an empty date.
        us.change("preferences", "1", "\"AccountingInfoPrefs\":{\"BookCloseDate\":null}");
        us.change("item", item, "\"InvStartDate\":\"2026-01-10\"");
        assertThat(client.read("preferences", "1")
                        .path("AccountingInfoPrefs")
                        .path("FirstMonthOfFiscalYear")
                        .asText())
                .isEqualTo("January");
    }

    @Test
    void anInvoiceWhosePaymentIsInAClosedPeriodKeepsItsExchangeGain() {
        String buyer = usd("American");
        JsonNode invoice = canada.invoice(buyer, "2026-03-01", "\"ExchangeRate\":1.30", sale("100", "1", zeroRated()));
        JsonNode payment = canada.payment(
                buyer, "2026-02-15", "100", "\"ExchangeRate\":1.40", applied("100", "Invoice", id(invoice)));
        canada.closeBooks("2026-02-28");

        // Without the invoice the payment would have no gain in February any more.
        Reply deleted = canada.client.post("invoice?operation=delete", canada.handle("invoice", id(invoice)));

        assertThat(deleted.fault()).isEqualTo("6210");
        assertThat(canada.client.read("payment", id(payment)).path("Line")).hasSize(1);
    }

    // Receivables and payables

    @Test
    void linesOnReceivablesAndPayablesMoveThePartysBalance() {
        String receivable = us.account("Accounts Receivable (A/R)");
        String payable = us.account("Accounts Payable (A/P)");
        us.invoice(customer, "2026-03-01", "", sale("100", "1", ""));
        us.bill(vendor, "2026-03-01", "", expense("80", us.account("Supplies"), ""));

        client.create(
                "deposit",
                "{" + ref("DepositToAccountRef", us.account("Checking"))
                        + ",\"Line\":[{\"Amount\":30,\"DetailType\":\"DepositLineDetail\",\"DepositLineDetail\":{"
                        + ref("AccountRef", receivable) + ",\"Entity\":{\"value\":\"" + customer
                        + "\",\"type\":\"CUSTOMER\"}}}]}");
        client.create(
                "purchase",
                form(
                        "AccountRef",
                        us.account("Checking"),
                        "2026-03-02",
                        "\"PaymentType\":\"Check\",\"EntityRef\":{\"value\":\"" + vendor + "\",\"type\":\"Vendor\"}",
                        expense("25", payable, "")));
        client.create(
                "purchase",
                form(
                        "AccountRef",
                        us.account("Checking"),
                        "2026-03-02",
                        "\"PaymentType\":\"Cash\"",
                        expense("5", receivable, "," + ref("CustomerRef", customer))));

        same(client.read("customer", customer).path("Balance"), "75");
        same(client.read("vendor", vendor).path("Balance"), "55");
        assertThat(us.balance("Accounts Receivable (A/R)")).isEqualByComparingTo("75");
        assertThat(us.balance("Accounts Payable (A/P)")).isEqualByComparingTo("55");
        Reply nobodys = client.post(
                "deposit",
                "{" + ref("DepositToAccountRef", us.account("Checking"))
                        + ",\"Line\":[{\"Amount\":30,\"DetailType\":\"DepositLineDetail\",\"DepositLineDetail\":{"
                        + ref("AccountRef", receivable) + "}}]}");
        assertThat(nobodys.fault()).isEqualTo("6000");
    }

    private JsonNode journal(String... postings) {
        return client.create(
                "journalentry", "{\"TxnDate\":\"2026-03-01\",\"Line\":[" + String.join(",", postings) + "]}");
    }

    @Test
    void aJournalEntryIsOpenForEachOfItsCustomersAsMuchAsTheirs() {
        String other = us.customer("Other buyer");
        String receivable = us.account("Accounts Receivable (A/R)");
        String services = us.account("Services");
        JsonNode entry = journal(
                posting("Debit", "100", receivable, "Customer", customer),
                posting("Debit", "40", receivable, "Customer", other),
                posting("Credit", "140", services, "Customer", customer));

        Reply tooMuch = client.post(
                "payment",
                form("CustomerRef", other, "2026-03-02", "\"TotalAmt\":41", applied("41", "JournalEntry", id(entry))));
        assertThat(tooMuch.fault()).isEqualTo("6000");
        us.payment(other, "2026-03-02", "40", "", applied("40", "JournalEntry", id(entry)));
        us.payment(customer, "2026-03-02", "100", "", applied("100", "JournalEntry", id(entry)));

        same(client.read("customer", customer).path("Balance"), "0");
        same(client.read("customer", other).path("Balance"), "0");
    }

    @Test
    void oneCustomerOnBothSidesOfAJournalEntryIsOpenByLineAndInAll() {
        String receivable = us.account("Accounts Receivable (A/R)");
        String services = us.account("Services");
        JsonNode entry = journal(
                posting("Debit", "100", receivable, "Customer", customer),
                posting("Credit", "30", receivable, "Customer", customer),
                posting("Credit", "70", services, null, null));
        String link =
                "{\"Amount\":%s,\"LinkedTxn\":[{\"TxnId\":\"" + id(entry) + "\",\"TxnType\":\"JournalEntry\"%s}]}";

        assertThat(client.post(
                                "payment",
                                form(
                                        "CustomerRef",
                                        customer,
                                        "2026-03-02",
                                        "\"TotalAmt\":71",
                                        link.formatted("71", "")))
                        .fault())
                .isEqualTo("6000");
        // The charge of 100 less the credit of 30, each by its line.
        us.payment(
                customer,
                "2026-03-02",
                "70",
                "",
                link.formatted("100", ",\"TxnLineId\":\"0\""),
                link.formatted("30", ",\"TxnLineId\":\"1\""));

        same(client.read("customer", customer).path("Balance"), "0");
        assertThat(client.post(
                                "payment",
                                form("CustomerRef", customer, "2026-03-02", "\"TotalAmt\":1", link.formatted("1", "")))
                        .fault())
                .isEqualTo("6000");
    }

    @Test
    void onlyTheLinesOnPayablesAreOpenToAVendor() {
        String payable = us.account("Accounts Payable (A/P)");
        JsonNode entry = journal(
                posting("Debit", "90", us.account("Supplies"), "Vendor", vendor),
                posting("Credit", "90", payable, "Vendor", vendor));
        client.create(
                "billpayment",
                form(
                        "VendorRef",
                        vendor,
                        "2026-03-02",
                        "\"PayType\":\"Check\",\"TotalAmt\":90,\"CheckPayment\":{"
                                + ref("BankAccountRef", us.account("Checking")) + "}",
                        applied("90", "JournalEntry", id(entry))));

        same(client.read("vendor", vendor).path("Balance"), "0");
        assertThat(us.balance("Accounts Payable (A/P)")).isEqualByComparingTo("0");
    }

    @Test
    void aCreditThatGoesTakesItsOwnAmountOffAndNoMore() {
        JsonNode invoice = us.invoice(customer, "2026-03-01", "", sale("80", "1", ""));
        JsonNode memo =
                client.create("creditmemo", form("CustomerRef", customer, "2026-03-01", "", sale("50", "1", "")));
        JsonNode payment = us.payment(
                customer,
                "2026-03-02",
                "30",
                "",
                applied("80", "Invoice", id(invoice)),
                applied("50", "CreditMemo", id(memo)));

        us.delete("creditmemo", id(memo));

        same(read("invoice", invoice).path("Balance"), "50");
        JsonNode left = read("payment", payment);
        same(left.path("UnappliedAmt"), "0");
        same(left.at("/Line/0/Amount"), "30");
        same(client.read("customer", customer).path("Balance"), "50");
    }

    // Currencies

    private String usd(String name) {
        return id(canada.client.create(
                "customer", "{\"DisplayName\":\"" + name + "\"," + ref("CurrencyRef", "USD") + "}"));
    }

    private String zeroRated() {
        return "," + ref("TaxCodeRef", taxCode("Zero-rated"));
    }

    @Test
    void noAccountMixesCurrencies() {
        String dollars = canada.account("Chequing USD");
        String chequing = canada.account("Checking");
        String buyer = canada.customer("Acheteur");
        String american = usd("American");
        JsonNode inDollars = canada.payment(american, "2026-03-01", "10", "");
        String currency = "\"ExchangeRate\":1.25," + ref("CurrencyRef", "USD");

        List<Reply> refused = List.of(
                canada.client.post(
                        "transfer",
                        "{" + ref("FromAccountRef", chequing) + "," + ref("ToAccountRef", dollars)
                                + ",\"Amount\":100}"),
                canada.client.post(
                        "payment",
                        "{" + ref("CustomerRef", buyer) + ",\"TotalAmt\":10," + ref("DepositToAccountRef", dollars)
                                + "}"),
                canada.client.post(
                        "deposit",
                        "{" + ref("DepositToAccountRef", chequing) + ",\"Line\":[{\"LinkedTxn\":[{\"TxnId\":\""
                                + id(inDollars) + "\",\"TxnType\":\"Payment\"}]}]}"),
                canada.client.post(
                        "journalentry",
                        "{\"Line\":[" + posting("Debit", "10", dollars, null, null) + ","
                                + posting("Credit", "10", chequing, null, null) + "]}"),
                canada.client.post(
                        "journalentry",
                        "{\"Line\":[" + posting("Debit", "10", canada.account("Supplies"), null, null) + ","
                                + posting(
                                        "Credit",
                                        "10",
                                        canada.account("Accounts Receivable (A/R)"),
                                        "Customer",
                                        american)
                                + "]}"),
                canada.client.post(
                        "purchase",
                        form(
                                "AccountRef",
                                dollars,
                                "2026-03-01",
                                "\"PaymentType\":\"Cash\"",
                                expense("10", canada.account("Supplies"), zeroRated()))));
        assertThat(refused).allSatisfy(reply -> assertThat(reply.fault()).isEqualTo("6000"));

        JsonNode transfer = canada.client.create(
                "transfer",
                "{" + ref("FromAccountRef", chequing) + "," + ref("ToAccountRef", dollars) + ",\"Amount\":100,"
                        + currency + "}");
        same(transfer.path("Amount"), "100");
        assertThat(canada.balance("Checking")).isEqualByComparingTo("-125");
        canada.client.create(
                "deposit",
                "{" + ref("DepositToAccountRef", dollars) + "," + currency + ",\"Line\":[{\"LinkedTxn\":[{\"TxnId\":\""
                        + id(inDollars) + "\",\"TxnType\":\"Payment\"}]}]}");
        assertThat(canada.balance("Undeposited Funds")).isEqualByComparingTo("0");
    }

    @Test
    void aCustomerWithAJournalEntryKeepsItsCurrency() {
        String buyer = canada.customer("Acheteur");
        canada.client.create(
                "journalentry",
                "{\"Line\":["
                        + posting("Debit", "10", canada.account("Accounts Receivable (A/R)"), "Customer", buyer) + ","
                        + posting("Credit", "10", canada.account("Services"), null, null) + "]}");

        Reply changed = canada.client.post("customer", canada.sparse("customer", buyer, ref("CurrencyRef", "USD")));

        assertThat(changed.fault()).isEqualTo("6000");
    }

    @Test
    void paidInFullIsZeroInTheHomeCurrencyToo() {
        String buyer = usd("American");
        JsonNode invoice =
                canada.invoice(buyer, "2026-03-01", "\"ExchangeRate\":1.3333", sale("100.01", "1", zeroRated()));
        for (String part : List.of("33.33", "33.33", "33.35")) {
            canada.payment(buyer, "2026-03-02", part, "\"ExchangeRate\":1.41", applied(part, "Invoice", id(invoice)));
            JsonNode now = canada.client.read("invoice", id(invoice));
            String receivable = canada.client.id("Account", "Name = 'Accounts Receivable (A/R) - USD'");
            same(
                    canada.client.read("account", receivable).path("CurrentBalance"),
                    now.path("HomeBalance").asText());
        }
        JsonNode paid = canada.client.read("invoice", id(invoice));
        same(paid.path("Balance"), "0");
        same(paid.path("HomeBalance"), "0");
        String receivable = canada.client.id("Account", "Name = 'Accounts Receivable (A/R) - USD'");
        same(canada.client.read("account", receivable).path("CurrentBalance"), "0");
        // Money came at 1.41, so the bank has what came at that rate and the rest is a gain.
        assertThat(canada.balance("Undeposited Funds")).isEqualByComparingTo("141.02");
    }

    @Test
    void centsOfConversionAreExchangeGainOrLoss() {
        String buyer = usd("American");
        String line = sale("0.35", "1", zeroRated());
        JsonNode receipt = canada.client.create(
                "salesreceipt",
                form(
                        "CustomerRef",
                        buyer,
                        "2026-03-01",
                        "\"ExchangeRate\":1.1," + ref("DepositToAccountRef", canada.account("Checking")),
                        line,
                        line,
                        line));

        same(receipt.path("TotalAmt"), "1.05");
        same(receipt.path("HomeTotalAmt"), "1.16");
        assertThat(canada.balance("Checking")).isEqualByComparingTo("1.16");
        // Three lines of 0.39 each.
        assertThat(canada.balance("Exchange Gain or Loss")).isEqualByComparingTo("0.01");
    }

    // Smaller

    @Test
    void anAnswerHasTheBalancesThatTheRequestLedTo() {
        JsonNode item = client.create(
                "item",
                "{\"Name\":\"Mug\",\"Type\":\"Inventory\",\"TrackQtyOnHand\":true,\"QtyOnHand\":10,\"InvStartDate\":\"2026-01-01\","
                        + "\"PurchaseCost\":3," + ref("IncomeAccountRef", us.account("Sales of Product Income")) + ","
                        + ref("ExpenseAccountRef", us.account("Cost of Goods Sold")) + ","
                        + ref("AssetAccountRef", us.account("Inventory Asset")) + "}");
        same(item.path("QtyOnHand"), "10");
        same(us.change("item", id(item), "\"Active\":false").path("QtyOnHand"), "0");
        JsonNode account = client.create(
                "account",
                "{\"Name\":\"Vault\",\"AccountType\":\"Bank\",\"OpeningBalance\":100,\"OpeningBalanceDate\":\"2026-02-10\"}");
        same(account.path("CurrentBalance"), "100");
        JsonNode opened = client.create(
                "customer?requestid=opened",
                "{\"DisplayName\":\"Old\",\"Balance\":55.50,\"OpenBalanceDate\":\"2026-01-05\"}");
        same(opened.path("Balance"), "55.50");
        same(
                client.create("customer?requestid=opened", "{\"DisplayName\":\"Old\"}")
                        .path("Balance"),
                "55.50");
    }

    @Test
    void linesOfBundlesHaveIdsOfTheirOwn() {
        String bundle = id(client.create(
                "item",
                "{\"Name\":\"Set\",\"Type\":\"Group\",\"ItemGroupDetail\":{\"ItemGroupLine\":[{\"Qty\":1,"
                        + ref("ItemRef", "1") + "},{\"Qty\":2," + ref("ItemRef", "2") + "}]}}"));
        String line = "{\"DetailType\":\"GroupLineDetail\",\"GroupLineDetail\":{" + ref("GroupItemRef", bundle) + "}}";

        JsonNode invoice = us.invoice(customer, "2026-03-01", "", line, sale("5", "1", ""));

        JsonNode nested = invoice.at("/Line/0/GroupLineDetail/Line");
        List<String> ids = List.of(
                invoice.at("/Line/0/Id").asText(),
                nested.at("/0/Id").asText(),
                nested.at("/1/Id").asText(),
                invoice.at("/Line/1/Id").asText());
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[1-9][0-9]*"));
        JsonNode again = us.change("invoice", id(invoice), "\"Line\":" + invoice.path("Line"));
        assertThat(again.path("Line")).isEqualTo(invoice.path("Line"));
    }

    @Test
    void anUpdateKeepsTaxCodesAndTheOrderOfLinks() {
        String california = client.id("TaxCode", "Name = 'California'");
        JsonNode invoice = us.invoice(
                customer,
                "2026-03-01",
                "\"TxnTaxDetail\":{" + ref("TxnTaxCodeRef", california) + "}",
                sale("100", "1", "," + ref("TaxCodeRef", "TAX")));
        JsonNode first = us.payment(customer, "2026-03-02", "10", "", applied("10", "Invoice", id(invoice)));
        us.payment(customer, "2026-03-03", "20", "", applied("20", "Invoice", id(invoice)));
        JsonNode links = read("invoice", invoice).path("LinkedTxn");

        us.change("payment", id(first), "\"PrivateNote\":\"again\"");
        assertThat(read("invoice", invoice).path("LinkedTxn")).isEqualTo(links);

        String lineId = invoice.at("/Line/0/Id").asText();
        JsonNode changed = us.change(
                "invoice",
                id(invoice),
                "\"Line\":[{\"Id\":\"" + lineId
                        + "\",\"Amount\":100,\"Description\":\"x\",\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{"
                        + ref("ItemRef", "1") + "}}]");
        assertThat(changed.at("/Line/0/SalesItemLineDetail/TaxCodeRef/value").asText())
                .isEqualTo("TAX");
        same(changed.path("TotalAmt"), "108");
        assertThat(changed.path("LinkedTxn")).isEqualTo(links);
    }

    @Test
    void whatIsReadAndSentBackStaysAsItWas() {
        String item = us.item("Chair", "10", "5", "2026-01-01");
        JsonNode invoice = us.invoice(
                customer,
                "2026-03-01",
                "\"Deposit\":5",
                sale("40", item, ",\"Qty\":2,\"UnitPrice\":20," + ref("TaxCodeRef", "TAX")),
                "{\"DetailType\":\"DiscountLineDetail\",\"DiscountLineDetail\":{\"PercentBased\":true,\"DiscountPercent\":10}}",
                sale("7", "SHIPPING_ITEM_ID", ""));
        us.payment(customer, "2026-03-02", "10", "", applied("10", "Invoice", id(invoice)));
        JsonNode read = read("invoice", invoice);

        JsonNode again = client.create("invoice", read.toString());

        assertThat(content(again)).isEqualTo(content(read));
    }

    private static JsonNode content(JsonNode entity) {
        return ((ObjectNode) entity.deepCopy()).without(List.of("SyncToken", "MetaData"));
    }

    // The journal

    @Test
    void noRequestMakesAJournalThatCannotBeReplayed(@TempDir Path data) {
        String huge = "999999999999999";
        int refused = 0;
        try (QuickBooksSandbox kept = open(data)) {
            Bookkeeping books = new Bookkeeping(Client.of(kept));
            String buyer = books.customer("Buyer");
            String seller = books.vendor("Seller");
            String item = books.item("Crate", "10", "5", "2026-02-01");
            List<Reply> replies = List.of(
                    books.client.post("invoice", form("CustomerRef", buyer, "2026-03-01", "", sale(huge, "1", ""))),
                    books.client.post(
                            "invoice",
                            form("CustomerRef", buyer, "2026-03-01", "", sale("1", item, ",\"Qty\":" + huge))),
                    books.client.post("bill", form("VendorRef", seller, "2026-03-01", "", goods(huge, item, huge))),
                    books.client.post("item", books.sparse("item", item, "\"PurchaseCost\":" + huge)),
                    books.client.post(
                            "creditmemo",
                            form("CustomerRef", buyer, "2026-03-01", "", sale("1", item, ",\"Qty\":" + huge))));
            for (Reply reply : replies) {
                assertThat(reply.status()).as(reply.text()).isLessThan(500);
                refused += reply.status() == 400 ? 1 : 0;
            }
            assertThat(kept.company().trialBalance()).isEqualByComparingTo("0");
        }
        assertThat(refused).isGreaterThanOrEqualTo(4);
        try (QuickBooksSandbox again = open(data)) {
            assertThat(again.company().trialBalance()).isEqualByComparingTo("0");
            assertThat(again.company().read("Item", "3").path("QtyOnHand").decimalValue())
                    .isEqualByComparingTo("10");
        }
    }

    private static QuickBooksSandbox open(Path data) {
        return QuickBooksSandbox.create()
                .sample(Sample.OWN)
                .empty()
                .throttled(false)
                .data(data)
                .start();
    }
}
