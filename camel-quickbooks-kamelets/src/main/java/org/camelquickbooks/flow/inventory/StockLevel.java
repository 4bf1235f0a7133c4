package org.camelquickbooks.flow.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.flow.engine.TakeFromQuickBooks;
import org.camelquickbooks.model.Json;

/** The stock level of an item as QuickBooks has it. */
final class StockLevel implements TakeFromQuickBooks.Subject {

    @Override
    public CompletionStage<TakeFromQuickBooks.Taken> taken(Exchange exchange, String company, JsonNode item) {
        String id = Json.text(item, "Id");
        ObjectNode stock = Json.object().put("id", id).put("item", Json.text(item, "Name"));
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
        // The day on which it is sent is no news.
        JsonNode whatMatters = stock.deepCopy().without(List.of("date"));
        return CompletableFuture.completedFuture(new TakeFromQuickBooks.Taken(id, stock, whatMatters, null));
    }

    @Override
    public CompletionStage<?> begun(Exchange exchange, FlowWork work, Calls calls) {
        exchange.getMessage().setBody(work.message().toString());
        return CompletableFuture.completedFuture(null);
    }
}
