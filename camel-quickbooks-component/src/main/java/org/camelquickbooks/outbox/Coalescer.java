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
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.outbox.RecordedCalls.Attempted;

/**
 * Gathers single operations from any number of routes into batch calls: a company allows 500 requests a minute, but
 * 40 times 30 operations. Two operations on one entity are never in one call nor in two at the same time, so that they
 * are done in the order they came.
 */
final class Coalescer {

    /** Sends one call; the steps come in the order of the entries. */
    @FunctionalInterface
    interface Calls {
        CompletionStage<List<Attempted>> send(CallOrigin origin, List<BatchEntry> entries);
    }

    /** What is gathered together: what is recorded does not go with what is not, since it may be sent again later. */
    private record Group(CallOrigin origin, boolean recorded) {}

    /** One that is to go, and who waits for it. */
    private record QueuedEntry(BatchEntry entry, String entityKey, CompletableFuture<Attempted> result) {}

    /** What is gathered for one group. */
    private static final class Gathering {
        private final Deque<QueuedEntry> pending = new ArrayDeque<>();
        private final Set<String> entitiesInFlight = new HashSet<>();
        private boolean scheduled;
        private int calls;
    }

    private final Calls calls;
    private final Duration window;
    private final int parallel;
    private final Time time;
    private final Executor workers;
    private final Map<Group, Gathering> gatherings = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /**
     * @param window how long a call waits for more operations
     * @param parallel how many calls of a company are in flight at the same time; while they are, operations gather
     */
    Coalescer(Calls calls, Duration window, int parallel, Time time, Executor workers) {
        this.calls = calls;
        this.window = window;
        this.parallel = parallel;
        this.time = time;
        this.workers = workers;
    }

    /** Has an operation done in a call together with others. */
    CompletionStage<Attempted> submit(CallOrigin origin, BatchEntry entry) {
        QueuedEntry pending = new QueuedEntry(entry, entityKey(entry.item()), new CompletableFuture<>());
        List<QueuedEntry> full = List.of();
        Group group = new Group(origin, entry.key() != null);
        boolean added = false;
        Gathering gathering = null;
        while (!added) {
            gathering = gatherings.computeIfAbsent(group, s -> new Gathering());
            synchronized (gathering) {
                // One that was let go of in between sends nothing any more.
                added = gatherings.get(group) == gathering;
                if (added) {
                    gathering.pending.add(pending);
                    if (gathering.pending.size() >= BatchCalls.LARGEST) {
                        full = take(gathering);
                    } else {
                        schedule(group, gathering);
                    }
                }
            }
        }
        send(group, gathering, full);
        if (stopped) {
            failAll();
        }
        return pending.result();
    }

    /** Null where the order does not matter: for what is new, and for what is only read. */
    private static String entityKey(BatchItem item) {
        ObjectNode body = item.body();
        String id = body == null ? null : Json.text(body, "Id");
        return id == null ? null : item.entity() + "/" + id;
    }

    private void schedule(Group group, Gathering gathering) {
        if (!gathering.scheduled) {
            gathering.scheduled = true;
            try {
                time.after(window, () -> flush(group, gathering));
            } catch (RuntimeException noTimer) {
                // Nothing happens later any more: it goes now.
                gathering.scheduled = false;
                run(workers, () -> flush(group, gathering));
            }
        }
    }

    private void flush(Group group, Gathering gathering) {
        List<QueuedEntry> taken;
        synchronized (gathering) {
            gathering.scheduled = false;
            taken = take(gathering);
        }
        send(group, gathering, taken);
    }

    /** Up to thirty that can go now; nothing while as many calls as may be are in flight. */
    private List<QueuedEntry> take(Gathering gathering) {
        List<QueuedEntry> taken = new ArrayList<>();
        if (gathering.calls >= parallel) {
            return taken;
        }
        Set<String> passedOver = new HashSet<>();
        Iterator<QueuedEntry> all = gathering.pending.iterator();
        while (all.hasNext() && taken.size() < BatchCalls.LARGEST) {
            QueuedEntry pending = all.next();
            String key = pending.entityKey();
            if (key != null && (passedOver.contains(key) || !gathering.entitiesInFlight.add(key))) {
                passedOver.add(key);
                continue;
            }
            all.remove();
            taken.add(pending);
        }
        if (!taken.isEmpty()) {
            gathering.calls++;
        }
        return taken;
    }

    private void send(Group group, Gathering gathering, List<QueuedEntry> taken) {
        if (taken.isEmpty()) {
            return;
        }
        Stage.failing(() -> calls.send(
                        group.origin(), taken.stream().map(QueuedEntry::entry).toList()))
                .whenComplete((steps, failure) -> {
                    done(group, gathering, taken);
                    for (int i = 0; i < taken.size(); i++) {
                        if (failure == null) {
                            taken.get(i).result().complete(steps.get(i));
                        } else {
                            taken.get(i).result().completeExceptionally(failure);
                        }
                    }
                });
    }

    private void done(Group group, Gathering gathering, List<QueuedEntry> taken) {
        List<QueuedEntry> next;
        synchronized (gathering) {
            gathering.calls--;
            taken.forEach(pending -> gathering.entitiesInFlight.remove(pending.entityKey()));
            next = gathering.pending.isEmpty() ? List.of() : take(gathering);
            if (next.isEmpty() && gathering.pending.isEmpty() && gathering.calls == 0) {
                gatherings.remove(group, gathering);
            }
        }
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
