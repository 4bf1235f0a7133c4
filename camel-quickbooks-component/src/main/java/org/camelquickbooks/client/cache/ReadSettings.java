package org.camelquickbooks.client.cache;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksNotFoundException;

/**
 * Reads the settings of companies from QuickBooks.
 *
 * @param source the caller of the requests
 */
public record ReadSettings(Next client, String source) implements CompanySettingsCache.SettingsSource {

    @Override
    public CompletionStage<JsonNode> preferences(String realmId) {
        return client.proceed(named(Request.get(realmId, "preferences")))
                .thenApply(response -> response.json().path("Preferences"));
    }

    @Override
    public CompletionStage<JsonNode> rate(String realmId, String currency, String date, Priority priority) {
        return client.proceed(named(
                        Request.get(realmId, "exchangerate")
                                .parameter("sourcecurrencycode", currency)
                                .parameter("asofdate", date),
                        priority))
                .thenApply(response -> response.json().path("ExchangeRate").path("Rate"))
                .thenApply(rate -> rate.isNumber() ? rate : null)
                .exceptionallyCompose(failure -> Failures.cause(failure) instanceof QuickBooksNotFoundException
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(Failures.cause(failure)));
    }

    @Override
    public CompletionStage<JsonNode> example(String realmId, String entity) {
        // Nothing but a form lists fields that are not classic, and each form lists all of them (facts, section 11):
        // the one that was written last lists those that were defined last.
        return client.proceed(named(Query.request(
                                realmId,
                                "SELECT * FROM " + entity + " ORDERBY MetaData.LastUpdatedTime DESC MAXRESULTS 1")
                        .parameter("include", CustomFields.ENHANCED)))
                .thenApply(response ->
                        Json.rows(response.json().path("QueryResponse")).path(0))
                .thenApply(row -> row.isObject() ? row : null);
    }

    private Request named(Request.Builder request) {
        return named(request, Priority.INTERACTIVE);
    }

    private Request named(Request.Builder request, Priority priority) {
        return request.operation(source).priority(priority).source(source).build();
    }
}
