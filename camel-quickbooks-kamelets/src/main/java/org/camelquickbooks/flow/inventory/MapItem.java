package org.camelquickbooks.flow.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.NamedItem;
import org.camelquickbooks.canonical.Problem;
import org.camelquickbooks.canonical.ToQuickBooks;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Names;
import org.camelquickbooks.flow.ask.PlacedReferences;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.model.Json;

/**
 * Makes an item of its canonical message, with the flow's accounts where the message names none. Of an item that is
 * there already the stock stays as it is: that is for counts to say.
 */
final class MapItem extends AsyncStep {

    private static final List<String> STOCK = List.of("QtyOnHand", "InvStartDate", "TrackQtyOnHand", "AssetAccountRef");

    /** These become each other. */
    private static final Set<String> SIMPLE = Set.of("Service", "NonInventory");

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
        NamedItem named = NamedItem.ofItem(message);
        return there(calls, work, message, named).thenCompose(row -> {
            Lookups.Wanted wanted = new Lookups.Wanted();
            new ToQuickBooks(wanted).item(message);
            Lookups lookups = Lookups.ofCatalogue(calls);
            return lookups.named(CanonicalType.ITEM, message, wanted.references(), Map.of())
                    .thenAccept(found -> {
                        PlacedReferences placed =
                                PlacedReferences.of(found, ids -> new ToQuickBooks(ids).item(message));
                        ObjectNode item = placed.document();
                        work.anew();
                        work.operation("upsert");
                        work.keyField(named.field());
                        if (row != null) {
                            change(work, item, row);
                        }
                        work.means(placed, lookups);
                        exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "Item");
                        exchange.getMessage().setBody(item);
                    });
        });
    }

    /** What is there stays what it is, in its category, with its stock. */
    private static void change(FlowWork work, ObjectNode item, JsonNode row) {
        refuseOtherType(item, row);
        item.remove(STOCK);
        if (item.path("Name").asText().contains(":")) {
            // A full name says which is meant; it is no name.
            item.remove("Name");
            if (Lookups.isActive(row) != item.path("Active").asBoolean(Lookups.isActive(row))) {
                item.put("Name", Names.active(row.path("Name").asText()));
            }
        }
        work.operation("update");
        item.put("Id", Json.text(row, "Id"));
    }

    /** The item that was made of the message before; else the one it names; null where there is none. */
    private static CompletableFuture<JsonNode> there(Calls calls, FlowWork work, ObjectNode message, NamedItem named) {
        String made = work.entry().entityId();
        if (made != null) {
            return calls.query("select * from Item where Id = :id and Active in (true, false)", Map.of("id", made))
                    .thenApply(rows -> rows.isEmpty() ? null : rows.get(0));
        }
        return new Lookups(calls)
                .rows(new Reference("Item", named.field(), named.value()))
                .thenApply(rows -> one(named, rows, message.path("active").asBoolean(false)));
    }

    private static JsonNode one(NamedItem named, List<JsonNode> rows, boolean reactivates) {
        List<JsonNode> active = rows.stream().filter(Lookups::isActive).toList();
        List<JsonNode> all = active.isEmpty() && reactivates ? rows : active;
        if (all.size() > 1) {
            throw new CanonicalException(
                    CanonicalType.ITEM,
                    List.of(new Problem(
                            "/" + named.key(),
                            "QuickBooks has " + all.size() + " matching items: " + Lookups.candidates(all))));
        }
        if (all.isEmpty() && named.value().contains(":") && named.isByName()) {
            throw new CanonicalException(
                    CanonicalType.ITEM,
                    List.of(new Problem(
                            "/name",
                            "QuickBooks has no item with the full name " + named.value()
                                    + "; a new one has a name without colons")));
        }
        return all.isEmpty() ? null : all.get(0);
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
        String wanted = item.path("Type").asText();
        String type = there.path("Type").asText();
        if (!wanted.equals(type) && !(SIMPLE.contains(wanted) && SIMPLE.contains(type))) {
            throw new CanonicalException(
                    CanonicalType.ITEM,
                    List.of(new Problem(
                            "/type",
                            "the item is " + Json.text(there, "Type") + " in QuickBooks, and cannot become "
                                    + Json.text(item, "Type"))));
        }
    }
}
