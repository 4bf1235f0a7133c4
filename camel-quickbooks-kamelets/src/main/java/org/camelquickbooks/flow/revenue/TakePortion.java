package org.camelquickbooks.flow.revenue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.Balance;
import org.camelquickbooks.canonical.Transfer;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Intake;
import org.camelquickbooks.flow.engine.TakeIn;
import org.camelquickbooks.model.Json;

/** Takes a portion, unless it was posted before, and makes its journal entry. */
final class TakePortion extends AsyncStep {

    private static final List<String> WHAT_MATTERS = List.of("id", "amount", "currency", "rate", "problem");

    private final Intake intake;

    TakePortion(Intake intake) {
        this.intake = intake;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        JsonNode portion = exchange.getMessage().getBody(JsonNode.class);
        String company = Json.text(portion, "company");
        TakeIn.remember(exchange, company, portion);
        JsonNode whatMatters = ((ObjectNode) portion.deepCopy()).retain(WHAT_MATTERS);
        return intake.with(portion)
                .begin(exchange, company, Json.text(portion, "id"), portion, whatMatters, null)
                .thenAccept(work -> {
                    if (portion.has("problem")) {
                        throw new IllegalArgumentException(Json.text(portion, "problem"));
                    }
                    entry(exchange, work, portion);
                });
    }

    private static void entry(Exchange exchange, FlowWork work, JsonNode portion) {
        BigDecimal amount = portion.path("amount").decimalValue();
        boolean back = amount.signum() < 0;
        JsonNode absolute = Json.object().put("amount", amount.abs()).path("amount");
        ObjectNode entry = Transfer.entry(
                Json.text(portion, "date"),
                Json.text(portion, "note"),
                absolute,
                Json.text(portion, back ? "to" : "from"),
                Json.text(portion, back ? "from" : "to"));
        if (portion.has("currency")) {
            entry.putObject("CurrencyRef").set("value", portion.path("currency"));
        }
        if (portion.has("rate")) {
            entry.set("ExchangeRate", portion.path("rate"));
        }
        work.anew();
        exchange.getMessage().setHeader(QuickBooksConstants.REALM_ID, work.key().company());
        exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "JournalEntry");
        exchange.getMessage().setBody(Balance.checked(entry));
    }
}
