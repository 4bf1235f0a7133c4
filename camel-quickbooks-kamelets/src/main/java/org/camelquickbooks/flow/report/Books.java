package org.camelquickbooks.flow.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.model.Json;

/** The documents that QuickBooks has of a period, read a page at a time for each entity, and no more. */
final class Books {

    private static final int AT_A_TIME = 300;

    private final Map<String, Map<String, JsonNode>> rows = new HashMap<>();

    /** Ids that are not in the pages are asked by themselves: their date was changed, or they are gone. */
    static CompletableFuture<Books> read(
            Calls calls, Period period, Map<String, Set<String>> known, FirstDocument first) {
        Books books = new Books();
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (Map.Entry<String, Set<String>> entity : new TreeMap<>(known).entrySet()) {
            String name = entity.getKey();
            Map<String, JsonNode> found = new LinkedHashMap<>();
            books.rows.put(name, found);
            all = all.thenCompose(before -> page(calls, name, period, first)).thenCompose(page -> {
                page.forEach(row -> found.put(Json.text(row, "Id"), row));
                Set<String> others = new TreeSet<>(entity.getValue());
                others.removeAll(found.keySet());
                return byId(calls, name, new ArrayList<>(others), found);
            });
        }
        return all.thenApply(done -> books);
    }

    private static CompletableFuture<List<JsonNode>> page(
            Calls calls, String entity, Period period, FirstDocument first) {
        List<String> where = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        if (period.since() != null) {
            where.add("TxnDate >= :since");
            values.put("since", period.since());
        }
        if (period.until() != null) {
            where.add("TxnDate <= :until");
            values.put("until", period.until());
        }
        if (period.isAll()) {
            if (first == null) {
                return CompletableFuture.completedFuture(List.of());
            }
            where.add("MetaData.CreateTime >= :first");
            values.put("first", first.created());
        }
        return calls.query("select * from " + entity + " where " + String.join(" and ", where), values);
    }

    private static CompletableFuture<?> byId(
            Calls calls, String entity, List<String> ids, Map<String, JsonNode> found) {
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (int i = 0; i < ids.size(); i += AT_A_TIME) {
            List<String> some = ids.subList(i, Math.min(i + AT_A_TIME, ids.size()));
            all = all.thenCompose(before ->
                            calls.query("select * from " + entity + " where Id in (:ids)", Map.of("ids", some)))
                    .thenAccept(rows -> rows.forEach(row -> found.put(Json.text(row, "Id"), row)));
        }
        return all;
    }

    /** A document; null where it is not there. */
    JsonNode find(String entity, String id) {
        return rows.getOrDefault(entity, Map.of()).get(id);
    }

    Collection<JsonNode> all(String entity) {
        return rows.getOrDefault(entity, Map.of()).values();
    }
}
