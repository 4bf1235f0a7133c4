package org.camelquickbooks.flow.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.Intake;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.operation.InputBody;

/** A customer that has changed. */
final class TakeCustomer extends AsyncStep {

    private final Intake intake;

    TakeCustomer(Intake intake) {
        this.intake = intake;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) throws Exception {
        JsonNode customer = new InputBody(Json.EXACT, "the contacts-out flow").object(exchange);
        String company = exchange.getMessage().getHeader(QuickBooksConstants.REALM_ID, String.class);
        ObjectNode contact = MapContact.content(customer);
        return intake.begin(exchange, company, Json.text(customer, "Id"), contact.deepCopy(), contact, null)
                .thenAccept(work -> {
                    String theirs = work.entry().theirs();
                    if (theirs != null) {
                        contact.put("id", theirs);
                    }
                    exchange.getMessage().setBody(contact.toString());
                });
    }
}
