package org.camelquickbooks.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.ListenerGuard;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.Difference;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.EntityType.Ability;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QueryLiteral;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.model.QuickBooksValidationException;
import org.camelquickbooks.state.IntentTable.RecordedCall;
import org.camelquickbooks.state.IntentTable.RecordedVerdict;
import org.camelquickbooks.state.IntentTable.Write;

/**
 * Writes that are still undecided when QuickBooks may have forgotten their request id. A new document with a number is
 * looked for by that number; everything else is reported to an operator, and stays until it is settled.
 */
final class OverdueWrites {

    /** QuickBooks shows in queries what it has done a moment later; so long it is not believed that it has not. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private enum Found {
        DONE,
        NOT_DONE,
        /** Only a person can tell. */
        UNCLEAR,
        /** It has to be looked up again later. */
        LATER
    }

    private record Look(Found found, JsonNode entity, Throwable failure) {

        static Look of(Found found) {
            return new Look(found, null, null);
        }
    }

    private final Next client;
    private final RecordedCalls calls;
    private final OutboxListener listener;
    private final ListenerGuard guard = new ListenerGuard("undecided writes");

    OverdueWrites(Next client, RecordedCalls calls, OutboxListener listener) {
        this.client = client;
        this.calls = calls;
        this.listener = listener;
    }

    /** Looks a call's writes up, and reports what stays undecided. The call must be this process's. */
    CompletionStage<Void> handle(CallOrigin origin, RecordedCall call, List<Write> writes) {
        return calls.keeping(call, () -> lookUp(origin, call, writes));
    }

    private CompletionStage<Void> lookUp(CallOrigin origin, RecordedCall call, List<Write> writes) {
        Map<String, Look> looks = new HashMap<>();
        CompletionStage<Void> looked = CompletableFuture.completedFuture(null);
        for (Write write : writes) {
            looked = looked.thenCompose(done -> look(origin, call, write))
                    .thenAccept(look -> looks.put(write.name(), look));
        }
        return looked.thenCompose(done -> keep(call, writes, looks));
    }

    private CompletionStage<Look> look(CallOrigin origin, RecordedCall call, Write write) {
        return Stage.failing(() -> {
                    ObjectNode body = body(call, write);
                    EntityType type = type(write.label());
                    String number = body == null ? null : Json.text(body, "DocNumber");
                    boolean findable = type != null
                            && type.can(Ability.QUERY)
                            && write.label().startsWith("create/")
                            && number != null;
                    return findable
                            ? find(origin, call, type, number, body)
                            : CompletableFuture.completedFuture(Look.of(Found.UNCLEAR));
                })
                .exceptionally(failure -> Failures.cause(failure) instanceof QuickBooksValidationException
                        // It would be refused each time, and keep the other writes of its call from being reported.
                        ? Look.of(Found.UNCLEAR)
                        : new Look(Found.LATER, null, Failures.cause(failure)));
    }

    private CompletionStage<Look> find(
            CallOrigin origin, RecordedCall call, EntityType type, String number, ObjectNode body) {
        String statement =
                "SELECT * FROM " + type.name() + " WHERE DocNumber = " + QueryLiteral.of(number) + " MAXRESULTS 10";
        // Without this QuickBooks lists the three classic fields only.
        String include = body.has(CustomFields.LIST) ? CustomFields.ENHANCED : null;
        return client.proceed(Query.request(origin.realmId(), statement)
                        .parameter("include", include)
                        .operation("query/" + type.name())
                        .priority(origin.priority())
                        .source(origin.source())
                        .build())
                .thenApply(answer -> {
                    JsonNode rows = answer.json().path("QueryResponse").path(type.name());
                    if (rows.isEmpty()) {
                        return calls.millis() - call.sentMillis() < SETTLED.toMillis()
                                ? new Look(Found.LATER, null, soon(call))
                                : Look.of(Found.NOT_DONE);
                    }
                    // More than one with the number, or one that says something else: only a person can tell.
                    return rows.size() == 1 && isSame(body, rows.get(0))
                            ? new Look(Found.DONE, rows.get(0), null)
                            : Look.of(Found.UNCLEAR);
                });
    }

    /** QuickBooks lists all custom fields of the company, also those that nobody has sent. */
    private static boolean isSame(ObjectNode body, JsonNode there) {
        ObjectNode plain = body.deepCopy();
        plain.remove(CustomFields.LIST);
        return Difference.between(plain, there).isEmpty()
                && CustomFields.dropped(body, there).isEmpty();
    }

    private static EntityType type(String label) {
        int slash = label.indexOf('/');
        return slash < 0 ? null : EntityCatalogue.get().find(label.substring(slash + 1));
    }

    /** What was sent for a write; null where it is not kept, or is no JSON. */
    private static ObjectNode body(RecordedCall call, Write write) {
        if (call.body() == null || call.body().length == 0) {
            return null;
        }
        JsonNode whole = Json.parsed(new String(call.body(), StandardCharsets.UTF_8));
        if (!call.operation().equals(Transport.BATCH)) {
            return whole instanceof ObjectNode object ? object : null;
        }
        for (JsonNode item : whole.path("BatchItemRequest")) {
            EntityType type = type(write.label());
            if (item.path("bId").asText().equals(write.bId()) && type != null) {
                return item.path(type.name()) instanceof ObjectNode object ? object : null;
            }
        }
        return null;
    }

    private CompletionStage<Void> keep(RecordedCall call, List<Write> writes, Map<String, Look> looks) {
        List<RecordedVerdict> decisions = new ArrayList<>();
        List<Write> open = new ArrayList<>();
        for (Write write : writes) {
            Look look = looks.get(write.name());
            switch (look.found()) {
                case DONE ->
                    decisions.add(new RecordedVerdict(
                            write.name(),
                            Json.object()
                                    .set(type(write.label()).name(), look.entity())
                                    .toString()));
                case NOT_DONE -> decisions.add(new RecordedVerdict(write.name(), null));
                case UNCLEAR -> open.add(write);
                case LATER -> {}
            }
        }
        // With another requestIdLifetime it may be sent again: then without what is decided.
        Set<String> left = writes.stream()
                .filter(write ->
                        decisions.stream().noneMatch(done -> done.name().equals(write.name())))
                .map(Write::bId)
                .collect(Collectors.toSet());
        boolean splits = !left.isEmpty() && !decisions.isEmpty();
        CompletionStage<Void> kept =
                calls.decide(call, decisions, splits ? RecordedCalls.only(call.body(), left) : null);
        // A call is reported once: not before it is known of each write.
        boolean all = looks.values().stream().noneMatch(look -> look.found() == Found.LATER);
        CompletionStage<Void> reported = all && !open.isEmpty() ? kept.thenCompose(done -> report(call, open)) : kept;
        return reported.thenCompose(done -> looks.values().stream()
                .map(Look::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .<CompletionStage<Void>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    private static QuickBooksUnavailableException soon(RecordedCall call) {
        return new QuickBooksUnavailableException(
                "QuickBooks does not show the document, but it was sent less than " + SETTLED.toMinutes()
                        + " minutes ago; send it again later",
                FaultContext.unanswered(call.realmId(), call.operation()),
                true,
                null);
    }

    private CompletionStage<Void> report(RecordedCall call, List<Write> open) {
        return calls.write(
                        connection -> calls.table().report(connection, call.realmId(), call.callId(), calls.millis()))
                .thenAccept(first -> {
                    if (first) {
                        open.forEach(write -> guard.run(() -> listener.undecided(
                                write.realmId(),
                                write.name(),
                                write.label(),
                                Instant.ofEpochMilli(call.begunMillis()))));
                    }
                });
    }
}
