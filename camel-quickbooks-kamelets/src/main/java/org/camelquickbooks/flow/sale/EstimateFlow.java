package org.camelquickbooks.flow.sale;

import static org.camelquickbooks.flow.engine.FlowTemplate.step;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.camelquickbooks.flow.engine.FlowTemplate;

/** Estimates become invoices when the customer accepts them. */
public final class EstimateFlow {

    private static final Predicate IS_ACCEPTED = exchange -> {
        JsonNode estimate = exchange.getMessage().getBody(JsonNode.class);
        return estimate != null && estimate.path("TxnStatus").asText().equals("Accepted");
    };

    private EstimateFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template =
                new FlowTemplate(routes, "estimate", "Estimates become invoices when the customer accepts them");
        template.optional(
                        "poll",
                        "delay=60000",
                        "How often QuickBooks is asked, as options of quickbooks:cdc: a delay, realms=all, webhook=true, startFrom=beginning")
                .bean("invoice", TakeEstimate.class, p -> new TakeEstimate(text(p, "name")))
                .writingSteps()
                .checks(template::check);
        ProcessorDefinition<?> accepted = template.from("quickbooks:cdc?entities=Estimate&{{poll}}")
                .filter(IS_ACCEPTED)
                .process(step("invoice"));
        FlowTemplate.writes(accepted, "quickbooks:create/Invoice");
    }
}
