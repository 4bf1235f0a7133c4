package org.camelquickbooks.client.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.client.query.QueryPages;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.Json;

/**
 * Caches entities that are read often and changed seldom, such as items, accounts and tax codes. The first lookup
 * reads all of them. The component's own writes, and changes that change data capture reports, update the cache at
 * once. All entries expire after some time.
 */
public final class ReferenceCache {

    /** Reads all entities of a kind. */
    @FunctionalInterface
    public interface Loader {
        QueryPages all(String realmId, String entity);
    }

    private record EntityKey(String realmId, String entity) {}

    /** The entities of one kind of one company. */
    private static final class Shelf {
        private final Map<String, JsonNode> byId = new ConcurrentHashMap<>();
        private final Map<String, Map<String, String>> idsByField = new ConcurrentHashMap<>();

        void put(JsonNode entity) {
            String id = Json.text(entity, "Id");
            if (id != null) {
                remove(id);
                byId.put(id, entity);
                idsByField.forEach((field, ids) -> index(ids, field, entity));
            }
        }

        void remove(String id) {
            JsonNode old = byId.remove(id);
            if (old != null) {
                idsByField.forEach((field, ids) -> {
                    String value = Json.text(old, field);
                    if (value != null) {
                        ids.remove(folded(value), id);
                    }
                });
            }
        }

        JsonNode find(String field, String value) {
            Map<String, String> ids = idsByField.computeIfAbsent(field, f -> {
                Map<String, String> index = new ConcurrentHashMap<>();
                byId.values().forEach(entity -> index(index, f, entity));
                return index;
            });
            String id = ids.get(folded(value));
            return id == null ? null : byId.get(id);
        }

        private static void index(Map<String, String> ids, String field, JsonNode entity) {
            String value = Json.text(entity, field);
            if (value != null) {
                ids.put(folded(value), Json.text(entity, "Id"));
            }
        }

        /** QuickBooks compares names without regard to case. */
        private static String folded(String value) {
            return value.toLowerCase(Locale.ROOT);
        }
    }

    /** So many entities are kept at the most, over all companies. */
    private static final int MOST_ENTITIES = 200_000;

    private final Set<String> entities;
    private final Loader loader;
    private final AsyncCache<EntityKey, Shelf> shelves;
    private final CompanySettingsCache settings;

    /** @param settings what Preferences say, which is kept for as long */
    public ReferenceCache(
            Set<String> entities, Duration timeToLive, Loader loader, CompanySettingsCache settings, Time time) {
        this(entities, timeToLive, loader, settings, time, MOST_ENTITIES);
    }

    /** @param most how many entities are kept at the most */
    ReferenceCache(
            Set<String> entities,
            Duration timeToLive,
            Loader loader,
            CompanySettingsCache settings,
            Time time,
            int most) {
        this.settings = settings;
        this.entities = Set.copyOf(entities);
        this.loader = loader;
        this.shelves = Caffeine.newBuilder()
                // One company always finds room, however large: it would be read anew for each look-up.
                .<EntityKey, Shelf>weigher((key, shelf) -> Math.min(most / 2, shelf.byId.size() + 1))
                .maximumWeight(most)
                .expireAfterWrite(timeToLive)
                // By the clock for distances: a clock that is set does not keep what is old.
                .ticker(time::nanos)
                .executor(Runnable::run)
                .buildAsync();
    }

    /** What companies have set in their Preferences. */
    public CompanySettingsCache settings() {
        return settings;
    }

    public boolean covers(String entity) {
        return entities.contains(entity);
    }

    /** The entity whose field has a value; completes with null where the cache knows none. */
    public CompletionStage<JsonNode> find(String realmId, String entity, String field, String value) {
        return shelf(new EntityKey(realmId, entity))
                .thenApply(shelf -> field.equals("Id") ? shelf.byId.get(value) : shelf.find(field, value));
    }

    private CompletableFuture<Shelf> shelf(EntityKey key) {
        CompletableFuture<Shelf> there = shelves.getIfPresent(key);
        if (there != null) {
            return there;
        }
        CompletableFuture<Shelf> mine = new CompletableFuture<>();
        CompletableFuture<Shelf> other = shelves.asMap().putIfAbsent(key, mine);
        if (other != null) {
            return other;
        }
        load(key, mine);
        return mine;
    }

    /** Everything is read anew when it is needed. */
    public void clear() {
        shelves.asMap().clear();
        settings.clear();
    }

    private void load(EntityKey key, CompletableFuture<Shelf> result) {
        Stage.failing(() -> Query.all(loader.all(key.realmId(), key.entity()))).whenComplete((rows, failure) -> {
            if (failure != null) {
                // First of all: whoever hears of it can look up again at once.
                shelves.asMap().remove(key, result);
                result.completeExceptionally(failure);
                return;
            }
            Shelf shelf = new Shelf();
            rows.forEach(shelf::put);
            result.complete(shelf);
        });
    }

    /** An entity is known to be so now: we wrote it, or were told of it. */
    public void changed(String realmId, String entity, JsonNode now) {
        if (entity.equals("Preferences")) {
            settings.preferencesChanged(realmId);
        } else if (entity.equals("ExchangeRate")) {
            settings.ratesChanged(realmId);
        }
        CompletableFuture<Shelf> shelf = covers(entity) ? shelves.getIfPresent(new EntityKey(realmId, entity)) : null;
        if (shelf == null) {
            return;
        }
        // While it is being read, what was read may be older: it is put in its place afterwards.
        shelf.thenAccept(loaded -> {
            boolean gone = "Deleted".equals(Json.text(now, "status"))
                    || now.path("Active").isBoolean() && !now.path("Active").booleanValue();
            if (gone) {
                loaded.remove(Json.text(now, "Id"));
            } else {
                loaded.put(now);
            }
        });
    }
}
