package org.camelquickbooks.outbox;

import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.camelquickbooks.client.cache.RecentIds;
import org.camelquickbooks.client.http.QueuedWork;
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

    private final QueuedWork<UpsertKey, Object> turns = new QueuedWork<>();
    private final RecentIds<UpsertKey> written;

    KeyTurns(Time time) {
        this.written = new RecentIds<>(time);
    }

    /** Runs work when what was begun before under the key has ended, however. */
    @SuppressWarnings("unchecked")
    public <T> CompletionStage<T> inTurn(UpsertKey key, Supplier<CompletionStage<T>> work) {
        return (CompletionStage<T>) turns.enqueue(key, () -> (CompletionStage<Object>) work.get());
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
