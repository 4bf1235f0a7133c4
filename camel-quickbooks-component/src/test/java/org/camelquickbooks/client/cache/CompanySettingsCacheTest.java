package org.camelquickbooks.client.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.model.CustomFieldDefinition;
import org.camelquickbooks.model.Json;
import org.junit.jupiter.api.Test;

/** What is read of a company's settings, and when. */
class CompanySettingsCacheTest {

    private static final String REALM = "1";

    private final VirtualTime time = new VirtualTime(Instant.EPOCH, now -> {});
    private final List<String> reads = new ArrayList<>();
    private JsonNode preferences = preferences("Crew #");
    private JsonNode form;
    private JsonNode rate;
    private CompletableFuture<JsonNode> slowForm;
    private boolean fails;

    private final CompanySettingsCache cache = new CompanySettingsCache(
            Duration.ofMinutes(10),
            new CompanySettingsCache.SettingsSource() {
                @Override
                public CompletionStage<JsonNode> preferences(String realmId) {
                    reads.add("preferences");
                    return fails
                            ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                            : CompletableFuture.completedFuture(preferences);
                }

                @Override
                public CompletionStage<JsonNode> rate(String realmId, String currency, String date, Priority priority) {
                    reads.add(currency + " " + date + " " + priority);
                    return CompletableFuture.completedFuture(rate);
                }

                @Override
                public CompletionStage<JsonNode> example(String realmId, String entity) {
                    reads.add(entity);
                    return slowForm != null ? slowForm : CompletableFuture.completedFuture(form);
                }
            },
            time);

    private static JsonNode preferences(String first) {
        return Json.parsed("{\"SalesFormsPrefs\":{\"CustomField\":[{\"CustomField\":["
                + "{\"Name\":\"SalesFormsPrefs.UseSalesCustom1\",\"BooleanValue\":true},"
                + "{\"Name\":\"SalesFormsPrefs.UseSalesCustom2\",\"BooleanValue\":false}]},{\"CustomField\":["
                + "{\"Name\":\"SalesFormsPrefs.SalesCustomName1\",\"StringValue\":\"" + first + "\"},"
                + "{\"Name\":\"SalesFormsPrefs.SalesCustomName2\",\"StringValue\":\"Off\"}]}]},"
                + "\"CurrencyPrefs\":{\"MultiCurrencyEnabled\":true,\"HomeCurrency\":{\"value\":\"CAD\"}}}");
    }

    private List<CustomFieldDefinition> fields(String name) {
        return started(name).toCompletableFuture().join();
    }

    private CompletionStage<List<CustomFieldDefinition>> started(String name) {
        Function<List<CustomFieldDefinition>, Collection<String>> lacks = definitions ->
                definitions.stream().anyMatch(definition -> definition.hasName(name)) ? List.of() : List.of(name);
        return cache.customFields(REALM, "Invoice", lacks);
    }

    private JsonNode rateOf(String date) {
        return cache.rate(REALM, "EUR", date, Priority.BULK)
                .toCompletableFuture()
                .join();
    }

    @Test
    void whatIsSwitchedOffIsNoField() {
        assertThat(fields("crew # ")).containsExactly(new CustomFieldDefinition("1", "Crew #", "StringType"));
        assertThat(fields("Off")).hasSize(1);
        assertThat(cache.settings(REALM).toCompletableFuture().join().homeCurrency())
                .isEqualTo("CAD");
        assertThat(cache.settings(REALM).toCompletableFuture().join().severalCurrencies())
                .isTrue();
    }

    @Test
    void fieldsThatOnlyFormsListHaveTheirTypes() {
        form = Json.parsed("{\"CustomField\":[{\"DefinitionId\":\"1\",\"Name\":\"Crew #\",\"Type\":\"StringType\"},"
                + "{\"DefinitionId\":\"8000012\",\"Name\":\"Promised\",\"Type\":\"DateType\"}]}");
        assertThat(fields("Promised"))
                .containsExactly(
                        new CustomFieldDefinition("1", "Crew #", "StringType"),
                        new CustomFieldDefinition("8000012", "Promised", "DateType"));
        assertThat(reads).containsExactly("preferences", "Invoice");
        fields("Promised");
        fields("Crew #");
        assertThat(reads).hasSize(2);
    }

    @Test
    void unknownNamesReadAgainButNotForEachMessage() {
        fields("Crew #");
        preferences = preferences("Team");
        fields("Team");
        fields("Team");
        assertThat(reads).containsExactly("preferences", "Invoice");
        time.leap(Duration.ofSeconds(10));
        assertThat(fields("Team")).extracting(CustomFieldDefinition::name).containsExactly("Team");
        assertThat(reads).containsExactly("preferences", "Invoice", "preferences");
    }

    @Test
    void aRateIsReadOnceForADayUntilItIsWritten() {
        rate = Json.parsed("1.25");
        for (String date : List.of("2026-01-31", "2026-01-31", "2026-02-01")) {
            assertThat(rateOf(date)).isEqualTo(rate);
        }
        assertThat(reads).containsExactly("EUR 2026-01-31 BULK", "EUR 2026-02-01 BULK");
        cache.ratesChanged("2");
        rateOf("2026-01-31");
        assertThat(reads).hasSize(2);
        cache.ratesChanged(REALM);
        rate = Json.parsed("1.5");
        assertThat(rateOf("2026-01-31")).isEqualTo(rate);
        assertThat(reads).hasSize(3);
    }

    @Test
    void noRateAndARateOfOneAreNotKept() {
        assertThat(rateOf("2026-01-31")).isNull();
        rate = Json.parsed("1.0");
        assertThat(rateOf("2026-01-31")).isEqualTo(rate);
        rate = Json.parsed("1.25");
        assertThat(rateOf("2026-01-31")).isEqualTo(rate);
    }

    @Test
    void oneFormIsReadForAllThatAskMeanwhile() {
        slowForm = new CompletableFuture<>();
        CompletionStage<List<CustomFieldDefinition>> one = started("Route");
        CompletionStage<List<CustomFieldDefinition>> two = started("Route");
        slowForm.complete(Json.parsed("{\"CustomField\":[{\"DefinitionId\":\"4\",\"Name\":\"Route\"}]}"));
        assertThat(one.toCompletableFuture().join()).hasSize(2);
        assertThat(two.toCompletableFuture().join()).hasSize(2);
        assertThat(reads).containsExactly("preferences", "Invoice");
    }

    @Test
    void aFormThatCannotBeReadIsReadAgain() {
        slowForm = CompletableFuture.failedFuture(new IllegalStateException("away"));
        assertThatThrownBy(() -> fields("Route")).hasRootCauseMessage("away");
        slowForm = null;
        assertThat(fields("Route")).hasSize(1);
        assertThat(reads).containsExactly("preferences", "Invoice", "Invoice");
    }

    @Test
    void manyDroppedFieldsReadOnce() {
        for (int i = 0; i < 3; i++) {
            cache.forget(REALM);
            fields("Crew #");
        }
        assertThat(reads).containsExactly("preferences");
        time.leap(Duration.ofSeconds(11));
        cache.forget(REALM);
        fields("Crew #");
        cache.preferencesChanged(REALM);
        fields("Crew #");
        assertThat(reads).hasSize(3);
    }

    @Test
    void aFailedReadIsNotKept() {
        fails = true;
        assertThatThrownBy(() -> fields("Crew #")).hasRootCauseMessage("away");
        fails = false;
        assertThat(fields("Crew #")).hasSize(1);
    }

    @Test
    void allIsReadAgainAfterAWhileAndWhenItIsForgotten() {
        fields("Crew #");
        cache.forget(REALM);
        fields("Crew #");
        time.leap(Duration.ofMinutes(11));
        fields("Crew #");
        assertThat(reads).containsExactly("preferences", "preferences", "preferences");
    }
}
