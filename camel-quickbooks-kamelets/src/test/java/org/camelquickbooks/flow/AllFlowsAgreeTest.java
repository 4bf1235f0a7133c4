package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one flow does to the documents of another is no difference: only what people do is. */
class AllFlowsAgreeTest extends FlowTest {

    private String bank;

    private void to(String flow, String message) {
        template.sendBody("direct:" + flow, message.replace('`', '"'));
        assertThat(dead()).as(flow).isEmpty();
    }

    private void add(String flow, String route, String source, String... more) {
        TemplatedRouteBuilder builder = TemplatedRouteBuilder.builder(context, "quickbooks-" + flow + "-flow")
                .routeId(route)
                .parameter(source, "direct:" + route)
                .parameter("acknowledgements", "mock:" + route)
                .parameter("deadLetter", "mock:dead")
                .parameter("redeliveryDelay", "10");
        for (int i = 0; i < more.length; i += 2) {
            builder.parameter(more[i], more[i + 1]);
        }
        builder.add();
    }

    @BeforeEach
    void flows() {
        bank = accountName("Bank");
        company()
                .create(
                        "Account",
                        json(
                                "{`Name`:`Deferred`,`AccountType`:`Other Current Liability`,`AccountSubType`:`OtherCurrentLiabilities`}"));
        company().create("Vendor", "{\"DisplayName\":\"Teahouse\"}");
        String stock = row("select * from Account where AccountSubType = 'Inventory'")
                .path("Name")
                .asText();
        add(
                "items",
                "items",
                "items",
                "incomeAccount",
                accountName("Income"),
                "expenseAccount",
                accountName("Cost of Goods Sold"),
                "assetAccount",
                stock);
        add("invoice", "orders", "orders");
        add("invoice", "refunds", "orders", "type", "refund");
        add("invoice", "quotes", "orders", "entity", "Estimate", "name", "quotes");
        add("estimate", "estimates", "estimates");
        add("payment", "payments", "payments", "tolerance", "0.05", "writeOffAccount", accountName("Expense"));
        add("payout", "payouts", "payouts", "feeAccount", accountName("Expense"));
        add("count", "counts", "counts", "adjustmentAccount", accountName("Cost of Goods Sold"));
        add("purchase", "purchases", "purchases");
        add("receipt", "receipts", "receipts");
        add("contacts-in", "contacts", "contacts");
        TemplatedRouteBuilder.builder(context, "quickbooks-reconciliation-flow")
                .parameter("trigger", "direct:reconcile")
                .parameter("report", "mock:report")
                .add();
    }

    private static String sale(String id, String item, String amount, String more) {
        return "{`id`:`" + id + "`,`number`:`" + id
                + "`,`date`:`2026-01-31`,`customer`:{`name`:`Fjord Kitchens`},`lines`:[{" + item + ",`amount`:" + amount
                + "}]" + more + ",`total`:" + amount + "}";
    }

    @Test
    void nothingDiffersAfterAllOfThem() {
        to("contacts", "{`id`:`C-1`,`name`:`Fjord Kitchens`,`version`:1}");
        to(
                "items",
                "{`id`:`I-1`,`name`:`Kettle`,`sku`:`K-1`,`type`:`inventory`,`price`:10.00,`cost`:4.00,`quantity`:10,`stockDate`:`2026-01-01`}");
        to("items", "{`id`:`I-2`,`name`:`Plan`,`type`:`service`,`incomeAccount`:`Deferred`}");
        add(
                "revenue",
                "revenue",
                "trigger",
                "items",
                "Plan=12",
                "deferredAccount",
                "Deferred",
                "revenueAccount",
                accountName("Income"));
        to("orders", sale("O-1", "`sku`:`K-1`,`quantity`:3,`unitPrice`:10.00", "30.00", ""));
        to("orders", sale("O-2", "`item`:`Plan`", "120.00", ""));
        String method = row("select * from PaymentMethod").path("Name").asText();
        to(
                "orders",
                sale(
                        "O-3",
                        "`sku`:`K-1`,`quantity`:1,`unitPrice`:10.00",
                        "10.00",
                        ",`paid`:{`method`:`" + method + "`}"));
        to("refunds", sale("O-1", "`sku`:`K-1`,`quantity`:1,`unitPrice`:10.00", "10.00", ""));
        to("quotes", sale("Q-1", "`sku`:`K-1`,`quantity`:1,`unitPrice`:10.00", "10.00", ""));
        ObjectNode estimate = row("select * from Estimate where DocNumber = 'Q-1'");
        company().update("Estimate", estimate.path("Id").asText(), "{\"TxnStatus\":\"Accepted\"}");
        to("estimates", company().read("Estimate", estimate.path("Id").asText()).toString());
        to(
                "payments",
                "{`id`:`P-1`,`date`:`2026-02-01`,`customer`:{`name`:`Fjord Kitchens`},`amount`:29.97,`invoices`:[{`number`:`O-1`}]}");
        to("payments", "{`id`:`P-2`,`date`:`2026-02-01`,`customer`:{`name`:`Fjord Kitchens`},`amount`:50.00}");
        to(
                "payouts",
                "{`id`:`D-1`,`date`:`2026-02-03`,`account`:`" + bank
                        + "`,`amount`:38.47,`payments`:[{`id`:`P-1`},{`id`:`O-3`}],`fees`:[{`amount`:1.50}]}");
        to(
                "purchases",
                "{`id`:`PO-1`,`number`:`PO-1`,`date`:`2026-02-01`,`vendor`:`Teahouse`,`lines`:[{`sku`:`K-1`,`quantity`:10,`unitPrice`:4.00,`amount`:40.00}],`total`:40.00}");
        for (String id : new String[] {"R-1", "R-2"}) {
            to(
                    "receipts",
                    "{`id`:`" + id + "`,`number`:`" + id
                            + "`,`date`:`2026-02-05`,`purchase`:`PO-1`,`lines`:[{`sku`:`K-1`,`quantity`:5}]}");
        }
        to("counts", "{`id`:`N-1`,`date`:`2026-02-06`,`counts`:[{`sku`:`K-1`,`quantity`:15}]}");
        to("revenue", "2026-03");
        template.sendBody("direct:reconcile", null);
        assertThat(body(getMockEndpoint("mock:report").getExchanges().get(0)).toString())
                .contains("\"differences\":0}");
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }
}
