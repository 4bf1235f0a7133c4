package org.camelquickbooks.examples.warehousestock;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The integration: two flows, and the warehouse's tables at their ends. */
public final class Routes extends RouteBuilder {

    @Override
    public void configure() {
        // QuickBooks' stock to the warehouse, on a schedule.
        templatedRoute("quickbooks-stock-flow")
                .routeId("stock")
                .parameter("poll", "scheduler=quartz&scheduler.cron={{sync.cron}}")
                .parameter("warehouse", "direct:warehouse");
        from("direct:warehouse")
                .routeId("warehouse")
                .unmarshal()
                .json(Map.class)
                .setProperty("level", body())
                .process(Routes::sku)
                .to("sql:UPDATE stock SET name = :#item, quantity = :#quantity WHERE sku = :#sku?dataSource=#warehouse")
                .filter(header("CamelSqlUpdateCount").isEqualTo(0))
                .setBody(exchangeProperty("level"))
                .to(
                        "sql:INSERT INTO stock (sku, name, quantity) VALUES (:#sku, :#item, :#quantity)?dataSource=#warehouse");

        // The warehouse's counts to QuickBooks, as soon as they are there.
        from("sql:SELECT * FROM stock_count WHERE answer IS NULL?dataSource=#warehouse&delay=1000&initialDelay=0")
                .routeId("counts")
                .process(Routes::count)
                .to("direct:counts");
        templatedRoute("quickbooks-count-flow")
                .routeId("adjustments")
                .parameter("counts", "direct:counts")
                .parameter("adjustmentAccount", "{{accounts.shrinkage}}")
                .parameter("acknowledgements", "direct:answered")
                .parameter("deadLetter", "direct:answered");
        from("direct:answered")
                .routeId("answered")
                .convertBodyTo(String.class)
                .setHeader("answer", body())
                .process(exchange -> exchange.getMessage().setHeader("count", id(exchange)))
                .to("sql:UPDATE stock_count SET answer = :#answer WHERE id = :#count?dataSource=#warehouse");
    }

    /** An item without a SKU goes by its name. */
    @SuppressWarnings("unchecked")
    private static void sku(Exchange exchange) {
        Map<String, Object> level = exchange.getMessage().getBody(Map.class);
        level.putIfAbsent("sku", level.get("item"));
    }

    /** The number of the count, from an acknowledgement or a dead letter. */
    private static String id(Exchange exchange) {
        try (JsonReader reader =
                Json.createReader(new StringReader(exchange.getMessage().getBody(String.class)))) {
            return reader.readObject().getString("id");
        }
    }

    /** A row as a canonical count. */
    @SuppressWarnings("unchecked")
    private static void count(Exchange exchange) {
        Map<String, Object> row = exchange.getMessage().getBody(Map.class);
        JsonObject count = Json.createObjectBuilder()
                .add("id", row.get("ID").toString())
                .add("date", row.get("COUNTED").toString())
                .add(
                        "counts",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("sku", row.get("SKU").toString())
                                        .add("quantity", (BigDecimal) row.get("QUANTITY"))))
                .build();
        exchange.getMessage().setBody(count);
    }
}
