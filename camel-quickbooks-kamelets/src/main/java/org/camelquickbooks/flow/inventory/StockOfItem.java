package org.camelquickbooks.flow.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.flow.engine.JsonStep;
import org.camelquickbooks.model.Json;

/** Makes the stock level of an item as QuickBooks has it. */
final class StockOfItem extends JsonStep {

    private final String flow;

    StockOfItem(String flow) {
        this.flow = flow;
    }

    @Override
    public void process(Exchange exchange, JsonNode item) {
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
        // The day on which it is told is no news.
        JsonNode whatMatters = stock.deepCopy().without(List.of("date"));
        FlowWork.begin(exchange, new FlowKey(flow, company, Json.text(item, "Id")), stock, whatMatters);
        exchange.getMessage().setBody(stock.toString());
    }
}
