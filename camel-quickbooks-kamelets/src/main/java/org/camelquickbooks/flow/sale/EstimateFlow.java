package org.camelquickbooks.flow.sale;

import static org.camelquickbooks.flow.engine.FlowTemplate.step;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.camelquickbooks.flow.engine.FlowTemplate;
import org.camelquickbooks.flow.engine.Intake;
import org.camelquickbooks.flow.engine.TakeFromQuickBooks;

/** Estimates become invoices when the customer accepts them. */
public final class EstimateFlow {

    private EstimateFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template =
                new FlowTemplate(routes, "estimate", "Estimates become invoices when the customer accepts them");
        template.optional(
                        "poll",
                        "delay=60000",
                        "How often QuickBooks is asked, as options of quickbooks:cdc: a delay, realms=all, webhook=true, startFrom=beginning")
                .optional(
                        "estimates",
                        "quickbooks:cdc?entities=Estimate&{{poll}}",
                        "Where estimates come from, as QuickBooks has them. A second route with the same name and, say, file:dead-letters here sends dead letters again")
                .bean(
                        "invoice",
                        TakeFromQuickBooks.class,
                        p -> new TakeFromQuickBooks(
                                FlowTemplate.intake(p, "estimate", Intake.Content.FIXED),
                                FlowTemplate.company(p),
                                new AcceptedEstimate(FlowTemplate.name(p))))
                .writingSteps()
                .checks(template::checkOfQuickBooks);
        ProcessorDefinition<?> accepted =
                template.from("{{estimates}}").process(step("invoice")).filter(TakeFromQuickBooks.IS_TAKEN);
        FlowTemplate.writes(accepted, "quickbooks:create/Invoice");
    }
}
