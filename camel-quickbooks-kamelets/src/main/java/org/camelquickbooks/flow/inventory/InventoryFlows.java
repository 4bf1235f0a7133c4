package org.camelquickbooks.flow.inventory;

import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.flow.engine.FlowTemplate;

/** Items, what is there of them, and how they come in. */
public final class InventoryFlows {

    private InventoryFlows() {}

    public static void define(RouteBuilder routes) {
        items(routes);
        counts(routes);
        purchases(routes);
        receipts(routes);
    }

    private static void items(RouteBuilder routes) {
        FlowTemplate template =
                new FlowTemplate(routes, "items", "Items of a catalogue are made, or brought up to date");
        template.required("items", "Where canonical items come from: any endpoint, one item a message")
                .optional("incomeAccount", "", "The name of the account for what items earn that name none")
                .optional("expenseAccount", "", "The name of the account for what items in stock cost")
                .optional("assetAccount", "", "The name of the account of the stock")
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
                routes, "count", "What a warehouse has counted is compared, and what differs adjusted");
        template.required("counts", "Where canonical counts come from: any endpoint, one count a message")
                .required("adjustmentAccount", "The name of the account for what is missing or too much")
                .optional(
                        "adjust",
                        "true",
                        "Whether an InventoryAdjustment is made; with false the acknowledgement tells what differs")
                .takesIn(p -> "count")
                .bean(
                        "mapping",
                        AdjustmentOfCount.class,
                        p -> new AdjustmentOfCount(text(p, "adjustmentAccount"), FlowTemplate.flag(p, "adjust")))
                .checks(p -> template.check(p).account("adjustmentAccount", text(p, "adjustmentAccount")));
        template.books("{{counts}}", List.of("mapping"), "quickbooks:create/InventoryAdjustment");
    }

    private static void purchases(RouteBuilder routes) {
        FlowTemplate template =
                new FlowTemplate(routes, "purchase", "What is ordered of vendors becomes purchase orders");
        template.required("purchases", "Where canonical purchase orders come from: any endpoint, one a message")
                .takesIn(p -> "purchase")
                .bean("mapping", MapPurchase.class, p -> new MapPurchase())
                .checks(template::check);
        template.books("{{purchases}}", List.of("mapping"), "quickbooks:create/PurchaseOrder");
    }

    private static void receipts(RouteBuilder routes) {
        FlowTemplate template = new FlowTemplate(
                routes, "receipt", "What comes in of a purchase order becomes a bill, linked to the order");
        template.required("receipts", "Where canonical goods receipts come from: any endpoint, one a message")
                .takesIn(p -> "receipt")
                .bean("mapping", BillOfReceipt.class, p -> new BillOfReceipt())
                .checks(template::check);
        template.books("{{receipts}}", List.of("mapping"), "quickbooks:create/Bill");
    }
}
