package org.camelquickbooks.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.client.changes.Tombstone;
import org.camelquickbooks.client.http.Awaited;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.client.webhook.WebhookEvent;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.EntityType.Ability;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QueryLiteral;
import org.camelquickbooks.model.QueryStatement;
import org.camelquickbooks.outbox.BatchCalls;
import org.camelquickbooks.outbox.BatchEntry;
import org.camelquickbooks.outbox.CallOrigin;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** Reads the entities that events tell of: one query for all of a kind, and one batch call for several kinds. */
final class FetchedEntities {

    /** So many Ids fit one statement well. */
    private static final int IDS = 300;

    private record Name(String realmId, String entity, String id) {
        static Name of(WebhookEvent event) {
            return new Name(event.realmId(), event.entity(), event.entityId());
        }
    }

    private final QuickBooksRuntime runtime;
    private final String source;

    FetchedEntities(QuickBooksRuntime runtime, String source) {
        this.runtime = runtime;
        this.source = source;
    }

    /** The entities by event, as they are now; one that is no longer there has status Deleted. Without those that cannot be queried. */
    Map<WebhookEvent, JsonNode> of(List<WebhookEvent> events) {
        Map<String, Map<EntityType, Set<String>>> wanted = new LinkedHashMap<>();
        List<WebhookEvent> readable = new ArrayList<>();
        for (WebhookEvent event : events) {
            EntityType type = EntityCatalogue.get().find(event.entity());
            if (type != null && type.can(Ability.QUERY)) {
                readable.add(event);
                wanted.computeIfAbsent(event.realmId(), r -> new LinkedHashMap<>())
                        .computeIfAbsent(type, t -> new LinkedHashSet<>())
                        .add(event.entityId());
            }
        }
        Map<Name, JsonNode> found = new HashMap<>();
        wanted.forEach((realmId, byType) -> read(realmId, byType, found));
        Map<WebhookEvent, JsonNode> all = new HashMap<>();
        for (WebhookEvent event : readable) {
            JsonNode entity = found.get(Name.of(event));
            all.put(event, entity == null ? Tombstone.of(event.entityId(), event.time()) : entity);
        }
        return all;
    }

    private void read(String realmId, Map<EntityType, Set<String>> byType, Map<Name, JsonNode> found) {
        List<String> statements = new ArrayList<>();
        List<EntityType> types = new ArrayList<>();
        byType.forEach((type, ids) -> {
            List<String> list = List.copyOf(ids);
            for (int i = 0; i < list.size(); i += IDS) {
                statements.add(statement(type, list.subList(i, Math.min(list.size(), i + IDS))));
                types.add(type);
            }
        });
        List<JsonNode> answers =
                statements.size() == 1 ? List.of(query(realmId, statements.get(0))) : batch(realmId, statements);
        for (int i = 0; i < answers.size(); i++) {
            String entity = types.get(i).name();
            for (JsonNode row : answers.get(i)) {
                found.put(new Name(realmId, entity, Json.text(row, "Id")), row);
                runtime.cache().changed(realmId, entity, row);
            }
        }
    }

    private static String statement(EntityType type, List<String> ids) {
        String in = String.join(", ", ids.stream().map(QueryLiteral::of).toList());
        return QueryStatement.all("*", type).where("Id IN (" + in + ")").first(Query.LARGEST_PAGE, null);
    }

    private JsonNode query(String realmId, String statement) {
        return Json.rows(
                Awaited.result(Query.statements(runtime.client()::send, realmId, "query", Priority.BULK, source)
                        .run(statement)));
    }

    private List<JsonNode> batch(String realmId, List<String> statements) {
        BatchCalls calls = new BatchCalls(runtime.client()::send);
        List<JsonNode> answers = new ArrayList<>();
        for (int from = 0; from < statements.size(); from += BatchCalls.LARGEST) {
            List<BatchEntry> entries = new ArrayList<>();
            for (int i = from; i < Math.min(statements.size(), from + BatchCalls.LARGEST); i++) {
                entries.add(new BatchEntry(BatchItem.query(statements.get(i)), i, null, Caller.NOBODY));
            }
            for (BatchResult result : Awaited.result(calls.call(
                    new CallOrigin(realmId, Priority.BULK, source),
                    entries,
                    runtime.ids().get()))) {
                if (result.isFault()) {
                    throw result.fault();
                }
                answers.add(result.entity().isArray() ? result.entity() : Json.rows(result.entity()));
            }
        }
        return answers;
    }
}
