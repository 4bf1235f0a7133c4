package org.camelquickbooks.flow.inventory;

import static org.camelquickbooks.flow.engine.FlowTemplate.step;

import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.flow.engine.FlowTemplate;
import org.camelquickbooks.flow.engine.Intake;
import org.camelquickbooks.flow.engine.TakeFromQuickBooks;

/** The flow that sends changed stock levels from QuickBooks to a warehouse. */
public final class StockFlow {

    /** All items at each poll: it is not documented that an item's time of change moves with its stock. */
    private static final String ITEMS =
            "quickbooks:query?query=RAW(select * from Item where Type = 'Inventory')&outputType=JsonNode&";

    private StockFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template =
                FlowTemplate.ofQuickBooks(routes, "stock", "Sends changed stock levels from QuickBooks to a warehouse");
        template.required("warehouse", "The endpoint that receives changed canonical stock levels")
                .optional(
                        "poll",
                        "delay=300000",
                        "How the flow polls QuickBooks, as options of quickbooks:query, such as delay=300000, "
                                + "scheduler=quartz with a cron expression, or realms=all")
                .bean(
                        "stock",
                        TakeFromQuickBooks.class,
                        p -> new TakeFromQuickBooks(
                                FlowTemplate.intake(p, "stock level", Intake.Content.STATE), null, new StockLevel()));
        template.tells(ITEMS + "{{poll}}")
                .process(step("stock"))
                .filter(FlowTemplate.IS_NOT_DONE)
                .to("{{warehouse}}")
                .process(step("settle"));
    }
}
