package org.camelquickbooks.flow.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.Problem;
import org.camelquickbooks.canonical.ToQuickBooks;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.model.Json;

/**
 * Makes an item of its canonical message, with the flow's accounts where the message names none. Of an item that is
 * there already the stock stays as it is: that is for counts to say.
 */
final class MapItem extends AsyncStep {

    private static final List<String> STOCK = List.of("QtyOnHand", "InvStartDate", "TrackQtyOnHand", "AssetAccountRef");

    private final Map<String, String> accounts;

    /** @param accounts names by the message's fields: incomeAccount, expenseAccount, assetAccount; empty for none */
    MapItem(Map<String, String> accounts) {
        this.accounts = Map.copyOf(accounts);
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        ObjectNode message = withAccounts(work.message());
        message.remove(List.of("version", "changed"));
        Calls calls = calls(work.key().company());
        boolean bySku = message.has("sku");
        // Of others there is nothing that a second message must not touch.
        CompletableFuture<List<JsonNode>> there = message.path("type").asText().equals("inventory")
                ? calls.query(
                        "select * from Item where " + (bySku ? "Sku" : "Name") + " = :value",
                        Map.of("value", message.path(bySku ? "sku" : "name").asText()))
                : CompletableFuture.completedFuture(List.of());
        return there.thenCompose(rows -> {
            Lookups.Wanted wanted = new Lookups.Wanted();
            new ToQuickBooks(wanted).item(message);
            Lookups lookups = new Lookups(calls);
            return lookups.named(CanonicalType.ITEM, message, wanted.references(), Map.of())
                    .thenAccept(found -> {
                        ObjectNode item = new ToQuickBooks(found).item(message);
                        if (!rows.isEmpty()) {
                            refuseOtherType(item, rows.get(0));
                            item.remove(STOCK);
                        }
                        exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "Item");
                        work.operation("upsert");
                        work.keyField(bySku ? "Sku" : "Name");
                        exchange.getMessage().setBody(item);
                    });
        });
    }

    /** Only an item in stock has an account of assets, and only what is bought one of expenses. */
    private ObjectNode withAccounts(JsonNode given) {
        ObjectNode message = ((ObjectNode) given).deepCopy();
        boolean stocked = message.path("type").asText().equals("inventory");
        List<String> fields = new ArrayList<>(List.of("incomeAccount"));
        if (stocked) {
            fields.add("expenseAccount");
            fields.add("assetAccount");
            if (!message.has("quantity")) {
                message.put("quantity", 0);
            }
        }
        for (String field : fields) {
            String name = accounts.getOrDefault(field, "");
            if (!message.has(field) && !name.isBlank()) {
                message.put(field, name);
            }
        }
        return message;
    }

    /** QuickBooks does not make a thing in stock of a service. */
    private static void refuseOtherType(ObjectNode item, JsonNode there) {
        if (!item.path("Type").asText().equals(there.path("Type").asText())) {
            throw new CanonicalException(
                    CanonicalType.ITEM,
                    List.of(new Problem(
                            "/type",
                            "the item is " + Json.text(there, "Type") + " in QuickBooks, and cannot become "
                                    + Json.text(item, "Type"))));
        }
    }
}
