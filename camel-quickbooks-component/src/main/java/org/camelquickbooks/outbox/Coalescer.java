package org.camelquickbooks.outbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.camelquickbooks.client.http.Admission;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.outbox.RecordedCalls.Attempted;

/**
 * Plans how the operations of any number of routes go to a company, which allows 500 requests a minute, 40 of them batch
 * calls of 30 operations: 1,660 operations at most. An operation goes singly when none of ours waits for a permit, and
 * what has to wait gathers for the next batch call, of which one at a time waits for its permit. Two operations on one
 * entity are never in flight at the same time, so that they are done in the order they came.
 */
final class Coalescer {

    /** Sends one batch call; the steps come in the order of the entries. */
    @FunctionalInterface
    interface Calls {
        CompletionStage<List<Attempted>> send(CallOrigin origin, List<BatchEntry> entries, Admission admission);
    }

    /** Sends an operation in a request of its own. */
    @FunctionalInterface
    interface Single {
        CompletionStage<Attempted> send(Admission admission);
    }

    /** What is gathered together: what is recorded does not go with what is not, since it may be sent again later. */
    private record Group(CallOrigin origin, boolean recorded) {}

    /** One that is to go, and who waits for it. Without {@code single} it goes in a batch call only. */
    private record QueuedEntry(
            BatchEntry entry, Single single, String entityKey, long came, CompletableFuture<Attempted> result) {}

    /** What is gathered for one group. */
    private static final class Gathering {
        private final Deque<QueuedEntry> pending = new ArrayDeque<>();
        private final Set<String> entitiesInFlight = new HashSet<>();
        /** For which of the batch calls something is to happen later; 0 where nothing is. */
        private int scheduledFor;

        private int batchesTaken;
        /** What waits for its permit: one request of each kind. */
        private Going waitingSingle;

        private Going waitingBatch;
        private int batches;
        private int singles;
        /** How many of the pending ones may go singly. */
        private int mayGoSingly;
    }

    /** Operations that were taken from the gathering, in one request. */
    private static final class Going {
        private final List<QueuedEntry> operations;
        private final boolean batch;

        Going(List<QueuedEntry> operations, boolean batch) {
            this.operations = operations;
            this.batch = batch;
        }
    }

    private final Calls calls;
    private final Duration window;
    private final int parallel;
    private final int maxWaiting;
    private final Function<String, Duration> batchWait;
    private final Time time;
    private final Executor workers;
    private final Map<Group, Gathering> gatherings = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /**
     * @param window how long a batch call waits at least for more operations
     * @param parallel how many batch calls of a company are in flight at the same time; while they are, operations gather
     * @param maxWaiting how many operations of a group may wait
     * @param batchWait about how long a company's limits let a batch call wait
     */
    Coalescer(
            Calls calls,
            Duration window,
            int parallel,
            int maxWaiting,
            Function<String, Duration> batchWait,
            Time time,
            Executor workers) {
        this.calls = calls;
        this.window = window;
        this.parallel = parallel;
        this.maxWaiting = maxWaiting;
        this.batchWait = batchWait;
        this.time = time;
        this.workers = workers;
    }

    /** Has an operation done in a batch call together with others. */
    CompletionStage<Attempted> submit(CallOrigin origin, BatchEntry entry) {
        return submit(origin, entry, null);
    }

    /** Has an operation done singly or in a batch call, as the limits have it. */
    CompletionStage<Attempted> submit(CallOrigin origin, BatchEntry entry, Single single) {
        CompletableFuture<Attempted> result = new CompletableFuture<>();
        Group group = new Group(origin, entry.key() != null);
        boolean added = false;
        Gathering gathering = null;
        List<Going> going = List.of();
        while (!added) {
            gathering = gatherings.computeIfAbsent(group, s -> new Gathering());
            synchronized (gathering) {
                // One that was let go of in between sends nothing any more.
                added = gatherings.get(group) == gathering;
                if (added && gathering.pending.size() >= maxWaiting) {
                    return CompletableFuture.failedFuture(
                            OutboxErrors.tooMany(origin.realmId(), BatchCalls.label(entry), maxWaiting));
                }
                if (added) {
                    gathering.pending.add(
                            new QueuedEntry(entry, single, entityKey(entry.item()), time.nanos(), result));
                    gathering.mayGoSingly += single == null ? 0 : 1;
                    going = plan(group, gathering, false);
                }
            }
        }
        send(group, gathering, going);
        if (stopped) {
            failAll();
        }
        return result;
    }

    /** How many operations wait to be sent, of all companies. */
    int waiting() {
        int waiting = 0;
        for (Gathering gathering : gatherings.values()) {
            synchronized (gathering) {
                waiting += gathering.pending.size();
                waiting += size(gathering.waitingBatch) + size(gathering.waitingSingle);
            }
        }
        return waiting;
    }

    /** How many requests with such operations wait for a permit, or are about to. */
    int waitingRequests() {
        int waiting = 0;
        for (Gathering gathering : gatherings.values()) {
            synchronized (gathering) {
                waiting += gathering.waitingBatch == null ? 0 : 1;
                waiting += gathering.waitingSingle == null ? 0 : 1;
            }
        }
        return waiting;
    }

    private static int size(Going going) {
        return going == null ? 0 : going.operations.size();
    }

    /** Null where the order does not matter: for what is new, and for what is only read. */
    private static String entityKey(BatchItem item) {
        ObjectNode body = item.body();
        String id = body == null ? null : Json.text(body, "Id");
        return id == null ? null : item.entity() + "/" + id;
    }

    /** What goes now: a full batch call first, then one by itself. The rest waits, for more and for the limits. */
    private List<Going> plan(Group group, Gathering gathering, boolean due) {
        List<Going> going = new ArrayList<>();
        boolean batchMayGo = gathering.waitingBatch == null && gathering.batches < parallel;
        if (batchMayGo && !gathering.pending.isEmpty() && (due || gathering.pending.size() >= BatchCalls.LARGEST)) {
            List<QueuedEntry> taken = take(gathering, BatchCalls.LARGEST, false);
            if (!taken.isEmpty()) {
                gathering.waitingBatch = new Going(taken, true);
                gathering.batches++;
                gathering.batchesTaken++;
                batchMayGo = false;
                going.add(gathering.waitingBatch);
            }
        }
        if (gathering.waitingSingle == null && gathering.mayGoSingly > 0) {
            List<QueuedEntry> taken = take(gathering, 1, true);
            if (!taken.isEmpty()) {
                gathering.waitingSingle = new Going(taken, false);
                gathering.singles++;
                going.add(gathering.waitingSingle);
            }
        }
        if (batchMayGo && !gathering.pending.isEmpty()) {
            schedule(group, gathering);
        }
        return going;
    }

    private void schedule(Group group, Gathering gathering) {
        int next = gathering.batchesTaken + 1;
        if (gathering.scheduledFor != next) {
            gathering.scheduledFor = next;
            Duration limits = batchWait.apply(group.origin().realmId());
            try {
                // A call that would wait for the limits gathers meanwhile.
                time.after(limits.compareTo(window) > 0 ? limits : window, () -> flush(group, gathering, next));
            } catch (RuntimeException noTimer) {
                // Nothing happens later any more: it goes now.
                run(workers, () -> flush(group, gathering, next));
            }
        }
    }

    /** @param batch for which batch call: if that was full before its time, the next one has its own time */
    private void flush(Group group, Gathering gathering, int batch) {
        List<Going> going;
        synchronized (gathering) {
            if (gathering.batchesTaken >= batch) {
                return;
            }
            gathering.scheduledFor = 0;
            going = plan(group, gathering, true);
        }
        send(group, gathering, going);
    }

    /** Up to so many that can go now. */
    private static List<QueuedEntry> take(Gathering gathering, int most, boolean singly) {
        List<QueuedEntry> taken = new ArrayList<>();
        Set<String> passedOver = new HashSet<>();
        Iterator<QueuedEntry> all = gathering.pending.iterator();
        while (all.hasNext() && taken.size() < most) {
            QueuedEntry pending = all.next();
            String key = pending.entityKey();
            boolean stays = singly && pending.single() == null || key != null && passedOver.contains(key);
            if (stays || key != null && !gathering.entitiesInFlight.add(key)) {
                if (key != null) {
                    passedOver.add(key);
                }
                continue;
            }
            all.remove();
            gathering.mayGoSingly -= pending.single() == null ? 0 : 1;
            taken.add(pending);
        }
        return taken;
    }

    private void send(Group group, Gathering gathering, List<Going> all) {
        for (Going going : all) {
            List<QueuedEntry> operations = going.operations;
            Admission admission = admission(group, gathering, going);
            CompletionStage<List<Attempted>> sent = going.batch
                    ? Stage.failing(() -> calls.send(
                            group.origin(),
                            operations.stream().map(QueuedEntry::entry).toList(),
                            admission))
                    : Stage.failing(() -> operations.get(0).single().send(admission))
                            .thenApply(List::of);
            sent.whenComplete((steps, failure) -> {
                done(group, gathering, going);
                for (int i = 0; i < operations.size(); i++) {
                    if (failure == null) {
                        operations.get(i).result().complete(steps.get(i));
                    } else {
                        operations.get(i).result().completeExceptionally(failure);
                    }
                }
            });
        }
    }

    private Admission admission(Group group, Gathering gathering, Going going) {
        return new Admission() {
            private volatile boolean granted;

            @Override
            public Duration waited() {
                // That of the youngest: none of a call fails before its time. An attempt after the first waits anew.
                return granted
                        ? Duration.ZERO
                        : Duration.ofNanos(time.nanos()
                                - going.operations
                                        .get(going.operations.size() - 1)
                                        .came());
            }

            @Override
            public void granted() {
                granted = true;
                admitted(group, gathering, going);
            }
        };
    }

    /** A request no longer waits for the limits: the next one may. */
    private void admitted(Group group, Gathering gathering, Going going) {
        List<Going> next;
        synchronized (gathering) {
            if (!release(gathering, going)) {
                return;
            }
            next = plan(group, gathering, false);
        }
        sendOnWorker(group, gathering, next);
    }

    private static boolean release(Gathering gathering, Going going) {
        boolean waited = gathering.waitingBatch == going || gathering.waitingSingle == going;
        if (gathering.waitingBatch == going) {
            gathering.waitingBatch = null;
        }
        if (gathering.waitingSingle == going) {
            gathering.waitingSingle = null;
        }
        return waited;
    }

    private void done(Group group, Gathering gathering, Going going) {
        List<Going> next;
        synchronized (gathering) {
            release(gathering, going);
            if (going.batch) {
                gathering.batches--;
            } else {
                gathering.singles--;
            }
            going.operations.forEach(pending -> gathering.entitiesInFlight.remove(pending.entityKey()));
            // What had to wait for these has waited long enough.
            next = gathering.pending.isEmpty()
                    ? List.of()
                    : plan(group, gathering, going.batch && gathering.mayGoSingly == 0);
            if (gathering.pending.isEmpty() && gathering.batches == 0 && gathering.singles == 0) {
                gatherings.remove(group, gathering);
            }
        }
        sendOnWorker(group, gathering, next);
    }

    private void sendOnWorker(Group group, Gathering gathering, List<Going> next) {
        // On a worker: a chain of calls that fail at once would otherwise grow on one stack.
        if (!next.isEmpty()) {
            run(workers, () -> send(group, gathering, next));
        }
    }

    /** What has not gone yet is not going any more. */
    void stop() {
        stopped = true;
        failAll();
    }

    private void failAll() {
        gatherings.forEach((group, gathering) -> {
            List<QueuedEntry> left;
            synchronized (gathering) {
                left = new ArrayList<>(gathering.pending);
                gathering.pending.clear();
                gathering.mayGoSingly = 0;
            }
            left.forEach(pending -> pending.result()
                    .completeExceptionally(
                            OutboxErrors.stopped(group.origin().realmId(), BatchCalls.label(pending.entry()))));
        });
    }

    /** On a worker; where those take nothing any more, here. */
    private static void run(Executor workers, Runnable work) {
        try {
            workers.execute(work);
        } catch (Throwable refused) {
            work.run();
        }
    }
}
