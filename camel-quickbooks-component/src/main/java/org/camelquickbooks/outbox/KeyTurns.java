package org.camelquickbooks.outbox;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.camelquickbooks.client.cache.RecentIds;
import org.camelquickbooks.client.http.ExclusiveWork;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;

/**
 * What looks by a natural key and then writes, one at a time for each key over all routes of the component: QuickBooks
 * lets several transactions have one number, and several items one Sku. It also remembers which entity was written for
 * a key, since QuickBooks shows in queries what it has done a moment later.
 */
public final class KeyTurns {

    /** What a key names: the value of a field of an entity of a company. */
    public record UpsertKey(String realmId, String entity, String field, String value) {

        /** QuickBooks compares names without regard to case. */
        public UpsertKey {
            value = value.toLowerCase(Locale.ROOT);
        }
    }

    private final ExclusiveWork<Void, Object> turns = new ExclusiveWork<>();
    private final RecentIds<UpsertKey> written;
    private final Executor workers;

    KeyTurns(Time time, Executor workers) {
        this.workers = workers;
        this.written = new RecentIds<>(time);
    }

    /** Runs work when what was begun before under the key has ended, however. */
    @SuppressWarnings("unchecked")
    public <T> CompletionStage<T> inTurn(UpsertKey key, Supplier<CompletionStage<T>> work) {
        // On a worker: those that fail at once would otherwise grow on one stack.
        return (CompletionStage<T>) turns.enqueue(
                key.toString(), null, () -> hop().thenCompose(turn -> (CompletionStage<Object>) Stage.failing(work)));
    }

    private CompletionStage<Void> hop() {
        return CompletableFuture.runAsync(() -> {}, workers);
    }

    /** The Id of what was written for the key a short while ago; null where nothing was. */
    public String written(UpsertKey key) {
        return written.find(key);
    }

    /** There is an entity with the key. */
    public void wrote(UpsertKey key, String id) {
        written.put(key, id);
    }
}
