package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.cache.ReferenceCache;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.QueryLiteral;
import org.camelquickbooks.model.QuickBooksNotFoundException;

/** Reads an entity by its Id, or by its natural key where the header CamelQuickBooksKeyValue is set. */
final class Read implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        EntityType type = call.type();
        String keyValue = call.header(QuickBooksConstants.KEY_VALUE, null);
        if (keyValue != null && !isIdGiven(call)) {
            return byKey(call, keyValue);
        }
        if (type.name().equals("ExchangeRate")) {
            return exchangeRate(call);
        }
        String id = type.kind() == EntityType.Category.SINGLE ? "1" : call.idToRead(type.name());
        ReferenceCache cache = call.runtime().cache();
        if (!cache.covers(type.name())) {
            return read(call, id);
        }
        return cache.find(call.realmId(), type.name(), "Id", id)
                .thenCompose(found -> found == null
                        // Inactive, or too new for the cache: QuickBooks knows.
                        ? read(call, id)
                        : CompletableFuture.completedFuture(OperationResult.ofEntity(type, found.deepCopy(), null)));
    }

    /** An Id in the header goes before a key, unless the header came with an entity of another kind: from a consumer, say. */
    private static boolean isIdGiven(Call call) {
        String entity = call.exchange().getMessage().getHeader(QuickBooksConstants.ENTITY, String.class);
        return call.header(QuickBooksConstants.ENTITY_ID, null) != null
                && (entity == null || entity.equals(call.type().name()));
    }

    private static CompletionStage<OperationResult> read(Call call, String id) {
        if (call.readsInclude() == null && EntityRead.isGathered(call)) {
            return EntityRead.current(call, id)
                    .thenApply(entity -> OperationResult.ofEntity(call.type(), entity, null));
        }
        return EntityRead.byId(call, call.type(), id, call.readsInclude())
                .thenApply(response -> OperationResult.ofEntity(call.type(), call.entity(response), response));
    }

    /** A rate has no Id: it is that of a currency on a day. */
    private static CompletionStage<OperationResult> exchangeRate(Call call) {
        return call.send(Request.get(call.realmId(), call.type().path()).parameters(Parameters.of(call)))
                .thenApply(response -> OperationResult.ofEntity(call.type(), call.entity(response), response));
    }

    private static CompletionStage<OperationResult> byKey(Call call, String value) {
        EntityType type = call.type();
        String key = NaturalKey.field(call);
        ReferenceCache cache = call.runtime().cache();
        CompletionStage<JsonNode> cached = cache.covers(type.name())
                ? cache.find(call.realmId(), type.name(), key, value)
                : CompletableFuture.completedFuture(null);
        return cached.thenCompose(found -> found != null
                ? CompletableFuture.completedFuture(OperationResult.ofEntity(type, found.deepCopy(), null))
                : NaturalKey.find(call, key, value, call.readsInclude()).thenApply(match -> {
                    if (match == null) {
                        throw missing(call, key, value);
                    }
                    call.wrote(type.name(), match);
                    return OperationResult.ofEntity(type, match, null);
                }));
    }

    private static QuickBooksNotFoundException missing(Call call, String key, String value) {
        FaultContext context = FaultContext.unanswered(call.realmId(), call.label());
        return new QuickBooksNotFoundException(
                "There is no " + call.type().name() + " with " + key + " = " + QueryLiteral.of(value),
                context,
                false,
                null);
    }
}
