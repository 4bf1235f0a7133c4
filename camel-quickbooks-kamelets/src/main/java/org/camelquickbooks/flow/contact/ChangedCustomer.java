package org.camelquickbooks.flow.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.flow.engine.TakeFromQuickBooks;
import org.camelquickbooks.model.Json;

/** A customer that has changed becomes a contact, with the CRM's id where it is known. */
final class ChangedCustomer implements TakeFromQuickBooks.Subject {

    private final String flow;

    /** @param flow the name under which the journal keeps the customers */
    ChangedCustomer(String flow) {
        this.flow = flow;
    }

    @Override
    public CompletionStage<TakeFromQuickBooks.Taken> taken(Exchange exchange, String company, JsonNode customer) {
        String id = Json.text(customer, "Id");
        ObjectNode contact = MapContact.content(customer);
        return Journals.of(exchange.getContext())
                .find(new FlowKey(flow, company, String.valueOf(id)))
                .thenApply(last -> new TakeFromQuickBooks.Taken(
                        id,
                        contact,
                        last.flatMap(entry -> CustomerState.kept(entry.digest(), customer))
                                .orElseGet(() -> CustomerState.of(customer)),
                        null));
    }

    @Override
    public CompletionStage<?> begun(Exchange exchange, FlowWork work, Calls calls) {
        ObjectNode contact = work.message().deepCopy();
        String theirs = work.entry().theirs();
        if (theirs != null) {
            contact.put("id", theirs);
        }
        exchange.getMessage().setBody(contact.toString());
        return CompletableFuture.completedFuture(null);
    }
}
