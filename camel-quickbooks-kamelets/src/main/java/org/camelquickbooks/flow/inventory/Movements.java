package org.camelquickbooks.flow.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.model.Json;

/** What was bought, sold and adjusted after a count: it is in QuickBooks' stock, and was not in what was counted. */
final class Movements {

    private static final BigDecimal IN = BigDecimal.ONE;
    private static final BigDecimal OUT = BigDecimal.ONE.negate();

    /** Documents that move stock, and in which direction. */
    private static final Map<String, BigDecimal> DOCUMENTS = Map.of(
            "Invoice", OUT,
            "SalesReceipt", OUT,
            "VendorCredit", OUT,
            "CreditMemo", IN,
            "RefundReceipt", IN,
            "Bill", IN,
            "Purchase", IN,
            "InventoryAdjustment", IN);

    private final Calls calls;
    private final Set<String> none;

    /** @param none the Ids of adjustments that move no goods */
    Movements(Calls calls, Set<String> none) {
        this.calls = calls;
        this.none = none;
    }

    /** Quantities by the Ids of items: since the time of the count where it has one, else after its day. */
    CompletableFuture<Map<String, BigDecimal>> since(JsonNode count) {
        String time = Json.text(count, "counted");
        String where = time != null ? "MetaData.CreateTime > :after" : "TxnDate > :after";
        Object after = time != null ? OffsetDateTime.parse(time).toInstant().toString() : Json.text(count, "date");
        Map<String, BigDecimal> moved = new HashMap<>();
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (Map.Entry<String, BigDecimal> document : DOCUMENTS.entrySet()) {
            CompletableFuture<?> asked = calls.query(
                            "select * from " + document.getKey() + " where " + where, Map.of("after", after))
                    .thenAccept(rows -> {
                        synchronized (moved) {
                            rows.stream()
                                    .filter(row -> !isNone(document.getKey(), row))
                                    .forEach(row -> add(row.path("Line"), direction(document.getValue(), row), moved));
                        }
                    });
            all = all.thenCombine(asked, (one, other) -> null);
        }
        return all.thenApply(done -> moved);
    }

    private boolean isNone(String entity, JsonNode row) {
        return entity.equals("InventoryAdjustment") && none.contains(Json.text(row, "Id"));
    }

    /** What a card was credited for went back to the shop. */
    private static BigDecimal direction(BigDecimal usual, JsonNode row) {
        return row.path("Credit").asBoolean() ? usual.negate() : usual;
    }

    private static void add(JsonNode lines, BigDecimal direction, Map<String, BigDecimal> moved) {
        for (JsonNode line : lines) {
            JsonNode detail = line.path(line.path("DetailType").asText());
            String item = Json.text(detail.path("ItemRef"), "value");
            JsonNode quantity = detail.has("QtyDiff") ? detail.path("QtyDiff") : detail.path("Qty");
            if (item != null && quantity.isNumber()) {
                moved.merge(item, quantity.decimalValue().multiply(direction), BigDecimal::add);
            }
            // Lines of a bundle stand within its line.
            add(detail.path("Line"), direction, moved);
        }
    }
}
