package org.camelquickbooks.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.camelquickbooks.client.http.ExclusiveWork;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.state.CompanyTable;
import org.camelquickbooks.state.State;

/**
 * Checks that the stored state belongs to the company with this realm id. A sandbox that was started again may have
 * another company with the same id. The component asks QuickBooks once for each connection of a company in the life
 * of a process, before it uses the state.
 */
public final class CompanyIdentity {

    private static final String ENTITY = "CompanyInfo";

    private final Next client;
    private final State state;
    private final CompanyTable table;
    private final ExclusiveWork<Void, Void> checks = new ExclusiveWork<>();
    /** By company, the number of the connection through which it was asked. */
    private final Map<String, Integer> verified = new ConcurrentHashMap<>();

    private final ToIntFunction<String> connection;

    /** @param connection another number for each connection of a company */
    public CompanyIdentity(Next client, State state, ToIntFunction<String> connection) {
        this.client = client;
        this.state = state;
        this.table = new CompanyTable(state);
        this.connection = connection;
    }

    /** Fails where the company is another one than the state knows, or where that cannot be found out. Never throws. */
    public CompletionStage<Void> check(String realmId) {
        int now = connection.applyAsInt(realmId);
        if (Integer.valueOf(now).equals(verified.get(realmId))) {
            return CompletableFuture.completedFuture(null);
        }
        return checks.join(realmId + "/" + now, null, () -> created(realmId)
                        .thenCompose(created -> compare(realmId, created))
                        .thenRun(() -> verified.put(realmId, now)))
                .result()
                .copy();
    }

    private CompletionStage<Instant> created(String realmId) {
        Request request = Request.get(realmId, "companyinfo/" + realmId)
                .operation("read")
                .priority(Priority.INTERACTIVE)
                .source("state")
                .build();
        return client.proceed(request).thenApply(response -> created(response.json()));
    }

    /** Null where it is not told. */
    private static Instant created(JsonNode answer) {
        String text = Json.text(answer.path(ENTITY).path("MetaData"), "CreateTime");
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private CompletionStage<Void> compare(String realmId, Instant created) {
        if (created == null) {
            return CompletableFuture.completedFuture(null);
        }
        return state.write(connection -> table.firstSeen(connection, realmId, created.toString()))
                .thenCompose(known -> known.equals(created.toString())
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(new IllegalStateException(another(realmId, created, known))));
    }

    private String another(String realmId, Instant created, String known) {
        return "The company " + realmId + " is not the company that the state database " + state.name()
                + " knows by this id: this one was created at " + created + ", the known one at " + known
                + ". Perhaps a sandbox was restarted without --data. The component neither writes nor reads changes, because"
                + " its ids and cursors belong to the other company. Delete the state of that company: call forgetCompany("
                + realmId + ", " + realmId
                + ") by JMX, which keeps the tokens; or, if the database contains nothing else, stop the application"
                + " and delete the database";
    }

    /** Forgets all that is kept of a company but its tokens: writes, cursors, webhook events, reads, the flows' journal. */
    public CompletionStage<Void> forget(String realmId) {
        return state.<Void>write(connection -> {
                    table.forget(connection, realmId);
                    return null;
                })
                .thenRun(() -> verified.remove(realmId));
    }
}
