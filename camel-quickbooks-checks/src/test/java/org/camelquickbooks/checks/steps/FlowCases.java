package org.camelquickbooks.checks.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camelquickbooks.sandbox.SandboxCompany;

/** The table of the flows that write: for each, messages of which some are decided on what others have left. */
final class FlowCases {

    private static final String CUSTOMER = Books.CUSTOMER;
    private static final String BANK = "Checking";
    private static final String COST = "Cost of Goods Sold";

    private FlowCases() {}

    static List<FlowCase> all() {
        return List.of(
                invoice(),
                takenBack(),
                receipt(),
                refund(),
                estimate(),
                accepted(),
                payment(),
                writeOff(),
                payout(),
                items(),
                contacts(),
                purchase(),
                goods(),
                count(),
                revenue(),
                close());
    }

    private static FlowMessage sale(String route, String id, String entity, String more) {
        return FlowMessage.of(
                id,
                route,
                entity,
                "/DocNumber",
                "{`id`:`" + id + "`,`number`:`" + id + "`,`date`:`2026-01-31`,`customer`:{`name`:`Customer " + id
                        + "`},`lines`:[{`sku`:`TEA-1`,`quantity`:3,`unitPrice`:6.65,`amount`:19.95}]" + more + "}");
    }

    private static FlowCase invoice() {
        String more = ",`shipping`:5.00,`total`:24.95";
        return new FlowCase("invoice", FlowRoute.of("invoice", "orders"))
                .prepared(FlowCases::tea)
                .sends(
                        sale("invoice", "F-1", "Invoice", more),
                        sale("invoice", "F-2", "Invoice", more),
                        sale("invoice", "F-3", "Invoice", more))
                .holds(run -> assertThat(rows(run, "select * from Customer where DisplayName like 'Customer %'"))
                        .as("customers that were made")
                        .hasSize(3));
    }

    /** The Id of a customer is remembered, and then the name is somebody else's. */
    private static FlowCase takenBack() {
        String acme = "select * from Customer where DisplayName = 'Acme'";
        return new FlowCase("taken back invoice", FlowRoute.of("invoice", "orders"))
                .prepared(company -> {
                    tea(company);
                    company.create("Customer", Books.json("{`DisplayName`:`Acme`}"));
                })
                .sends(ofAcme("F-1"))
                .sends(
                        company -> {
                            String before =
                                    company.query(acme).get(0).path("Id").asText();
                            company.update("Customer", before, "{\"DisplayName\":\"Acme of before\"}");
                            company.create("Customer", Books.json("{`DisplayName`:`Acme`}"));
                        },
                        ofAcme("F-2"))
                .holds(run -> assertThat(rows(run, "select * from Invoice where DocNumber = 'F-2'"))
                        .extracting(invoice -> invoice.at("/CustomerRef/value").asText())
                        .containsExactly(rows(run, acme).get(0).path("Id").asText()));
    }

    private static FlowMessage ofAcme(String id) {
        return FlowMessage.of(
                id,
                "invoice",
                "Invoice",
                "/DocNumber",
                "{`id`:`" + id + "`,`number`:`" + id
                        + "`,`date`:`2026-01-31`,`customer`:{`name`:`Acme`},`lines`:[{`sku`:`TEA-1`,`amount`:19.95}],"
                        + "`total`:19.95}");
    }

    private static FlowCase receipt() {
        String more = ",`paid`:{`method`:`Cash`,`account`:`" + BANK + "`},`total`:19.95";
        return new FlowCase("sales receipt", FlowRoute.of("invoice", "orders"))
                .prepared(FlowCases::tea)
                .sends(sale("invoice", "F-1", "SalesReceipt", more), sale("invoice", "F-2", "SalesReceipt", more))
                .holds(run -> balance(run, BANK, "39.90"));
    }

    private static FlowCase refund() {
        return new FlowCase("refund", FlowRoute.of("invoice", "orders", "type", "refund"))
                .prepared(FlowCases::tea)
                .sends(
                        sale("refund", "F-1", "CreditMemo", ",`total`:19.95"),
                        sale("refund", "F-2", "RefundReceipt", ",`from`:`" + BANK + "`,`total`:19.95"))
                .holds(run -> balance(run, BANK, "19.95"));
    }

    private static FlowCase estimate() {
        return new FlowCase("estimate of an order", FlowRoute.of("invoice", "orders", "entity", "Estimate"))
                .prepared(FlowCases::tea)
                .sends(
                        sale("invoice", "F-1", "Estimate", ",`total`:19.95"),
                        sale("invoice", "F-2", "Estimate", ",`total`:19.95"));
    }

    private static FlowMessage accepted(String number) {
        return new FlowMessage(
                number,
                "estimate",
                company -> company.query("select * from Estimate where DocNumber = '" + number + "'")
                        .get(0)
                        .toString(),
                "Invoice",
                "/LinkedTxn/0/TxnId");
    }

    private static FlowCase accepted() {
        return new FlowCase("estimate", FlowRoute.of("estimate", "estimates"))
                .prepared(company -> {
                    Books.stock(company);
                    for (String number : List.of("E-1", "E-2")) {
                        company.create(
                                "Estimate",
                                Books.invoice(company, number, "30.00").put("TxnStatus", "Accepted"));
                    }
                })
                .sends(accepted("E-1"), accepted("E-2"))
                .holds(run -> assertThat(rows(run, "select * from Estimate"))
                        .allSatisfy(estimate ->
                                assertThat(estimate.path("TxnStatus").asText()).isEqualTo("Closed")));
    }

    private static FlowMessage payment(String id, String amount, String more) {
        return FlowMessage.of(
                id,
                "payment",
                "Payment",
                "/PaymentRefNum",
                "{`id`:`" + id + "`,`date`:`2026-02-01`,`reference`:`" + id + "`,`customer`:{`name`:`" + CUSTOMER
                        + "`},`amount`:" + amount + more + "}");
    }

    private static FlowCase payment() {
        return new FlowCase("payment", FlowRoute.of("payment", "payments"))
                .prepared(FlowCases::openInvoices)
                // The oldest first: who decides anew after a failure decides on other balances.
                .sends(payment("F-1", "40.00", ""), payment("F-2", "40.00", ""), payment("F-3", "40.00", ""))
                .holds(balances(Map.of("P-1", "0", "P-2", "0", "P-3", "30")));
    }

    private static FlowCase writeOff() {
        return new FlowCase(
                        "write-off",
                        FlowRoute.of("payment", "payments", "tolerance", "0.05", "writeOffAccount", "Bank Charges"))
                .prepared(FlowCases::openInvoices)
                .sends(
                        payment("F-1", "49.97", ",`invoices`:[{`number`:`P-1`}]"),
                        payment("F-2", "49.96", ",`invoices`:[{`number`:`P-2`}]"))
                .holds(run -> {
                    balances(Map.of("P-1", "0", "P-2", "0", "P-3", "50")).accept(run);
                    assertThat(rows(run, "select * from JournalEntry")).hasSize(2);
                    // Each with the one that applies its journal entry.
                    assertThat(rows(run, "select * from Payment")).hasSize(4);
                    balance(run, "Bank Charges", "0.07");
                });
    }

    private static FlowCase payout() {
        return new FlowCase(
                        "payout",
                        FlowRoute.of("payment", "payments"),
                        FlowRoute.of("payout", "payouts", "feeAccount", "Bank Charges"))
                .prepared(FlowCases::openInvoices)
                .sends(payment("F-1", "40.00", ""), payment("F-2", "40.00", ""))
                .sends(payout("D-1", "F-1", "39.00"), payout("D-2", "F-2", "39.00"))
                .holds(run -> {
                    balance(run, BANK, "78.00");
                    balance(run, "Bank Charges", "2.00");
                });
    }

    private static FlowMessage payout(String id, String payment, String amount) {
        return FlowMessage.of(
                id,
                "payout",
                "Deposit",
                "/PrivateNote",
                "{`id`:`" + id + "`,`note`:`" + id + "`,`date`:`2026-02-03`,`account`:`" + BANK + "`,`amount`:" + amount
                        + ",`payments`:[{`id`:`" + payment + "`}],`fees`:[{`amount`:1.00}]}");
    }

    private static FlowMessage item(String key, String id, int version, String name, String price) {
        return FlowMessage.of(
                key,
                "items",
                "Item",
                "/Sku",
                "{`id`:`" + id + "`,`sku`:`" + id + "`,`version`:" + version + ",`name`:`" + name
                        + "`,`type`:`inventory`,`price`:" + price + ",`quantity`:10,`stockDate`:`2026-01-01`}");
    }

    private static FlowCase items() {
        return new FlowCase(
                        "items",
                        FlowRoute.of(
                                "items",
                                "items",
                                "incomeAccount",
                                "Sales of Product Income",
                                "expenseAccount",
                                COST,
                                "assetAccount",
                                "Inventory Asset"))
                .sends(item("F-1", "F-1", 1, "Tea", "6.65"), item("F-2", "F-2", 1, "Cup", "3.00"))
                .sends(item("F-1, version 2", "F-1", 2, "Green tea", "7.00"))
                .holds(run -> {
                    ObjectNode tea =
                            rows(run, "select * from Item where Sku = 'F-1'").get(0);
                    assertThat(tea.path("Name").asText()).isEqualTo("Green tea");
                    assertThat(tea.path("UnitPrice").decimalValue()).isEqualByComparingTo("7");
                    assertThat(tea.path("QtyOnHand").decimalValue()).isEqualByComparingTo("10");
                });
    }

    private static FlowMessage contact(String key, String id, int version, String name) {
        return FlowMessage.of(
                key,
                "contacts-in",
                "Customer",
                "/CompanyName",
                "{`id`:`" + id + "`,`company`:`" + id + "`,`version`:" + version + ",`name`:`" + name + "`}");
    }

    private static FlowCase contacts() {
        return new FlowCase("contacts-in", FlowRoute.of("contacts-in", "contacts"))
                .sends(contact("C-1", "C-1", 1, "Fjord"), contact("C-2", "C-2", 1, "Harbour"))
                .sends(contact("C-1, version 2", "C-1", 2, "Fjord Kitchens"))
                .holds(run -> assertThat(rows(run, "select * from Customer"))
                        .extracting(customer -> customer.path("DisplayName").asText())
                        .containsExactlyInAnyOrder("Fjord Kitchens", "Harbour"));
    }

    private static FlowMessage purchase(String id) {
        return FlowMessage.of(
                id,
                "purchase",
                "PurchaseOrder",
                "/DocNumber",
                "{`id`:`" + id + "`,`number`:`" + id
                        + "`,`date`:`2026-02-01`,`vendor`:`Teahouse`,`lines`:[{`sku`:`TEA-1`,`quantity`:10,"
                        + "`unitPrice`:4.00,`amount`:40.00}],`total`:40.00}");
    }

    private static FlowCase purchase() {
        return new FlowCase("purchase", FlowRoute.of("purchase", "purchases"))
                .prepared(company -> {
                    stocked(company, "Tea", "TEA-1");
                    company.create("Vendor", Books.json("{`DisplayName`:`Teahouse`}"));
                })
                .sends(purchase("PO-1"), purchase("PO-2"));
    }

    private static FlowMessage goods(String id, int quantity) {
        return FlowMessage.of(
                id,
                "receipt",
                "Bill",
                "/DocNumber",
                "{`id`:`" + id + "`,`number`:`" + id
                        + "`,`date`:`2026-02-05`,`purchase`:`PO-9`,`lines`:[{`sku`:`TEA-1`,`quantity`:" + quantity
                        + "}]}");
    }

    private static FlowCase goods() {
        return new FlowCase("receipt", FlowRoute.of("receipt", "receipts"))
                .prepared(FlowCases::ordered)
                .sends(goods("R-1", 3), goods("R-2", 4))
                .holds(run -> {
                    assertThat(rows(run, "select * from PurchaseOrder"))
                            .extracting(order -> order.path("POStatus").asText())
                            .containsExactly("Closed");
                    onHand(run, "TEA-1", "17");
                    // 5 at 4.00, and 2 at 6.00, whichever came first.
                    assertThat(sum(run, "Bill")).isEqualByComparingTo("32");
                });
    }

    private static FlowMessage count(String id, String day, String counts) {
        return FlowMessage.of(
                id,
                "count",
                "InventoryAdjustment",
                "/PrivateNote",
                "{`id`:`" + id + "`,`note`:`" + id + "`,`date`:`" + day + "`,`counts`:[" + counts + "]}");
    }

    private static FlowCase count() {
        String tea = "{`sku`:`TEA-1`,`quantity`:";
        String cup = "{`sku`:`CUP-1`,`quantity`:";
        return new FlowCase("count", FlowRoute.of("count", "counts", "adjustmentAccount", COST))
                .prepared(company -> {
                    stocked(company, "Tea", "TEA-1");
                    stocked(company, "Cup", "CUP-1");
                })
                .sends(count("N-1", "2026-02-06", tea + "9}," + cup + "12}"))
                .sends(count("N-2", "2026-02-07", tea + "8}"))
                .holds(run -> {
                    onHand(run, "TEA-1", "8");
                    onHand(run, "CUP-1", "12");
                });
    }

    private static FlowMessage trigger(String route, String body) {
        return new FlowMessage(body, route, company -> body, null, null);
    }

    private static FlowCase revenue() {
        return new FlowCase(
                        "revenue",
                        FlowRoute.of(
                                "revenue",
                                "trigger",
                                "items",
                                "Plan=12",
                                "deferredAccount",
                                "Deferred",
                                "revenueAccount",
                                "Sales of Product Income"))
                .prepared(FlowCases::prepaid)
                .sends(trigger("revenue", "2026-02"))
                .posts(4)
                .holds(run -> {
                    assertThat(rows(run, "select * from JournalEntry")).hasSize(4);
                    balance(run, "Deferred", "200.00");
                });
    }

    private static FlowCase close() {
        List<String> reports = List.of("ProfitAndLoss", "TrialBalance");
        return new FlowCase(
                        "close",
                        FlowRoute.of(
                                "close", "trigger", "output", "direct:output", "reports", String.join(",", reports)))
                .sends(trigger("close", "2026-02"))
                .posts(reports.size())
                .holds(run -> assertThat(run.delivered())
                        .containsAll(reports.stream()
                                .map(report -> run.realm() + "/2026-02/" + report + ".json")
                                .toList()));
    }

    // what has to be there

    private static void tea(SandboxCompany company) {
        company.create(
                "Item",
                Books.json("{`Name`:`Tea`,`Sku`:`TEA-1`,`Type`:`NonInventory`,`UnitPrice`:10.00,"
                        + "`IncomeAccountRef`:{`value`:`" + Books.income(company) + "`}}"));
    }

    private static void stocked(SandboxCompany company, String name, String sku) {
        company.create(
                "Item",
                Books.json("{`Name`:`" + name + "`,`Sku`:`" + sku
                        + "`,`Type`:`Inventory`,`TrackQtyOnHand`:true,`QtyOnHand`:10,`InvStartDate`:`2026-01-01`,"
                        + "`PurchaseCost`:4,`IncomeAccountRef`:{`value`:`" + Books.income(company)
                        + "`},`ExpenseAccountRef`:{`value`:`" + account(company, COST)
                        + "`},`AssetAccountRef`:{`value`:`" + account(company, "Inventory Asset") + "`}}"));
    }

    private static String account(SandboxCompany company, String name) {
        return Books.id(company, "Account", "Name", name);
    }

    private static void openInvoices(SandboxCompany company) {
        Books.stock(company);
        for (int i = 1; i <= 3; i++) {
            company.create("Invoice", Books.invoice(company, "P-" + i, "50.00").put("DueDate", "2026-01-0" + i));
        }
    }

    private static void ordered(SandboxCompany company) {
        stocked(company, "Tea", "TEA-1");
        String vendor = company.create("Vendor", Books.json("{`DisplayName`:`Teahouse`}"))
                .path("Id")
                .asText();
        String line = "{`Amount`:AMOUNT,`DetailType`:`ItemBasedExpenseLineDetail`,`ItemBasedExpenseLineDetail`:{"
                + "`ItemRef`:{`value`:`" + Books.id(company, "Item", "Sku", "TEA-1")
                + "`},`Qty`:QTY,`UnitPrice`:PRICE}}";
        company.create(
                "PurchaseOrder",
                Books.json("{`DocNumber`:`PO-9`,`VendorRef`:{`value`:`" + vendor + "`},`APAccountRef`:{`value`:`"
                        + account(company, "Accounts Payable (A/P)") + "`},`Line`:["
                        + line.replace("AMOUNT", "20.00").replace("QTY", "5").replace("PRICE", "4.00") + ","
                        + line.replace("AMOUNT", "12.00").replace("QTY", "2").replace("PRICE", "6.00") + "]}"));
    }

    private static void prepaid(SandboxCompany company) {
        Books.stock(company);
        String deferred = company.create(
                        "Account",
                        Books.json("{`Name`:`Deferred`,`AccountType`:`Other Current Liability`,"
                                + "`AccountSubType`:`OtherCurrentLiabilities`}"))
                .path("Id")
                .asText();
        String plan = company.create(
                        "Item",
                        Books.json("{`Name`:`Plan`,`Type`:`Service`,`IncomeAccountRef`:{`value`:`" + deferred + "`}}"))
                .path("Id")
                .asText();
        for (String number : List.of("R-1", "R-2")) {
            ObjectNode invoice = Books.invoice(company, number, "120.00").put("TxnDate", "2026-01-15");
            ((ObjectNode) invoice.at("/Line/0/SalesItemLineDetail/ItemRef")).put("value", plan);
            company.create("Invoice", invoice);
        }
    }

    // what is true in the end

    private static List<ObjectNode> rows(Run run, String query) {
        return run.sandbox().company().query(query);
    }

    private static BigDecimal sum(Run run, String entity) {
        return rows(run, "select * from " + entity).stream()
                .map(row -> row.path("TotalAmt").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void balance(Run run, String account, String amount) {
        assertThat(rows(run, "select * from Account where Name = '" + account + "'")
                        .get(0)
                        .path("CurrentBalance")
                        .decimalValue()
                        .abs())
                .as("on account " + account)
                .isEqualByComparingTo(amount);
    }

    private static void onHand(Run run, String sku, String quantity) {
        assertThat(rows(run, "select * from Item where Sku = '" + sku + "'")
                        .get(0)
                        .path("QtyOnHand")
                        .decimalValue())
                .as("stock of " + sku)
                .isEqualByComparingTo(quantity);
    }

    private static Consumer<Run> balances(Map<String, String> invoices) {
        return run -> assertThat(rows(run, "select * from Invoice"))
                .hasSize(invoices.size())
                .allSatisfy(invoice -> assertThat(invoice.path("Balance").decimalValue())
                        .as("balance of invoice " + invoice.path("DocNumber").asText())
                        .isEqualByComparingTo(
                                invoices.get(invoice.path("DocNumber").asText())));
    }
}
