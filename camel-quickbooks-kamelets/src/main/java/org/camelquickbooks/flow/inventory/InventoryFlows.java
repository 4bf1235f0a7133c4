package org.camelquickbooks.flow.inventory;

import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.flow.engine.FlowTemplate;

/** The flows for items, counts, purchase orders and receipts. */
public final class InventoryFlows {

    private InventoryFlows() {}

    public static void define(RouteBuilder routes) {
        items(routes);
        counts(routes);
        purchases(routes);
        receipts(routes);
    }

    private static void items(RouteBuilder routes) {
        FlowTemplate template = new FlowTemplate(routes, "items", "Creates and updates the items of a catalogue");
        template.required("items", "The endpoint that canonical items come from, one item per message")
                .optional("incomeAccount", "", "The name of the income account for items that name none")
                .optional("expenseAccount", "", "The name of the account for the cost of inventory items")
                .optional("assetAccount", "", "The name of the inventory asset account")
                .takesVersionsIn("item")
                .bean(
                        "mapping",
                        MapItem.class,
                        p -> new MapItem(Map.of(
                                "incomeAccount", text(p, "incomeAccount"),
                                "expenseAccount", text(p, "expenseAccount"),
                                "assetAccount", text(p, "assetAccount"))))
                .checks(p -> template.check(p)
                        .account("incomeAccount", text(p, "incomeAccount"))
                        .account("expenseAccount", text(p, "expenseAccount"))
                        .account("assetAccount", text(p, "assetAccount")));
        template.books(
                "{{items}}",
                List.of("mapping"),
                "quickbooks:" + FlowTemplate.OPERATION + "/Item?coalesce=true&key=" + FlowTemplate.KEY);
    }

    private static void counts(RouteBuilder routes) {
        FlowTemplate template = new FlowTemplate(
                routes,
                "count",
                "Compares the counts of a warehouse with the stock in QuickBooks, and adjusts the differences");
        template.required("counts", "The endpoint that canonical counts come from, one count per message")
                .required("adjustmentAccount", "The name of the account for missing and surplus stock")
                .optional(
                        "adjust",
                        "true",
                        "Whether the flow creates an InventoryAdjustment. With false it only reports the differences "
                                + "in the acknowledgement")
                .takesIn(p -> "count")
                .bean(
                        "mapping",
                        AdjustmentOfCount.class,
                        p -> new AdjustmentOfCount(text(p, "adjustmentAccount"), FlowTemplate.flag(p, "adjust")))
                .checks(p -> template.check(p).account("adjustmentAccount", text(p, "adjustmentAccount")));
        template.books("{{counts}}", List.of("mapping"), "quickbooks:create/InventoryAdjustment");
    }

    private static void purchases(RouteBuilder routes) {
        FlowTemplate template = new FlowTemplate(routes, "purchase", "Creates purchase orders from orders to vendors");
        template.required("purchases", "The endpoint that canonical purchase orders come from, one per message")
                .takesIn(p -> "purchase")
                .bean("mapping", MapPurchase.class, p -> new MapPurchase())
                .checks(template::check);
        template.books("{{purchases}}", List.of("mapping"), "quickbooks:create/PurchaseOrder");
    }

    private static void receipts(RouteBuilder routes) {
        FlowTemplate template =
                new FlowTemplate(routes, "receipt", "Creates a bill for received goods, linked to the purchase order");
        template.required("receipts", "The endpoint that canonical goods receipts come from, one per message")
                .takesIn(p -> "receipt")
                .bean("mapping", BillOfReceipt.class, p -> new BillOfReceipt())
                .checks(template::check);
        template.books("{{receipts}}", List.of("mapping"), "quickbooks:create/Bill");
    }
}
