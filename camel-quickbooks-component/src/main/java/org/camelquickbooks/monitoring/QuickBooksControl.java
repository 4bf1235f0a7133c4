package org.camelquickbooks.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ManagementStrategy;
import org.apache.camel.support.service.ServiceSupport;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.changes.CursorMove;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.throttle.ReadUse;
import org.camelquickbooks.client.throttle.ThrottleState;
import org.camelquickbooks.outbox.UndecidedWrites;
import org.camelquickbooks.runtime.QuickBooksRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator sees and does while it runs, by JMX. Nothing secret is shown. */
@ManagedResource(description = "QuickBooks companies: their state, and operations for operators")
public final class QuickBooksControl extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(QuickBooksControl.class);

    /** A refresh is one call; it may have to wait for another process that is at it. */
    private static final long PATIENCE_SECONDS = 60;

    private final QuickBooksRuntime runtime;

    public QuickBooksControl(QuickBooksRuntime runtime) {
        this.runtime = runtime;
    }

    /** Adds the control of a runtime to a context, and to JMX. */
    public static QuickBooksControl addTo(CamelContext context, QuickBooksRuntime runtime) throws Exception {
        QuickBooksControl control = new QuickBooksControl(runtime);
        context.addService(control, true, false);
        // Camel itself registers only what is added while a context starts, and a component may start later, or again.
        if (context.isStarted()) {
            control.registerIn(context);
        }
        return control;
    }

    /** As with Camel's own objects: without it the component works all the same. */
    private void registerIn(CamelContext context) {
        ManagementStrategy management = context.getManagementStrategy();
        try {
            if (management != null && management.getManagementAgent() != null) {
                Object managed = management.getManagementObjectStrategy().getManagedObjectForService(context, this);
                if (managed != null && !management.isManaged(managed)) {
                    management.manageObject(managed);
                }
            }
        } catch (Exception e) {
            LOG.warn("JMX does not show the component {}: {}", runtime.name(), e.getMessage(), e);
        }
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

    @ManagedAttribute(description = "The number of requests that wait for the rate limits of their companies")
    public int getWaitingRequests() {
        return client().throttleStates().values().stream()
                .mapToInt(ThrottleState::waiting)
                .sum();
    }

    @ManagedAttribute(description = "The number of requests in flight")
    public int getRequestsInFlight() {
        return client().throttleStates().values().stream()
                .mapToInt(ThrottleState::inFlight)
                .sum();
    }

    @ManagedAttribute(description = "The number of webhook events that wait for their routes")
    public int getWebhookBacklog() {
        return runtime.progress().backlog();
    }

    @ManagedAttribute(description = "The metered reads of this month, of all companies and processes")
    public long getReadsThisMonth() {
        return client().readUse().used();
    }

    @ManagedAttribute(description = "The metered reads expected at the end of this month")
    public long getReadsForecast() {
        return client().readUse().forecast();
    }

    @ManagedAttribute(description = "The metered reads that are planned for a month; 0 without a budget")
    public long getReadBudget() {
        return client().readUse().budget();
    }

    @ManagedOperation(description = "The metered reads of this month, by company")
    public Map<String, Long> readsByCompany() {
        return new TreeMap<>(reads().byCompany());
    }

    @ManagedOperation(description = "The metered reads of this month, by operation and entity")
    public Map<String, Long> readsByEndpoint() {
        return new TreeMap<>(reads().byEndpoint());
    }

    private ReadUse reads() {
        return awaited(client().readUseNow(), "The state database has not answered");
    }

    @ManagedOperation(description = "Seconds since a company was last read completely, by the name of the cursor")
    public Map<String, Long> lags(String realmId) {
        Map<String, Long> lags = new TreeMap<>();
        runtime.progress()
                .lags(realmId, runtime.time().now())
                .forEach((cursor, lag) -> lags.put(cursor, lag.toSeconds()));
        return lags;
    }

    @ManagedOperation(
            description = "Pauses a company in this process: its consumers do not poll, and requests of producers "
                    + "wait, up to maxWait")
    public void pauseCompany(String realmId) {
        client().pause(known(realmId));
    }

    @ManagedOperation(description = "Resumes a company")
    public void resumeCompany(String realmId) {
        client().resume(realmId);
    }

    @ManagedOperation(
            description = "Deletes everything about a company from the state database except its tokens. Use it when "
                    + "the realm id belongs to another company now, for example after a sandbox was restarted. To "
                    + "confirm, repeat the realm id as the second parameter")
    public void forgetCompany(String realmId, String confirmation) {
        if (!realmId.equals(confirmation)) {
            throw new IllegalArgumentException("The state of company " + realmId
                    + " prevents duplicate writes and missed changes. To delete it, repeat the realm id as the "
                    + "second parameter");
        }
        awaited(runtime.forgetCompany(realmId), "Not forgotten");
    }

    @ManagedOperation(description = "Clears the reference cache: entities are read again when they are needed")
    public void dropCache() {
        runtime.cache().clear();
    }

    @ManagedOperation(
            description = "Refreshes the tokens of a company now, even if they are valid. Returns the expiry of the "
                    + "new access token")
    public String refreshTokens(String realmId) {
        Token token = awaited(client().tokens().refreshNow(known(realmId)), "Not refreshed");
        return "The access token of company " + realmId + " is valid until " + token.accessExpires();
    }

    @ManagedAttribute(
            description = "Writes whose outcome at QuickBooks is unknown: company, id, operation, start. Those marked "
                    + "settle wait for an operator")
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
            description = "Settles an undecided write that is in the books. Parameters: company, the id of the write, "
                    + "and the Id of the entity that it created or changed. Redelivered exchanges get the entity "
                    + "as their answer")
    public void settleAsDone(String realmId, String key, String entityId) {
        awaited(writes().settleAsDone(realmId, key, entityId), "Not settled");
    }

    @ManagedOperation(
            description = "Settles an undecided write that is not in the books: a redelivered exchange sends it as a "
                    + "new write. To confirm, repeat the id of the write as the third parameter")
    public void settleAsNotDone(String realmId, String key, String confirmation) {
        if (!key.equals(confirmation)) {
            throw new IllegalArgumentException("If the write '" + key + "' of company " + realmId
                    + " is in the books after all, it will be duplicated. To settle it, repeat its id as the third "
                    + "parameter");
        }
        awaited(writes().settleAsNotDone(realmId, key), "Not settled");
    }

    private UndecidedWrites writes() {
        UndecidedWrites writes = runtime.outbox().undecided();
        if (writes == null) {
            throw new IllegalStateException("Writes are not recorded: intentLogEnabled=false");
        }
        return writes;
    }

    private static <T> T awaited(CompletionStage<T> stage, String notYet) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted; the operation continues");
        } catch (TimeoutException e) {
            throw new IllegalStateException(notYet + " within " + PATIENCE_SECONDS + " s; the operation continues");
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

    @ManagedOperation(
            description = "The time up to which a cursor has delivered changes; empty if there is no such cursor")
    public String cursor(String cursorName, String realmId, String entity) {
        return move(cursorName, realmId, entity).since().map(Instant::toString).orElse("");
    }

    @ManagedOperation(
            description = "Moves a cursor to a time, such as 2026-01-31T09:00:00Z: changes after that time are "
                    + "delivered again, changes before it are not delivered. To confirm, repeat the realmId as the "
                    + "fifth parameter")
    public String moveCursor(String cursorName, String realmId, String entity, String time, String confirmation) {
        if (!realmId.equals(confirmation)) {
            throw new IllegalArgumentException(
                    "Moving the cursor '" + cursorName + "' of " + entity + " of company " + realmId + " to " + time
                            + " delivers changes again, or skips some. To confirm, repeat the realmId as the fifth parameter");
        }
        return move(cursorName, realmId, entity).to(time);
    }

    private CursorMove move(String cursorName, String realmId, String entity) {
        return new CursorMove(runtime.cursors(), runtime.scheme(), cursorName, known(realmId), entity);
    }
}
