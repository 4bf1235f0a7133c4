package org.camelquickbooks.flow.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.Intake;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.operation.InputBody;

/** Makes the stock level of an item as QuickBooks has it. */
final class StockOfItem extends AsyncStep {

    private final Intake intake;

    StockOfItem(Intake intake) {
        this.intake = intake;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) throws Exception {
        JsonNode item = new InputBody(Json.EXACT, "the stock flow").object(exchange);
        ObjectNode stock = Json.object().put("id", Json.text(item, "Id")).put("item", Json.text(item, "Name"));
        if (item.has("Sku")) {
            stock.set("sku", item.path("Sku"));
        }
        stock.set("quantity", item.path("QtyOnHand"));
        stock.put(
                "date",
                Journals.now(exchange.getContext())
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString());
        String company = exchange.getMessage().getHeader(QuickBooksConstants.REALM_ID, String.class);
        // The day on which it is sent is no news.
        JsonNode whatMatters = stock.deepCopy().without(List.of("date"));
        return intake.begin(exchange, company, Json.text(item, "Id"), stock, whatMatters, null)
                .thenAccept(work -> exchange.getMessage().setBody(stock.toString()));
    }
}
