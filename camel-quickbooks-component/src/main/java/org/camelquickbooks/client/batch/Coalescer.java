package org.camelquickbooks.client.batch;

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
import java.util.function.Supplier;
import org.camelquickbooks.client.batch.BatchCalls.Entry;
import org.camelquickbooks.client.batch.BatchCalls.Sender;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.Json;

/**
 * Gathers single operations from any number of routes into batch calls: a company allows 500 requests a minute, but
 * 40 times 30 operations. Two operations on one entity are never in one call nor in two at the same time, so that they
 * are done in the order they came.
 */
public final class Coalescer {

    /** One that is to go, and who waits for it. */
    private record Pending(Entry entry, String entityKey, CompletableFuture<BatchResult> result) {}

    /** What is gathered for one sender. */
    private static final class Gathering {
        private final Deque<Pending> pending = new ArrayDeque<>();
        private final Set<String> entitiesAtWork = new HashSet<>();
        private boolean scheduled;
        private int calls;
    }

    private final BatchCalls calls;
    private final Duration window;
    private final int parallel;
    private final Time time;
    private final Executor workers;
    private final Supplier<String> ids;
    private final Map<Sender, Gathering> gatherings = new ConcurrentHashMap<>();

    /**
     * @param window how long a call waits for more operations
     * @param parallel how many calls of a company are under way at the same time; while they are, operations gather
     */
    public Coalescer(
            BatchCalls calls, Duration window, int parallel, Time time, Executor workers, Supplier<String> ids) {
        this.calls = calls;
        this.window = window;
        this.parallel = parallel;
        this.time = time;
        this.workers = workers;
        this.ids = ids;
    }

    /**
     * Has an operation done in a call together with others.
     *
     * @param key what names it for good; null where nothing does
     */
    public CompletionStage<BatchResult> submit(Sender sender, BatchItem item, String key, Caller caller) {
        Entry entry = new Entry(item, 0, key, caller);
        CompletionStage<BatchResult> known = calls.known(sender, entry);
        if (known != null) {
            return known;
        }
        Pending pending = new Pending(entry, entityKey(item), new CompletableFuture<>());
        List<Pending> full = List.of();
        Gathering gathering = gatherings.computeIfAbsent(sender, s -> new Gathering());
        synchronized (gathering) {
            gathering.pending.add(pending);
            if (gathering.pending.size() >= BatchCalls.LARGEST) {
                full = take(gathering);
            } else {
                schedule(sender, gathering);
            }
        }
        send(sender, gathering, full);
        return pending.result();
    }

    /** Null where the order does not matter: for what is new, and for what is only read. */
    private static String entityKey(BatchItem item) {
        ObjectNode body = item.body();
        String id = body == null ? null : Json.text(body, "Id");
        return id == null ? null : item.entity() + "/" + id;
    }

    private void schedule(Sender sender, Gathering gathering) {
        if (!gathering.scheduled) {
            gathering.scheduled = true;
            time.after(window, () -> flush(sender, gathering));
        }
    }

    private void flush(Sender sender, Gathering gathering) {
        List<Pending> taken;
        synchronized (gathering) {
            gathering.scheduled = false;
            taken = take(gathering);
        }
        send(sender, gathering, taken);
    }

    /** Up to thirty that can go now; nothing while as many calls as may be are under way. */
    private List<Pending> take(Gathering gathering) {
        List<Pending> taken = new ArrayList<>();
        if (gathering.calls >= parallel) {
            return taken;
        }
        Set<String> passedOver = new HashSet<>();
        Iterator<Pending> all = gathering.pending.iterator();
        while (all.hasNext() && taken.size() < BatchCalls.LARGEST) {
            Pending pending = all.next();
            String key = pending.entityKey();
            if (key != null && (passedOver.contains(key) || !gathering.entitiesAtWork.add(key))) {
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

    private void send(Sender sender, Gathering gathering, List<Pending> taken) {
        if (taken.isEmpty()) {
            return;
        }
        // On a worker: the intent log writes to a disk, and the caller's thread may be an event loop's.
        workers.execute(
                () -> calls.call(sender, taken.stream().map(Pending::entry).toList(), ids.get())
                        .whenComplete((results, failure) -> {
                            done(sender, gathering, taken);
                            for (int i = 0; i < taken.size(); i++) {
                                if (failure == null) {
                                    taken.get(i).result().complete(results.get(i));
                                } else {
                                    taken.get(i).result().completeExceptionally(failure);
                                }
                            }
                        }));
    }

    private void done(Sender sender, Gathering gathering, List<Pending> taken) {
        List<Pending> next;
        synchronized (gathering) {
            gathering.calls--;
            taken.forEach(pending -> gathering.entitiesAtWork.remove(pending.entityKey()));
            next = gathering.pending.isEmpty() ? List.of() : take(gathering);
            if (next.isEmpty() && gathering.pending.isEmpty() && gathering.calls == 0) {
                gatherings.remove(sender, gathering);
            }
        }
        send(sender, gathering, next);
    }
}
