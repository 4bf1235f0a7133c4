package org.camelquickbooks.flow.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.Problem;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.model.Json;

/** Compares what a warehouse has counted with what QuickBooks has, and makes the adjustment of what differs. */
final class AdjustmentOfCount extends AsyncStep {

    private final String account;
    private final boolean adjusts;

    /**
     * @param account the name of the account for what is missing or too much
     * @param adjusts whether an adjustment is made; otherwise the differences are told
     */
    AdjustmentOfCount(String account, boolean adjusts) {
        this.account = account;
        this.adjusts = adjusts;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        Calls calls = calls(work.key().company());
        return items(calls, work.message()).thenCompose(items -> {
            Map<JsonNode, BigDecimal> differences = differences(items);
            if (differences.isEmpty() || !adjusts) {
                work.nothingToDo(told(differences));
                return CompletableFuture.completedFuture(null);
            }
            return new Lookups(calls)
                    .id(new Reference("Account", "Name", account))
                    .thenAccept(accountId -> {
                        work.note(told(differences));
                        exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "InventoryAdjustment");
                        exchange.getMessage().setBody(adjustment(work.message(), differences, accountId));
                    });
        });
    }

    /** A line of the count, and its item. */
    private record Counted(JsonNode count, JsonNode item) {}

    /** What QuickBooks has now; no cache would know that. */
    private static CompletableFuture<List<Counted>> items(Calls calls, JsonNode message) {
        return byField(calls, message, "sku", "Sku")
                .thenCombine(byField(calls, message, "item", "Name"), (skus, names) -> {
                    List<Counted> all = new ArrayList<>();
                    List<Problem> problems = new ArrayList<>();
                    for (int i = 0; i < message.path("counts").size(); i++) {
                        JsonNode count = message.path("counts").path(i);
                        String field = count.has("sku") ? "sku" : "item";
                        String value = count.path(field).asText();
                        JsonNode item = (count.has("sku") ? skus : names).get(value.toLowerCase(Locale.ROOT));
                        String pointer = "/counts/" + i + "/" + field;
                        if (item == null) {
                            problems.add(new Problem(pointer, "QuickBooks has no Item '" + value + "' that is active"));
                        } else if (!item.path("Type").asText().equals("Inventory")) {
                            problems.add(new Problem(
                                    pointer,
                                    "item '" + value + "' is "
                                            + item.path("Type").asText() + ", of which QuickBooks keeps no stock"));
                        } else if (all.stream().anyMatch(one -> one.item() == item)) {
                            problems.add(new Problem(pointer, "item '" + value + "' is counted twice"));
                        } else {
                            all.add(new Counted(count, item));
                        }
                    }
                    if (!problems.isEmpty()) {
                        throw new CanonicalException(CanonicalType.COUNT, problems);
                    }
                    return all;
                });
    }

    private static CompletableFuture<Map<String, JsonNode>> byField(
            Calls calls, JsonNode message, String field, String column) {
        List<String> values = new ArrayList<>();
        message.path("counts").forEach(count -> {
            if (count.has(field) && (field.equals("sku") || !count.has("sku"))) {
                values.add(count.path(field).asText());
            }
        });
        return values.isEmpty()
                ? CompletableFuture.completedFuture(Map.of())
                : calls.query("select * from Item where " + column + " in (:values)", Map.of("values", values))
                        .thenApply(rows -> rows.stream()
                                .collect(Collectors.toMap(
                                        row -> row.path(column).asText().toLowerCase(Locale.ROOT),
                                        row -> row,
                                        (a, b) -> a)));
    }

    private static Map<JsonNode, BigDecimal> differences(List<Counted> items) {
        Map<JsonNode, BigDecimal> differences = new LinkedHashMap<>();
        for (Counted counted : items) {
            BigDecimal difference = counted.count()
                    .path("quantity")
                    .decimalValue()
                    .subtract(counted.item().path("QtyOnHand").decimalValue());
            if (difference.signum() != 0) {
                differences.put(counted.item(), difference.stripTrailingZeros());
            }
        }
        return differences;
    }

    private static String told(Map<JsonNode, BigDecimal> differences) {
        StringJoiner told = new StringJoiner(", ").setEmptyValue("nothing differs");
        differences.forEach((item, difference) -> told.add(
                item.path("Name").asText() + " " + (difference.signum() > 0 ? "+" : "") + difference.toPlainString()));
        return told.toString();
    }

    private static ObjectNode adjustment(JsonNode message, Map<JsonNode, BigDecimal> differences, String accountId) {
        ObjectNode adjustment = Json.object().put("TxnDate", Json.text(message, "date"));
        if (message.has("note")) {
            adjustment.set("PrivateNote", message.path("note"));
        }
        adjustment.putObject("AdjustAccountRef").put("value", accountId);
        ArrayNode lines = adjustment.putArray("Line");
        differences.forEach((item, difference) -> {
            ObjectNode detail = lines.addObject()
                    .put("DetailType", "ItemAdjustmentLineDetail")
                    .putObject("ItemAdjustmentLineDetail");
            detail.putObject("ItemRef").put("value", Json.text(item, "Id"));
            detail.put("QtyDiff", difference);
        });
        return adjustment;
    }
}
