package org.camelquickbooks.flow.sale;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.InvoiceOfEstimate;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.JsonStep;
import org.camelquickbooks.flow.engine.TakeIn;
import org.camelquickbooks.model.Json;

/** Takes an estimate that the customer has accepted, and makes its invoice of it. */
final class TakeEstimate extends JsonStep {

    private final String flow;

    TakeEstimate(String flow) {
        this.flow = flow;
    }

    @Override
    public void process(Exchange exchange, JsonNode estimate) {
        String company = exchange.getMessage().getHeader(QuickBooksConstants.REALM_ID, String.class);
        String id = Json.text(estimate, "Id");
        // It is accepted once; what else of it changes later changes no invoice.
        JsonNode whatMatters = Json.object().put("Id", id);
        TakeIn.remember(exchange, company, estimate);
        FlowWork work = FlowWork.begin(exchange, new FlowKey(flow, company, id), estimate, whatMatters);
        exchange.getMessage().removeHeader(QuickBooksConstants.SYNC_TOKEN);
        exchange.getMessage().removeHeader(QuickBooksConstants.ENTITY_ID);
        if (work.isNew()) {
            InvoiceOfEstimate.made(estimate)
                    .ifPresentOrElse(
                            invoice -> work.nothingToDo(
                                    "somebody has made invoice " + invoice + " of it", "Invoice", invoice),
                            () -> {
                                exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "Invoice");
                                exchange.getMessage().setBody(InvoiceOfEstimate.of(estimate));
                            });
        }
    }
}
