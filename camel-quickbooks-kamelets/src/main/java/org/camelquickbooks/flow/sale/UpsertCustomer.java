package org.camelquickbooks.flow.sale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.ToQuickBooks;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Inactive;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Names;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.ask.ReferenceCache;
import org.camelquickbooks.flow.ask.SubCustomer;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.model.Json;

/** Makes the customer of a message, or brings them up to date; the parent, where there is one, first. */
final class UpsertCustomer extends AsyncStep {

    private final boolean enabled;
    private final Inactive inactive;
    private final CanonicalType type;

    /**
     * @param type of the messages, for errors
     * @param enabled whether customers are written at all; otherwise they have to be there
     * @param inactive what is done where the customer is inactive
     */
    UpsertCustomer(CanonicalType type, boolean enabled, Inactive inactive) {
        this.type = type;
        this.enabled = enabled;
        this.inactive = inactive;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        // Where goods go is the order's business, not the customer's.
        ObjectNode customer = ((ObjectNode) work.message().path("customer")).deepCopy();
        customer.remove(List.of("shipTo", "id"));
        String currency = Json.text(work.message(), "currency");
        if (currency != null && !customer.has("currency")) {
            // A customer has one currency for good: a new one has that of the first order.
            customer.put("currency", currency);
        }
        String name = Json.text(customer, "name");
        String company = work.key().company();
        if (name.contains(":")) {
            // A full name such as Parent:Child is that of somebody who is there.
            return CompletableFuture.completedFuture(null);
        }
        if (!enabled) {
            return customer.has("parent") ? there(work, customer) : CompletableFuture.completedFuture(null);
        }
        return parent(company, customer)
                .thenCompose(parentId -> customer(company, customer, parentId))
                .thenAccept(id -> work.know("Customer", "DisplayName", name, id));
    }

    private CompletableFuture<String> parent(String company, JsonNode customer) {
        String name = Json.text(customer, "parent");
        return name == null
                ? CompletableFuture.completedFuture(null)
                : customer(company, Json.object().put("name", name), null);
    }

    private CompletableFuture<String> customer(String company, ObjectNode customer, String parentId) {
        Lookups lookups = new Lookups(calls(company), inactive);
        Supplier<CompletableFuture<String>> asking = () -> lookups.anew(
                        // Not remembered: what is written must not go to whom the name belonged before.
                        new Reference("Customer", "DisplayName", Json.text(customer, "name")))
                .handle((id, failure) -> {
                    Throwable cause = failure == null ? null : Failures.cause(failure);
                    boolean absent = cause instanceof Lookups.NoSuchReferenceException none && none.isAbsent();
                    return cause == null || absent
                            ? upsert(company, customer, parentId, id)
                            : CompletableFuture.<String>failedFuture(cause);
                })
                .thenCompose(done -> done);
        if (inactive != Inactive.REFUSE) {
            // Somebody may have made them inactive since.
            return asking.get();
        }
        String question = "upsert " + Names.folded(Json.text(customer, "name"));
        return ReferenceCache.of(getCamelContext()).ask(company, question, customer.toString(), asking);
    }

    private CompletableFuture<String> upsert(String company, ObjectNode customer, String parentId, String there) {
        ToQuickBooks mapping = new ToQuickBooks((entity, field, value) -> parentId);
        if (there == null) {
            return calls(company)
                    .send(
                            "quickbooks:upsert/Customer?key=DisplayName&coalesce=true",
                            mapping.customer(customer),
                            Map.of())
                    .thenApply(message -> message.getHeader(QuickBooksConstants.ENTITY_ID, String.class));
        }
        CompletableFuture<?> own = parentId == null
                ? CompletableFuture.completedFuture(null)
                : calls(company).read("Customer", there).thenAccept(row -> SubCustomer.check(type, customer, row));
        // Neither the way in which an order writes the name, nor its currency, is news of a customer who is there; and
        // nobody is moved under another.
        ObjectNode change =
                mapping.customer(customer).without(List.of("DisplayName", "CurrencyRef", "ParentRef", "Job"));
        if (change.isEmpty()) {
            return own.thenApply(checked -> there);
        }
        return own.thenCompose(checked -> calls(company)
                .send("quickbooks:update/Customer?coalesce=true", change.put("Id", there), Map.of())
                .thenApply(message -> there));
    }

    /** Somebody who has to be there, and of the parent that the message says. */
    private CompletableFuture<?> there(FlowWork work, ObjectNode customer) {
        Calls calls = calls(work.key().company());
        Reference reference = new Reference("Customer", "DisplayName", Json.text(customer, "name"));
        return new Lookups(calls, inactive).find(Set.of(reference), Map.of()).thenCompose(found -> {
            String id = found.ids().get(reference);
            // What is missing is said by the mapping.
            return id == null
                    ? CompletableFuture.completedFuture(null)
                    : calls.read("Customer", id).thenApply(row -> {
                        SubCustomer.check(type, customer, row);
                        return null;
                    });
        });
    }
}
