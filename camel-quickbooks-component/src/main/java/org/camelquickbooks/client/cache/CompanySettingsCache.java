package org.camelquickbooks.client.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
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
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.CompanySettings;
import org.camelquickbooks.model.CustomFieldDefinition;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.JsonLimits;

/**
 * The custom fields and currencies of companies, from their Preferences. If Preferences do not contain a name, the
 * last changed document of the company is read too, because other fields than the classic three may be listed only
 * there (facts, section 11).
 */
public final class CompanySettingsCache {

    /** Reads what the cache is made of. */
    public interface SettingsSource {
        CompletionStage<JsonNode> preferences(String realmId);

        /** The rate of a currency on a day (null for today); completes with null where none is on record. */
        CompletionStage<JsonNode> rate(String realmId, String currency, String date, Priority priority);

        /** One entity of a kind, with all its custom fields; completes with null where there is none. */
        CompletionStage<JsonNode> example(String realmId, String entity);
    }

    /** A rate on a day; the day is null for today. */
    private record DayRate(String realmId, String currency, String date) {}

    /** What is known of one company. */
    private record ReadCompany(
            CompanySettings settings, long nanos, Map<String, CompletableFuture<List<CustomFieldDefinition>>> listed) {

        List<CustomFieldDefinition> customFields(String entity) {
            List<CustomFieldDefinition> all = new ArrayList<>(settings.customFields(entity));
            CompletableFuture<List<CustomFieldDefinition>> read = listed.get(entity);
            // One that is under way, or has failed, tells nothing.
            boolean isRead = read != null && read.isDone() && !read.isCompletedExceptionally();
            for (CustomFieldDefinition more : isRead ? read.join() : List.<CustomFieldDefinition>of()) {
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

    /** Companies that were forgotten a moment ago because of a dropped field. */
    private final Cache<String, Boolean> forgotten;

    public CompanySettingsCache(Duration timeToLive, SettingsSource source, Time time) {
        this.source = source;
        this.time = time;
        this.companies = cache(timeToLive);
        this.rates = cache(timeToLive);
        this.forgotten = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(SHORTEST)
                .ticker(time::nanos)
                .executor(Runnable::run)
                .build();
    }

    private <K, V> AsyncCache<K, V> cache(Duration timeToLive) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(timeToLive)
                .ticker(time::nanos)
                .executor(Runnable::run)
                .buildAsync();
    }

    /**
     * What a currency is worth on a day by QuickBooks' record; completes with null where it has no rate. No rate and a
     * rate of 1 are not kept: somebody is about to correct them.
     *
     * @param priority of the read, where one is needed
     */
    public CompletionStage<JsonNode> rate(String realmId, String currency, String date, Priority priority) {
        DayRate key = new DayRate(realmId, currency, date);
        CompletableFuture<Optional<JsonNode>> read =
                once(rates.asMap(), key, () -> source.rate(realmId, currency, date, priority)
                        .thenApply(Optional::ofNullable));
        return read.thenApply(rate -> {
            if (rate.isEmpty() || isOne(rate.get())) {
                rates.asMap().remove(key, read);
            }
            return rate.orElse(null);
        });
    }

    /** Whether a rate is 1, as a number or as text. */
    public static boolean isOne(JsonNode rate) {
        BigDecimal number = JsonLimits.decimal(rate.asText());
        return number != null && number.compareTo(BigDecimal.ONE) == 0;
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
        CompletableFuture<ReadCompany> read = known(realmId);
        return read.thenCompose(known -> {
            if (lacks.apply(known.customFields(entity)).isEmpty()) {
                return CompletableFuture.completedFuture(known.customFields(entity));
            }
            if (time.nanos() - known.nanos() >= SHORTEST.toNanos()) {
                // Not what another has read since.
                companies.asMap().remove(realmId, read);
            }
            return known(realmId)
                    .thenCompose(now -> lacks.apply(now.customFields(entity)).isEmpty()
                            ? CompletableFuture.completedFuture(now.customFields(entity))
                            : listed(realmId, entity, now).thenApply(listed -> now.customFields(entity)));
        });
    }

    private CompletionStage<List<CustomFieldDefinition>> listed(String realmId, String entity, ReadCompany known) {
        return once(known.listed(), entity, () -> source.example(realmId, entity)
                .thenApply(form -> form == null ? List.of() : CustomFields.definitions(form.path(CustomFields.LIST))));
    }

    private CompletableFuture<ReadCompany> known(String realmId) {
        return once(companies.asMap(), realmId, () -> source.preferences(realmId)
                .thenApply(preferences ->
                        new ReadCompany(CompanySettings.of(preferences), time.nanos(), new ConcurrentHashMap<>())));
    }

    /** One read for all who ask meanwhile; one that failed is not kept. */
    private static <K, V> CompletableFuture<V> once(
            Map<K, CompletableFuture<V>> reads, K key, Supplier<CompletionStage<V>> read) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> there = reads.putIfAbsent(key, mine);
        if (there != null) {
            return there;
        }
        Stage.failing(read).whenComplete((value, failure) -> {
            if (failure != null) {
                reads.remove(key, mine);
                mine.completeExceptionally(failure);
            } else {
                mine.complete(value);
            }
        });
        return mine;
    }

    /**
     * A company's Preferences may be others now, since QuickBooks has dropped a field. Of many dropped fields the first
     * counts: Preferences are not read for each.
     */
    public void forget(String realmId) {
        if (forgotten.asMap().putIfAbsent(realmId, true) == null) {
            preferencesChanged(realmId);
        }
    }

    /** A company's Preferences are others now. */
    void preferencesChanged(String realmId) {
        companies.asMap().remove(realmId);
    }

    /** A company has another rate on record now. */
    void ratesChanged(String realmId) {
        rates.asMap().keySet().removeIf(rate -> rate.realmId().equals(realmId));
    }

    void clear() {
        companies.asMap().clear();
        rates.asMap().clear();
        forgotten.invalidateAll();
    }
}
