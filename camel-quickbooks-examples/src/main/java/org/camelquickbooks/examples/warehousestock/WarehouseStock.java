package org.camelquickbooks.examples.warehousestock;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.camelquickbooks.examples.Demo;
import org.camelquickbooks.examples.Outcome;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.Sample;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.springframework.jdbc.core.JdbcTemplate;

/** A warehouse on a database: what QuickBooks has goes there, what is counted there comes back. */
public final class WarehouseStock {

    private WarehouseStock() {}

    public static Outcome run(Map<String, String> properties, PrintStream out) throws Exception {
        QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .port(0)
                .sample(Sample.OWN)
                .withCompany(QuickBooksSandbox.US_REALM)
                .start();
        try (Demo demo = new Demo("warehouse-stock", out, properties, sandbox)) {
            JdbcTemplate sql = demo.database("warehouse");
            tables(sql);
            demo.start(new Routes());
            return show(demo, sql);
        }
    }

    private static void tables(JdbcTemplate sql) {
        sql.execute(
                "CREATE TABLE IF NOT EXISTS stock (sku VARCHAR(100) PRIMARY KEY, name VARCHAR(200), quantity DECIMAL(18, 5))");
        sql.execute(
                "CREATE TABLE IF NOT EXISTS stock_count (id VARCHAR(40) PRIMARY KEY, sku VARCHAR(100), quantity DECIMAL(18, 5),"
                        + " counted DATE, answer VARCHAR(2000))");
    }

    private static Outcome show(Demo demo, JdbcTemplate sql) throws Exception {
        SandboxCompany company = demo.sandbox().company();
        demo.await("The warehouse has the stock of all items that QuickBooks keeps", () -> levels(sql)
                .equals(levels(company)));
        String sku = levels(company).keySet().iterator().next();
        sell(company, sku);
        demo.await("One piece of " + sku + " was sold, and the warehouse has the new stock", () -> levels(sql)
                .equals(levels(company)));
        BigDecimal counted = levels(company).get(sku).subtract(BigDecimal.ONE);
        sql.update(
                "INSERT INTO stock_count (id, sku, quantity, counted) VALUES (?, ?, ?, CURRENT_DATE)",
                "count-" + demo.get("state").hashCode(),
                sku,
                counted);
        demo.await(
                "The warehouse has counted one piece less of " + sku + ", and QuickBooks was adjusted",
                () -> levels(company).get(sku).compareTo(counted) == 0
                        && sql.queryForObject("SELECT count(*) FROM stock_count WHERE answer IS NULL", Integer.class)
                                == 0);
        demo.await("Both sides agree again", () -> levels(sql).equals(levels(company)));
        levels(company)
                .forEach((each, quantity) -> demo.say("  %-20s %10s %10s"
                        .formatted(
                                each,
                                quantity.toPlainString(),
                                levels(sql).get(each).toPlainString())));
        return demo.outcome(true, "a sale and a count reached the other side, and both sides have the same stock");
    }

    private static Map<String, BigDecimal> levels(JdbcTemplate sql) {
        Map<String, BigDecimal> levels = new HashMap<>();
        sql.query("SELECT sku, quantity FROM stock", row -> {
            levels.put(row.getString(1), plain(row.getBigDecimal(2)));
        });
        return levels;
    }

    private static Map<String, BigDecimal> levels(SandboxCompany company) {
        Map<String, BigDecimal> levels = new HashMap<>();
        company.query("select * from Item where Type = 'Inventory'")
                .forEach(item -> levels.put(
                        item.has("Sku")
                                ? item.path("Sku").asText()
                                : item.path("Name").asText(),
                        plain(item.path("QtyOnHand").decimalValue())));
        return levels;
    }

    private static BigDecimal plain(BigDecimal quantity) {
        return quantity.setScale(5);
    }

    private static void sell(SandboxCompany company, String sku) {
        String item = company.query("select * from Item where Type = 'Inventory'").stream()
                .filter(row -> sku.equals(row.path("Sku").asText())
                        || sku.equals(row.path("Name").asText()))
                .findFirst()
                .orElseThrow()
                .path("Id")
                .asText();
        String customer = company.query("select * from Customer maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        company.create(
                "Invoice",
                Json.object()
                        .setAll(Map.of(
                                "CustomerRef", Json.object().put("value", customer),
                                "Line",
                                        Json.EXACT
                                                .createArrayNode()
                                                .add(Json.object()
                                                        .put("Amount", BigDecimal.TEN)
                                                        .put("DetailType", "SalesItemLineDetail")
                                                        .set(
                                                                "SalesItemLineDetail",
                                                                Json.object()
                                                                        .put("Qty", 1)
                                                                        .put("UnitPrice", BigDecimal.TEN)
                                                                        .set(
                                                                                "ItemRef",
                                                                                Json.object()
                                                                                        .put("value", item)))))));
    }
}
