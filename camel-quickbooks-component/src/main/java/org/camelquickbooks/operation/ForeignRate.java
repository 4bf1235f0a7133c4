package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.cache.CompanySettingsCache;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.NeverSentException;
import org.camelquickbooks.model.OneLine;
import org.camelquickbooks.outbox.LastAttempt;

/**
 * Refuses a document in a foreign currency at the rate 1: a hundred euros that count as a hundred dollars. QuickBooks
 * takes the rate on record where none is given, and 1 where none is on record.
 */
final class ForeignRate {

    private static final int LONGEST_QUOTED = 10;

    private ForeignRate() {}

    /** Whether a new document has to be looked at. */
    static boolean isWatched(Call call, EntityType type, JsonNode body) {
        return !call.options().isAllowRateOfOne()
                && type.kind() == EntityType.Category.TXN
                && Json.text(body.path("CurrencyRef"), "value") != null
                && (!body.hasNonNull("ExchangeRate") || CompanySettingsCache.isOne(body.path("ExchangeRate")));
    }

    /** The same of one that may have been sent before: QuickBooks may have it already, and only its answer says so. */
    static CompletionStage<Void> check(Call call, EntityType type, JsonNode body, LastAttempt last) {
        return last.wasSent() ? CompletableFuture.completedFuture(null) : check(call, call.label(), type, body);
    }

    /** Completes where a new document may be sent. */
    static CompletionStage<Void> check(Call call, String label, EntityType type, JsonNode body) {
        if (!isWatched(call, type, body)) {
            return CompletableFuture.completedFuture(null);
        }
        String currency = Json.text(body.path("CurrencyRef"), "value");
        return call.runtime().cache().settings().settings(call.realmId()).thenCompose(settings -> {
            String home = settings.homeCurrency();
            // Where Preferences do not say which is the company's, none is foreign.
            if (!settings.severalCurrencies() || home == null || currency.equals(home)) {
                return CompletableFuture.completedFuture(null);
            }
            if (body.hasNonNull("ExchangeRate")) {
                throw refused(label, currency, home, "its ExchangeRate is 1");
            }
            return call.runtime()
                    .cache()
                    .settings()
                    .rate(
                            call.realmId(),
                            currency,
                            Json.text(body, "TxnDate"),
                            call.origin().priority())
                    .thenAccept(rate -> {
                        if (rate == null || CompanySettingsCache.isOne(rate)) {
                            throw refused(
                                    label,
                                    currency,
                                    home,
                                    "it has no ExchangeRate, and QuickBooks has no other rate than 1 on record for that day");
                        }
                    });
        });
    }

    private static NeverSentException refused(String label, String currency, String home, String reason) {
        return new NeverSentException(label + ": the document is in " + OneLine.of(currency, LONGEST_QUOTED)
                + ", the company's currency is " + home + ", and " + reason
                + ". Set ExchangeRate to the value of one " + OneLine.of(currency, LONGEST_QUOTED) + " in " + home
                + ", or, if it is 1, set allowRateOfOne=true");
    }
}
