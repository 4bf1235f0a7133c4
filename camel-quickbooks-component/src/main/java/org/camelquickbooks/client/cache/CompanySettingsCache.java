package org.camelquickbooks.client.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.CompanySettings;
import org.camelquickbooks.model.CustomFieldDefinition;
import org.camelquickbooks.model.CustomFields;

/**
 * Custom fields and currencies of companies, from their Preferences. Names that Preferences do not know are looked for
 * in what a form of the company lists, since fields that are not classic may stand nowhere else (facts, section 11).
 */
public final class CompanySettingsCache {

    /** Reads what the cache is made of. */
    public interface SettingsSource {
        CompletionStage<JsonNode> preferences(String realmId);

        /** The rate of a currency on a day (null for today); completes with null where none is on record. */
        CompletionStage<JsonNode> rate(String realmId, String currency, String date);

        /** One entity of a kind, with all its custom fields; completes with null where there is none. */
        CompletionStage<JsonNode> example(String realmId, String entity);
    }

    /** A rate on a day; the day is null for today. */
    private record DayRate(String realmId, String currency, String date) {}

    /** What is known of one company. */
    private record ReadCompany(CompanySettings settings, long nanos, Map<String, List<CustomFieldDefinition>> listed) {

        List<CustomFieldDefinition> customFields(String entity) {
            List<CustomFieldDefinition> all = new ArrayList<>(settings.customFields(entity));
            for (CustomFieldDefinition more : listed.getOrDefault(entity, List.of())) {
                if (all.stream().noneMatch(one -> one.id().equals(more.id()))) {
                    all.add(more);
                }
            }
            return all;
        }
    }

    private static final int MOST = 10_000;

    /** A message with a wrong name is redelivered, and must not read for each time. */
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    private final SettingsSource source;
    private final Time time;
    private final AsyncCache<String, ReadCompany> companies;

    private final AsyncCache<DayRate, Optional<JsonNode>> rates;

    public CompanySettingsCache(Duration timeToLive, SettingsSource source, Time time) {
        this.source = source;
        this.time = time;
        this.companies = cache(timeToLive);
        this.rates = cache(timeToLive);
    }

    private <K, V> AsyncCache<K, V> cache(Duration timeToLive) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(timeToLive)
                .ticker(time::nanos)
                .executor(Runnable::run)
                .buildAsync();
    }

    /** What a currency is worth on a day by QuickBooks' record; completes with null where it has no rate. */
    public CompletionStage<JsonNode> rate(String realmId, String currency, String date) {
        DayRate key = new DayRate(realmId, currency, date);
        return once(rates, key, () -> source.rate(realmId, currency, date).thenApply(Optional::ofNullable))
                .thenApply(rate -> rate.orElse(null));
    }

    public CompletionStage<CompanySettings> settings(String realmId) {
        return known(realmId).thenApply(ReadCompany::settings);
    }

    /**
     * The custom fields of an entity. They are read again where they lack a name, at most every ten seconds.
     *
     * @param lacks the names that a list of definitions does not have
     */
    public CompletionStage<List<CustomFieldDefinition>> customFields(
            String realmId, String entity, Function<List<CustomFieldDefinition>, ? extends Collection<String>> lacks) {
        return known(realmId).thenCompose(known -> {
            if (lacks.apply(known.customFields(entity)).isEmpty()) {
                return CompletableFuture.completedFuture(known.customFields(entity));
            }
            if (time.nanos() - known.nanos() >= SHORTEST.toNanos()) {
                companies.asMap().remove(realmId);
            }
            return known(realmId)
                    .thenCompose(now -> lacks.apply(now.customFields(entity)).isEmpty()
                            ? CompletableFuture.completedFuture(now.customFields(entity))
                            : listed(realmId, entity, now).thenApply(listed -> now.customFields(entity)));
        });
    }

    private CompletionStage<List<CustomFieldDefinition>> listed(String realmId, String entity, ReadCompany known) {
        List<CustomFieldDefinition> there = known.listed().get(entity);
        if (there != null) {
            return CompletableFuture.completedFuture(there);
        }
        return Stage.failing(() -> source.example(realmId, entity)).thenApply(form -> {
            List<CustomFieldDefinition> definitions =
                    form == null ? List.of() : CustomFields.definitions(form.path(CustomFields.LIST));
            known.listed().put(entity, definitions);
            return definitions;
        });
    }

    private CompletableFuture<ReadCompany> known(String realmId) {
        return once(companies, realmId, () -> source.preferences(realmId)
                .thenApply(preferences ->
                        new ReadCompany(CompanySettings.of(preferences), time.nanos(), new ConcurrentHashMap<>())));
    }

    /** One read for all who ask meanwhile; one that failed is not kept. */
    private static <K, V> CompletableFuture<V> once(AsyncCache<K, V> cache, K key, Supplier<CompletionStage<V>> read) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> there = cache.asMap().putIfAbsent(key, mine);
        if (there != null) {
            return there;
        }
        Stage.failing(read).whenComplete((value, failure) -> {
            if (failure != null) {
                cache.asMap().remove(key, mine);
                mine.completeExceptionally(failure);
            } else {
                mine.complete(value);
            }
        });
        return mine;
    }

    /** A company's Preferences are others now. */
    public void forget(String realmId) {
        companies.asMap().remove(realmId);
    }

    void clear() {
        companies.asMap().clear();
        rates.asMap().clear();
    }
}
