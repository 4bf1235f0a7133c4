package org.camelquickbooks.flow.revenue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.Balance;
import org.camelquickbooks.canonical.Transfer;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.TakeFromQuickBooks;
import org.camelquickbooks.model.Json;

/** A portion that is due becomes a journal entry, unless it was posted before. */
final class PortionEntry implements TakeFromQuickBooks.Subject {

    private static final List<String> WHAT_MATTERS =
            List.of("id", "amount", "currency", "rate", "class", "location", "problem");

    @Override
    public String company(JsonNode portion) {
        return Json.text(portion, "company");
    }

    @Override
    public CompletionStage<TakeFromQuickBooks.Taken> taken(Exchange exchange, String company, JsonNode portion) {
        JsonNode whatMatters = ((ObjectNode) portion.deepCopy()).retain(WHAT_MATTERS);
        return CompletableFuture.completedFuture(
                new TakeFromQuickBooks.Taken(Json.text(portion, "id"), portion, whatMatters, portion));
    }

    @Override
    public CompletionStage<?> begun(Exchange exchange, FlowWork work, Calls calls) {
        JsonNode portion = work.message();
        if (portion.has("problem")) {
            throw new IllegalArgumentException(Json.text(portion, "problem"));
        }
        BigDecimal amount = portion.path("amount").decimalValue();
        boolean back = amount.signum() < 0;
        JsonNode absolute = Json.object().put("amount", amount.abs()).path("amount");
        ObjectNode entry = Transfer.entry(
                Json.text(portion, "date"),
                Json.text(portion, "note"),
                absolute,
                Json.text(portion, back ? "to" : "from"),
                Json.text(portion, back ? "from" : "to"));
        Posted.of(portion).toEntry(entry);
        work.anew();
        exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "JournalEntry");
        exchange.getMessage().setBody(Balance.checked(entry));
        return CompletableFuture.completedFuture(null);
    }
}
