package org.camelquickbooks.flow.sale;

import static org.camelquickbooks.flow.engine.FlowTemplate.step;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.camelquickbooks.flow.engine.FlowTemplate;
import org.camelquickbooks.flow.engine.Intake;
import org.camelquickbooks.flow.engine.TakeFromQuickBooks;

/** The flow that invoices accepted estimates. */
public final class EstimateFlow {

    private EstimateFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template =
                new FlowTemplate(routes, "estimate", "Creates an invoice when the customer accepts an estimate");
        template.optional(
                        "poll",
                        "delay=60000",
                        "How the flow polls QuickBooks, as options of quickbooks:cdc, such as delay=60000, "
                                + "realms=all, webhook=true or startFrom=beginning")
                .optional(
                        "estimates",
                        "quickbooks:cdc?entities=Estimate&realmId={{?realmId}}&{{poll}}",
                        "The endpoint that estimates come from, in QuickBooks' JSON format. To process dead letters "
                                + "again, define a second route with the same name and, for example, file:dead-letters here")
                .bean(
                        "invoice",
                        TakeFromQuickBooks.class,
                        p -> new TakeFromQuickBooks(
                                FlowTemplate.intake(p, "estimate", Intake.Content.FIXED),
                                FlowTemplate.company(p),
                                new AcceptedEstimate(FlowTemplate.name(p))))
                .writingSteps()
                .checks(p -> {
                    String poll = text(p, "poll");
                    if (FlowTemplate.company(p) != null && poll.matches("(.*&)?realm(s|Id)=.*")) {
                        throw new IllegalArgumentException("poll is '" + poll + "', and realmId is "
                                + FlowTemplate.company(p) + ": set one of the two, so that no estimate is invoiced in "
                                + "another company than its own");
                    }
                    return template.checkOfQuickBooks(p);
                });
        ProcessorDefinition<?> accepted =
                template.from("{{estimates}}").process(step("invoice")).filter(TakeFromQuickBooks.IS_TAKEN);
        FlowTemplate.writes(accepted, "quickbooks:create/Invoice");
    }
}
