package org.camelquickbooks.flow.sale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.ToQuickBooks;
import org.camelquickbooks.flow.ask.Once;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.model.Json;

/** Makes the customer of a message, or brings them up to date; the parent, where there is one, first. */
final class UpsertCustomer extends AsyncStep {

    private final Once<String> known = new Once<>();
    private final boolean enabled;

    /** @param enabled whether customers are written at all; otherwise they have to be there */
    UpsertCustomer(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        if (!enabled) {
            return CompletableFuture.completedFuture(null);
        }
        FlowWork work = FlowWork.of(exchange);
        // Where goods go is the order's business, not the customer's.
        ObjectNode customer = ((ObjectNode) work.message().path("customer")).deepCopy();
        customer.remove(List.of("shipTo", "id"));
        String company = work.key().company();
        return parent(company, customer)
                .thenCompose(parentId -> upsert(company, customer, parentId))
                .thenAccept(id -> work.know("Customer", "DisplayName", Json.text(customer, "name"), id));
    }

    private CompletableFuture<String> parent(String company, JsonNode customer) {
        String name = Json.text(customer, "parent");
        return name == null
                ? CompletableFuture.completedFuture(null)
                : upsert(company, Json.object().put("name", name), null);
    }

    private CompletableFuture<String> upsert(String company, JsonNode customer, String parentId) {
        ToQuickBooks mapping = new ToQuickBooks((entity, field, value) -> parentId);
        return known.ask(company + customer, () -> calls(company)
                .send("quickbooks:upsert/Customer?key=DisplayName&coalesce=true", mapping.customer(customer), Map.of())
                .thenApply(message -> message.getHeader(QuickBooksConstants.ENTITY_ID, String.class)));
    }
}
