package org.camelquickbooks.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.OneLine;
import org.camelquickbooks.outbox.RecordedCalls.Carried;
import org.camelquickbooks.state.IntentTable.OpenCall;
import org.camelquickbooks.state.IntentTable.OpenWrite;
import org.camelquickbooks.state.IntentTable.RecordedCall;
import org.camelquickbooks.state.IntentTable.Write;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles writes whose exchanges may never be redelivered: sends those of stopped and dead processes again, looks up
 * or reports those that are too old for that, and deletes old records. An operator settles the rest.
 */
public final class UndecidedWrites {

    private static final Logger LOG = LoggerFactory.getLogger(UndecidedWrites.class);
    private static final String SOURCE = "outbox";
    private static final int AT_A_TIME = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    private final RecordedCalls calls;
    private final OverdueWrites overdue;
    private final Next client;
    private final Function<String, CompletionStage<Void>> identity;
    private final OutboxSettings settings;
    private final Time time;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile Map<String, Integer> reported = Map.of();
    private final Set<ScheduledCheck> waiting = ConcurrentHashMap.newKeySet();
    /** Calls that this process has sent again without a verdict. */
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    /** Whether the last round failed, which was logged. */
    private volatile boolean unchecked;

    private volatile boolean stopped;

    private record ScheduledCheck(Time.Task task, AtomicBoolean over) {}

    UndecidedWrites(
            RecordedCalls calls,
            OverdueWrites overdue,
            Next client,
            Function<String, CompletionStage<Void>> identity,
            OutboxSettings settings,
            Time time) {
        this.calls = calls;
        this.overdue = overdue;
        this.client = client;
        this.identity = identity;
        this.settings = settings;
        this.time = time;
    }

    void start() {
        if (started.compareAndSet(false, true)) {
            later();
            firstRound(false);
        }
    }

    /** What earlier processes left. Where the database is away it is done when that is back. */
    private void firstRound(boolean last) {
        round(true).whenComplete((busy, failure) -> {
            if (failure != null) {
                after(RecordedCalls.LEASE.plusSeconds(1), () -> firstRound(last));
            } else if (busy && !last) {
                // A process that died a moment ago still counts as alive.
                after(RecordedCalls.LEASE.plusSeconds(1), () -> firstRound(true));
            } else {
                askAgain(FIRST_PAUSE);
            }
        });
    }

    /** What was sent again without a verdict, where QuickBooks is away, say: perhaps no exchange comes for it. */
    private void askAgain(Duration pause) {
        if (!unanswered.isEmpty()) {
            Duration longer = pause.multipliedBy(2);
            Duration next = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            after(pause, () -> round(false).whenComplete((busy, failure) -> askAgain(next)));
        }
    }

    private void later() {
        Duration retention = settings.retention();
        Duration pause = retention.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : retention;
        after(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE, () -> {
            later();
            round(false);
        });
    }

    private void after(Duration pause, Runnable what) {
        if (stopped) {
            return;
        }
        try {
            waiting.removeIf(task -> task.over().get());
            AtomicBoolean over = new AtomicBoolean();
            waiting.add(new ScheduledCheck(
                    time.after(pause, () -> {
                        over.set(true);
                        if (!stopped) {
                            what.run();
                        }
                    }),
                    over));
        } catch (RuntimeException e) {
            LOG.debug("Undecided writes are no longer checked: {}", e.toString());
        }
    }

    void stop() {
        stopped = true;
        waiting.forEach(task -> task.task().cancel());
    }

    /**
     * One round.
     *
     * @param all whether calls are sent again that their process let go of, too; else only those of dead processes, and
     *     those that were sent again before
     * @return whether another process has some in flight
     */
    private CompletionStage<Boolean> round(boolean all) {
        return Stage.failing(() -> calls.write(connection -> {
                            calls.table()
                                    .forget(
                                            connection,
                                            calls.millis()
                                                    - settings.retention().toMillis());
                            return calls.sharedMillis(connection);
                        })
                        .thenCombine(calls.read(connection -> calls.table().open(connection)), (now, open) -> {
                            List<OpenCall> mine = new ArrayList<>();
                            boolean busy = false;
                            for (OpenCall call : open) {
                                boolean elsewhere = call.isOwned(now);
                                busy |= elsewhere && !call.owner().equals(calls.process());
                                boolean old = isOld(call);
                                boolean ours = all || call.owner() != null || unanswered.contains(name(call));
                                if (!elsewhere && (old || call.kept() && ours)) {
                                    mine.add(call);
                                }
                            }
                            unanswered.retainAll(
                                    open.stream().map(UndecidedWrites::name).toList());
                            return new Round(mine, busy);
                        }))
                .thenCompose(round ->
                        send(round.calls()).thenCompose(done -> count()).thenApply(done -> round.busy()))
                .whenComplete((busy, failure) -> {
                    if (failure == null) {
                        unchecked = false;
                    } else if (!unchecked) {
                        unchecked = true;
                        LOG.warn(
                                "Undecided writes could not be checked; the component retries later: {}",
                                Failures.cause(failure).toString());
                    }
                });
    }

    private record Round(List<OpenCall> calls, boolean busy) {}

    private boolean isOld(OpenCall call) {
        return calls.millis() - call.begunMillis()
                >= settings.requestIdLifetime().toMillis();
    }

    private CompletionStage<Void> send(List<OpenCall> open) {
        long young = open.stream().filter(call -> !isOld(call)).count();
        if (young > 0) {
            LOG.info("Sending {} calls again for which an earlier process received no answer", young);
        }
        List<CompletableFuture<?>> chains = new ArrayList<>();
        for (int start = 0; start < AT_A_TIME; start++) {
            CompletionStage<Void> chain = CompletableFuture.completedFuture(null);
            for (int i = start; i < open.size(); i += AT_A_TIME) {
                OpenCall call = open.get(i);
                chain = chain.thenCompose(done -> send(call));
            }
            chains.add(chain.toCompletableFuture());
        }
        return CompletableFuture.allOf(chains.toArray(CompletableFuture[]::new));
    }

    private CompletionStage<Void> send(OpenCall call) {
        if (stopped) {
            return CompletableFuture.completedFuture(null);
        }
        CallOrigin origin = new CallOrigin(call.realmId(), Priority.INTERACTIVE, SOURCE);
        return Stage.failing(() -> identity.apply(call.realmId()))
                .thenCompose(same -> calls.resume(call.realmId(), call.callId(), origin, Caller.NOBODY, null))
                .thenCompose(resumed -> {
                    if (resumed instanceof RecordedCalls.OverdueCall old) {
                        return overdue.handle(origin, old.call(), old.writes());
                    }
                    if (resumed instanceof Carried carried) {
                        carried.results().values().stream()
                                .filter(result -> !result.isDone())
                                .findFirst()
                                .ifPresent(result -> failed(call, result.failure()));
                        return carried.kept().<Void>thenApply(done -> null);
                    }
                    return CompletableFuture.<Void>completedFuture(null);
                })
                .exceptionally(failure -> {
                    failed(call, Failures.cause(failure));
                    return null;
                });
    }

    /** Where a write of it was refused, it may be decided: then the next round does not find it any more. */
    private void failed(OpenCall call, Throwable why) {
        if (unanswered.add(name(call))) {
            LOG.warn(
                    "Call {} of company {} was sent again and failed; what stays undecided is sent again later, or with its "
                            + "exchange: {}",
                    call.callId(),
                    call.realmId(),
                    why.toString());
        } else {
            LOG.debug("Call {} of company {} failed again: {}", call.callId(), call.realmId(), why.toString());
        }
    }

    private static String name(OpenCall call) {
        return call.realmId() + "/" + call.callId();
    }

    private CompletionStage<Void> count() {
        return list().thenAccept(open -> {
            Map<String, Integer> counts = new HashMap<>();
            open.stream()
                    .filter(write -> write.reportedMillis() != null)
                    .forEach(write -> counts.merge(write.realmId(), 1, Integer::sum));
            reported = counts;
        });
    }

    /** After one was reported, or found. What fails is counted with the next round. */
    CompletionStage<Void> recount() {
        return count().exceptionally(failure -> null);
    }

    /** How many writes of a company an operator has to settle, as of the last round. */
    public int reported(String realmId) {
        return reported.getOrDefault(realmId, 0);
    }

    /** All undecided writes, the oldest first. */
    public CompletionStage<List<OpenWrite>> list() {
        return calls.read(connection -> calls.table().openWrites(connection));
    }

    /**
     * An operator has found a write in the books: exchanges that are redelivered get the entity as it is now.
     *
     * @param key the id that the caller gave
     */
    public CompletionStage<Void> settleAsDone(String realmId, String key, String entityId) {
        return undecided(realmId, key).thenCompose(write -> {
            int slash = write.label().indexOf('/');
            EntityType type =
                    slash < 0 ? null : EntityCatalogue.get().find(write.label().substring(slash + 1));
            CompletionStage<JsonNode> answer = type == null
                    ? CompletableFuture.completedFuture(Json.object())
                    : client.proceed(Request.get(realmId, type.path() + "/" + entityId)
                                    .operation("read/" + type.name())
                                    .source(SOURCE)
                                    .build())
                            .thenApply(response -> response.json());
            return answer.thenCompose(json -> settle(write, json.toString()));
        });
    }

    /** An operator has looked: it is not in the books, and may be sent again as a new write. */
    public CompletionStage<Void> settleAsNotDone(String realmId, String key) {
        return undecided(realmId, key).thenCompose(write -> settle(write, null));
    }

    private CompletionStage<Write> undecided(String realmId, String key) {
        return Stage.failing(() -> calls.read(connection -> calls.table().find(connection, realmId, key)))
                .thenApply(write -> {
                    if (write == null || !write.isUndecided()) {
                        throw new IllegalArgumentException("No write of company " + realmId + " with the id '"
                                + OneLine.of(key, 200) + "' is undecided; see the attribute UndecidedWrites");
                    }
                    return write;
                });
    }

    private CompletionStage<Void> settle(Write write, String answer) {
        return calls.write(connection -> {
                    RecordedCall call = calls.table().lock(connection, write.realmId(), write.callId());
                    long now = calls.sharedMillis(connection);
                    if (call != null && call.isOwned(now)) {
                        throw new IllegalStateException(
                                "The write '" + write.name() + "' is in flight; wait for its answer");
                    }
                    if (call != null) {
                        calls.settle(connection, call, write, answer);
                    }
                    return null;
                })
                .thenCompose(done -> count());
    }
}
