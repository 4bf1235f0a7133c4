package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QueryLiteral;
import org.camelquickbooks.model.QuickBooksStaleObjectException;
import org.camelquickbooks.outbox.BatchEntry;

/** Adds to the operations of a batch call what their sender left out: SyncTokens, and the definitions of custom fields. */
final class BatchCompletion {

    private final Call call;

    BatchCompletion(Call call) {
        this.call = call;
    }

    CompletionStage<List<BatchEntry>> complete(List<BatchEntry> entries) {
        return current(entries).thenCompose(current -> {
            CompletionStage<List<BatchEntry>> all = CompletableFuture.completedFuture(new ArrayList<>());
            for (BatchEntry entry : entries) {
                JsonNode now = current.get(key(entry.item()));
                // One that cannot be completed is refused by itself: the others are sent.
                CompletionStage<BatchEntry> completed = Stage.failing(() -> complete(entry, now))
                        .exceptionally(failure -> entry.refused(Failures.cause(failure)));
                all = all.thenCombine(completed, (list, one) -> {
                    list.add(one);
                    return list;
                });
            }
            return all;
        });
    }

    private CompletionStage<BatchEntry> complete(BatchEntry entry, JsonNode current) {
        BatchItem item = versioned(entry.item(), current);
        if (item.body() == null) {
            return CompletableFuture.completedFuture(entry.with(item));
        }
        String label =
                "batch, operation " + entry.index() + " (counted from 0), " + item.operation() + "/" + item.entity();
        return rate(label, item)
                .thenCompose(good -> NamedFields.of(call, label, item.entity(), item.body()))
                .thenApply(fields -> {
                    boolean keepsOthers = isSparse(item);
                    if (keepsOthers && !fields.entries().isEmpty()) {
                        checkVersion(label, item, current);
                    }
                    ObjectNode body = fields.in(item.body(), keepsOthers ? current : null);
                    return entry.with(item.withBody(body).withOptions(options(item, fields.includeFor(body))));
                });
    }

    /** The list of custom fields is replaced as a whole: of another version than is changed, it would undo a change. */
    private void checkVersion(String label, BatchItem item, JsonNode current) {
        if (Json.text(item.body(), "Id") == null) {
            // QuickBooks refuses it in its own words.
            return;
        }
        String entity = item.entity() + " " + Json.text(item.body(), "Id");
        if (current == null) {
            throw new IllegalStateException(
                    label + ": QuickBooks does not return " + entity
                            + ", so the update cannot keep its other custom fields; correct the Id, or send the update again later");
        }
        String given = Json.text(item.body(), "SyncToken");
        String now = Json.text(current, "SyncToken");
        if (!Objects.equals(given, now)) {
            throw new QuickBooksStaleObjectException(
                    "QuickBooks has " + entity + " with the SyncToken " + now + ", but the body has " + given
                            + "; read it again, or leave out the SyncToken",
                    FaultContext.unanswered(call.realmId(), label),
                    false,
                    null);
        }
    }

    private CompletionStage<Void> rate(String label, BatchItem item) {
        return item.operation().equals("create")
                ? ForeignRate.check(call, label, EntityCatalogue.get().type(item.entity()), item.body())
                : CompletableFuture.completedFuture(null);
    }

    private static String options(BatchItem item, String include) {
        if (item.options() == null || include == null) {
            return item.options() == null ? include : item.options();
        }
        return CommaList.of(item.options()).contains(include) ? item.options() : item.options() + "," + include;
    }

    private static BatchItem versioned(BatchItem item, JsonNode current) {
        return current == null || item.body() == null || Json.text(item.body(), "SyncToken") != null
                ? item
                : item.withBody(item.body().deepCopy().put("SyncToken", Json.text(current, "SyncToken")));
    }

    /** The entities as they are, of which something is needed: with one query for each kind. */
    private CompletionStage<Map<String, JsonNode>> current(List<BatchEntry> entries) {
        Map<String, List<BatchItem>> needed = entries.stream()
                .map(BatchEntry::item)
                .filter(BatchCompletion::needsCurrent)
                .collect(Collectors.groupingBy(BatchItem::entity, LinkedHashMap::new, Collectors.toList()));
        CompletionStage<Map<String, JsonNode>> current = CompletableFuture.completedFuture(new HashMap<>());
        for (Map.Entry<String, List<BatchItem>> group : needed.entrySet()) {
            List<BatchItem> items = group.getValue();
            String ids = items.stream()
                    .map(item -> QueryLiteral.of(Json.text(item.body(), "Id")))
                    .collect(Collectors.joining(", "));
            // Those that are inactive are changed, too.
            String also = EntityCatalogue.get().hasActive(group.getKey()) ? " AND Active IN (true, false)" : "";
            String statement =
                    "SELECT * FROM " + group.getKey() + " WHERE Id IN (" + ids + ")" + also + " MAXRESULTS 30";
            boolean named = items.stream().anyMatch(item -> CustomFields.areNamed(item.body()));
            Statement query = new Statement(call, named ? CustomFields.ENHANCED : null);
            current = current.thenCombine(query.run(statement), (known, response) -> {
                for (JsonNode row : response.path(group.getKey())) {
                    known.put(group.getKey() + "/" + Json.text(row, "Id"), row);
                }
                return known;
            });
        }
        return current;
    }

    private static boolean needsCurrent(BatchItem item) {
        boolean exists =
                item.body() != null && !item.operation().equals("create") && Json.text(item.body(), "Id") != null;
        return exists
                && (Json.text(item.body(), "SyncToken") == null
                        || CustomFields.areNamed(item.body()) && isSparse(item));
    }

    /** An update of a batch is sparse unless its body says otherwise. */
    private static boolean isSparse(BatchItem item) {
        return item.operation().equals("update") && item.body().path("sparse").asBoolean(true);
    }

    private static String key(BatchItem item) {
        return item.body() == null ? "" : item.entity() + "/" + Json.text(item.body(), "Id");
    }
}
