package org.camelquickbooks.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.service.ServiceSupport;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.changes.CursorMove;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.throttle.ThrottleState;
import org.camelquickbooks.outbox.UndecidedWrites;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** What an operator sees and does while it runs, by JMX. Nothing secret is shown. */
@ManagedResource(description = "QuickBooks companies: how they stand, and what an operator can do")
public final class QuickBooksControl extends ServiceSupport {

    /** A refresh is one call; it may have to wait for another process that is at it. */
    private static final long PATIENCE_SECONDS = 60;

    private final QuickBooksRuntime runtime;

    public QuickBooksControl(QuickBooksRuntime runtime) {
        this.runtime = runtime;
    }

    QuickBooksRuntime runtime() {
        return runtime;
    }

    private QuickBooksClient client() {
        return runtime.client();
    }

    @ManagedAttribute(description = "The scheme of the component, such as quickbooks")
    public String getComponentName() {
        return runtime.name();
    }

    @ManagedAttribute(description = "The companies that are connected")
    public String[] getCompanies() {
        return client().tokens().store().list().stream().sorted().toArray(String[]::new);
    }

    @ManagedAttribute(description = "The companies that have to be connected again")
    public String[] getReconnectNeeded() {
        return client().tokens().reconnectNeeded().stream().sorted().toArray(String[]::new);
    }

    @ManagedAttribute(description = "The companies that are paused in this process")
    public String[] getPausedCompanies() {
        return client().throttleStates().entrySet().stream()
                .filter(throttle -> throttle.getValue().paused())
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }

    @ManagedAttribute(description = "How many requests wait for the limits of their companies")
    public int getWaitingRequests() {
        return client().throttleStates().values().stream()
                .mapToInt(ThrottleState::waiting)
                .sum();
    }

    @ManagedAttribute(description = "How many requests are at QuickBooks now")
    public int getRequestsInside() {
        return client().throttleStates().values().stream()
                .mapToInt(ThrottleState::inFlight)
                .sum();
    }

    @ManagedAttribute(description = "How many webhook events wait for their routes")
    public int getWebhookBacklog() {
        return runtime.progress().backlog();
    }

    @ManagedOperation(description = "Seconds since a company was last read to its end, by the name of the cursor")
    public Map<String, Long> lags(String realmId) {
        Map<String, Long> lags = new TreeMap<>();
        runtime.progress()
                .lags(realmId, runtime.time().now())
                .forEach((cursor, lag) -> lags.put(cursor, lag.toSeconds()));
        return lags;
    }

    @ManagedOperation(
            description =
                    "Pauses a company in this process: its consumers do not poll, and what producers send waits, up to"
                            + " maxWait")
    public void pauseCompany(String realmId) {
        client().pause(known(realmId));
    }

    @ManagedOperation(description = "Resumes a company")
    public void resumeCompany(String realmId) {
        client().resume(realmId);
    }

    @ManagedOperation(
            description =
                    "Forgets all that the state database holds of a company but its tokens, where its realm is another"
                            + " company now, such as that of a sandbox that was started anew. The second parameter"
                            + " confirms it: the realm once more")
    public void forgetCompany(String realmId, String confirmation) {
        if (!realmId.equals(confirmation)) {
            throw new IllegalArgumentException("What is known of company " + realmId
                    + " keeps its writes from being done twice, and its consumers from missing changes. Give the realm"
                    + " once more as the second parameter to have it forgotten");
        }
        awaited(runtime.forgetCompany(realmId), "Not forgotten");
    }

    @ManagedOperation(description = "Drops the reference cache: what is in it is read anew when it is needed")
    public void dropCache() {
        runtime.cache().clear();
    }

    @ManagedOperation(
            description = "Has the tokens of a company refreshed now, also where they are good; when the new one ends")
    public String refreshTokens(String realmId) {
        Token token = awaited(client().tokens().refreshNow(known(realmId)), "Not refreshed");
        return "The access token of company " + realmId + " is good until " + token.accessExpires();
    }

    @ManagedAttribute(
            description =
                    "Writes of which QuickBooks' answer is not known: company, id, operation, when they were begun;"
                            + " those marked settle wait for an operator")
    public String[] getUndecidedWrites() {
        if (runtime.outbox().undecided() == null) {
            return new String[0];
        }
        return awaited(runtime.outbox().undecided().list(), "The state database has not answered").stream()
                .map(write -> write.realmId() + " " + write.name() + " " + write.label() + " "
                        + Instant.ofEpochMilli(write.begunMillis()) + (write.reportedMillis() == null ? "" : " settle"))
                .toArray(String[]::new);
    }

    @ManagedOperation(
            description =
                    "Settles an undecided write that is in the books: by company, the id of the write, and the Id of"
                            + " the entity that it made or changed. Redelivered exchanges get the entity as their answer")
    public void settleAsDone(String realmId, String key, String entityId) {
        awaited(writes().settleAsDone(realmId, key, entityId), "Not settled");
    }

    @ManagedOperation(
            description =
                    "Settles an undecided write that is not in the books: a redelivered exchange sends it as a new"
                            + " one. The third parameter confirms it: the id of the write once more")
    public void settleAsNotDone(String realmId, String key, String confirmation) {
        if (!key.equals(confirmation)) {
            throw new IllegalArgumentException("If the write '" + key + "' of company " + realmId
                    + " is in the books after all, it will be there twice. Give its id once more as the third parameter"
                    + " to have it settled");
        }
        awaited(writes().settleAsNotDone(realmId, key), "Not settled");
    }

    private UndecidedWrites writes() {
        UndecidedWrites writes = runtime.outbox().undecided();
        if (writes == null) {
            throw new IllegalStateException("Nothing is recorded: intentLogEnabled=false");
        }
        return writes;
    }

    private static <T> T awaited(CompletionStage<T> stage, String notYet) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted; it goes on");
        } catch (TimeoutException e) {
            throw new IllegalStateException(notYet + " within " + PATIENCE_SECONDS + " s; it goes on");
        } catch (ExecutionException e) {
            // Its own class may not be known where the answer is read.
            throw new IllegalStateException(Failures.cause(e).getMessage());
        }
    }

    private String known(String realmId) {
        List<String> companies = List.of(getCompanies());
        if (!companies.contains(realmId)) {
            throw new IllegalArgumentException(
                    "There is no company '" + realmId + "'; connected are " + String.join(", ", companies));
        }
        return realmId;
    }

    @ManagedOperation(description = "Up to which time a cursor is done; nothing where there is no such cursor")
    public String cursor(String cursorName, String realmId, String entity) {
        return move(cursorName, realmId, entity).since().map(Instant::toString).orElse("");
    }

    @ManagedOperation(
            description =
                    "Moves a cursor to a time, such as 2026-01-31T09:00:00Z: what changed since is told of again, what"
                            + " is before is not told of. The fifth parameter confirms it: the realmId once more")
    public String moveCursor(String cursorName, String realmId, String entity, String time, String confirmation) {
        if (!realmId.equals(confirmation)) {
            throw new IllegalArgumentException("Moving the cursor '" + cursorName + "' of " + entity + " of company "
                    + realmId + " to " + time + " tells of changes again, or leaves some out. Give the realmId once"
                    + " more as the fifth parameter to have it done");
        }
        return move(cursorName, realmId, entity).to(time);
    }

    private CursorMove move(String cursorName, String realmId, String entity) {
        return new CursorMove(runtime.cursors(), cursorName, known(realmId), entity);
    }
}
