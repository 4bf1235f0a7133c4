package org.camelquickbooks.flow.sale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.NamedItem;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.flow.ask.Inactive;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.model.Json;

/** Makes the items of an order that QuickBooks does not have, where the user allows it by naming their income account. */
final class CreateMissingItems extends AsyncStep {

    private final String incomeAccount;
    private final String itemType;
    private final Inactive inactive;

    /**
     * @param incomeAccount the name of the account for what new items earn; empty where none is to be made
     * @param inactive what is done where an item is inactive
     * @param itemType what new items are: NonInventory or Service
     */
    CreateMissingItems(String incomeAccount, String itemType, Inactive inactive) {
        this.inactive = inactive;
        if (!List.of("NonInventory", "Service").contains(itemType)) {
            throw new IllegalArgumentException("newItemType is " + itemType
                    + "; use NonInventory or Service, because an order has too little information for other types");
        }
        this.incomeAccount = incomeAccount.isBlank() ? null : incomeAccount;
        this.itemType = itemType;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        List<CompletableFuture<?>> all = new ArrayList<>();
        if (incomeAccount != null) {
            // One that is on several lines is made once.
            Map<NamedItem, JsonNode> items = new LinkedHashMap<>();
            work.message().path("lines").forEach(line -> items.putIfAbsent(NamedItem.of(line), line));
            for (Map.Entry<NamedItem, JsonNode> each : items.entrySet()) {
                NamedItem item = each.getKey();
                JsonNode line = each.getValue();
                all.add(item(work.key().company(), line, item.field(), item.value())
                        .thenAccept(id -> work.know("Item", item.field(), item.value(), id)));
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<String> item(String company, JsonNode line, String field, String value) {
        Lookups lookups = new Lookups(calls(company), inactive);
        CompletableFuture<String> found = lookups.id(new Reference("Item", field, value));
        return found.handle((id, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(id);
                    }
                    return Failures.cause(failure) instanceof Lookups.NoSuchReferenceException none
                                    && none.isAbsent()
                                    && !value.contains(":")
                            ? create(company, lookups, line, field, value)
                            : CompletableFuture.<String>failedFuture(Failures.cause(failure));
                })
                .thenCompose(done -> done);
    }

    private CompletableFuture<String> create(
            String company, Lookups lookups, JsonNode line, String field, String value) {
        return lookups.id(new Reference("Account", "Name", incomeAccount)).thenCompose(account -> {
            ObjectNode item = Json.object().put("Name", value).put("Type", itemType);
            if (field.equals("Sku")) {
                item.put("Sku", value);
            }
            if (line.has("description")) {
                item.set("Description", line.path("description"));
            }
            if (line.has("unitPrice")) {
                item.set("UnitPrice", line.path("unitPrice"));
            }
            item.putObject("IncomeAccountRef").put("value", account);
            return calls(company)
                    .send("quickbooks:upsert/Item?key=" + field, item, Map.of())
                    .thenApply(message -> message.getHeader(QuickBooksConstants.ENTITY_ID, String.class));
        });
    }
}
