package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QueryLiteral;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.outbox.BatchEntry;

/** Reads an entity, or no more than its version. */
final class EntityRead {

    private static final String NOT_FOUND = "610";

    private EntityRead() {}

    static CompletionStage<Response> byId(Call call, String id) {
        return byId(call, call.type(), id, null);
    }

    /** @param include what is asked for besides; null for nothing */
    static CompletionStage<Response> byId(Call call, EntityType type, String id, String include) {
        return call.send(
                Request.get(call.realmId(), path(call.realmId(), type, id)).parameter("include", include));
    }

    /** An entity as it is; completes with null where there is none. */
    static CompletionStage<JsonNode> find(Call call, EntityType type, String id, String include) {
        return byId(call, type, id, include)
                .thenApply(response -> response.json().path(type.name()))
                .exceptionallyCompose(failure -> {
                    Throwable cause = Failures.cause(failure);
                    // In the name of a create it would be a reference that is not found.
                    boolean gone = cause instanceof QuickBooksException fault
                            && fault.getCode().equals(NOT_FOUND);
                    return gone ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(cause);
                });
    }

    private static String path(String realmId, EntityType type, String id) {
        return switch (type.name()) {
            case "CompanyInfo" -> type.path() + "/" + realmId;
            case "Preferences" -> type.path();
            default -> type.path() + "/" + id;
        };
    }

    /** The version that the entity has now. Where requests are short, together with other operations. */
    static CompletionStage<String> syncToken(Call call, String id) {
        return current(call, id).thenApply(found -> version(call, id, found));
    }

    /** The entity as it is now. Where requests are short, together with other operations. */
    static CompletionStage<JsonNode> current(Call call, String id) {
        return current(call, id, null);
    }

    /** @param include what is asked for besides, which the queries of a batch cannot; null for nothing */
    static CompletionStage<JsonNode> current(Call call, String id, String include) {
        if (include != null) {
            return byId(call, call.type(), id, include).thenApply(call::entity);
        }
        return isGathered(call) ? coalesced(call, id) : byId(call, id).thenApply(call::entity);
    }

    /** Whether a read is to share a batch call with others; as a query, so only where the entity can be queried. */
    static boolean isGathered(Call call) {
        return call.isCoalesced()
                && call.type().kind() != EntityType.Category.SINGLE
                && call.type().can(EntityType.Ability.QUERY);
    }

    static String version(Call call, String id, JsonNode entity) {
        String token = Json.text(entity, "SyncToken");
        if (token == null) {
            throw new IllegalStateException(call.label() + ": " + call.type().name() + " " + id + " has no SyncToken");
        }
        return token;
    }

    private static CompletionStage<JsonNode> coalesced(Call call, String id) {
        boolean list =
                call.type().kind() == EntityType.Category.LIST && call.type().can(EntityType.Ability.DEACTIVATE);
        String statement = "SELECT * FROM " + call.type().name() + " WHERE Id = " + QueryLiteral.of(id)
                + (list ? " AND Active IN (true, false)" : "");
        return call.runtime()
                .outbox()
                .gather(call.coalesced(), new BatchEntry(BatchItem.query(statement), 0, null, call.caller()))
                .thenCompose(rows -> {
                    // Where there is none, the plain read says so in QuickBooks' own words.
                    return rows.isEmpty()
                            ? byId(call, id).thenApply(call::entity)
                            : CompletableFuture.completedFuture(rows.get(0));
                });
    }
}
