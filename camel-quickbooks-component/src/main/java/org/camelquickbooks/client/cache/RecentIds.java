package org.camelquickbooks.client.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.camelquickbooks.client.time.Time;

/** Ids of what was written a short while ago: QuickBooks shows in queries what it has done a moment later. */
public final class RecentIds<K> {

    private static final int REMEMBERED = 10_000;
    private static final Duration SHOWN_WITHIN = Duration.ofMinutes(10);

    private final Cache<K, String> ids;

    public RecentIds(Time time) {
        ids = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(SHOWN_WITHIN)
                .ticker(time::nanos)
                .executor(Runnable::run)
                .build();
    }

    /** Null where nothing was written for the key. */
    public String find(K key) {
        return ids.getIfPresent(key);
    }

    public void put(K key, String id) {
        ids.put(key, id);
    }
}
