package org.camelquickbooks.flow.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.NamedItem;
import org.camelquickbooks.canonical.Problem;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.flow.engine.Turns;
import org.camelquickbooks.model.Json;

/**
 * Compares what a warehouse has counted with what QuickBooks had at that time, and makes the adjustment of what differs.
 * One count of an item is taken after the other; what was bought and sold since the count is no difference.
 */
final class AdjustmentOfCount extends AsyncStep {

    private static final String MISSING = "missing: ";
    private static final int MOST_ATTEMPTS = 50;

    private final Turns turns = new Turns();
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
        JsonNode message = work.message();
        String company = work.key().company();
        Calls calls = calls(company);
        return ids(calls, message)
                .thenCompose(ids -> {
                    Set<String> names = new LinkedHashSet<>();
                    ids.forEach(id -> names.add("item " + company + " " + id));
                    return turns.takeAll(names, exchange)
                            .thenCompose(mine -> Journals.of(getCamelContext())
                                    .refuseBesideOthers(work.key(), plan -> isOfAny(plan.body(), ids), "item"))
                            .thenCompose(
                                    none -> new LaterCounts(Journals.of(getCamelContext())).find(work.key(), message))
                            .thenCompose(others -> still(calls, message, ids, others.adjustments(), 1)
                                    .thenApply(stock -> last(work, stock.items(), others.items(), stock.moved())));
                })
                .thenCompose(differences -> adjust(exchange, work, calls, differences));
    }

    private CompletableFuture<?> adjust(Exchange exchange, FlowWork work, Calls calls, Differences differences) {
        work.anew();
        String later = differences.later().isEmpty()
                ? ""
                : "; replaced by a later count: " + String.join(", ", differences.later());
        if (differences.amounts().isEmpty() || !adjusts) {
            work.nothingToDo(told(differences.amounts()) + later);
            return CompletableFuture.completedFuture(null);
        }
        Lookups lookups = Lookups.fresh(calls);
        return lookups.id(new Reference("Account", "Name", account))
                .thenAcceptBoth(
                        lookups.named(CanonicalType.COUNT, work.message(), names(work.message()), Map.of()),
                        (accountId, found) -> {
                            work.note(told(differences.amounts()) + later);
                            exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "InventoryAdjustment");
                            exchange.getMessage()
                                    .setBody(adjustment(work.message(), differences.amounts(), accountId, found));
                        });
    }

    /** The class and the location that the count names. */
    private static Set<Reference> names(JsonNode count) {
        Set<Reference> names = new LinkedHashSet<>();
        if (count.has("class")) {
            names.add(new Reference("Class", "Name", Json.text(count, "class")));
        }
        if (count.has("location")) {
            names.add(new Reference("Department", "Name", Json.text(count, "location")));
        }
        return names;
    }

    private static boolean isOfAny(JsonNode adjustment, List<String> ids) {
        for (JsonNode line : adjustment.path("Line")) {
            if (ids.contains(line.at("/ItemAdjustmentLineDetail/ItemRef/value").asText())) {
                return true;
            }
        }
        return false;
    }

    /** A line of the count, and its item. */
    private record Counted(JsonNode count, JsonNode item) {

        String id() {
            return item.path("Id").asText();
        }
    }

    /** Items, and what was moved of them since they were counted, of one moment. */
    private record Stock(List<Counted> items, Map<String, BigDecimal> moved) {}

    /** What is sold between two questions would be in one answer and not in the other: they are asked until none is. */
    private static CompletableFuture<Stock> still(
            Calls calls, JsonNode message, List<String> ids, Set<String> adjustments, int attempt) {
        return counted(calls, message, ids).thenCompose(before -> new Movements(calls, adjustments)
                .since(message)
                .thenCompose(moved -> counted(calls, message, ids).thenCompose(after -> {
                    if (quantities(before).equals(quantities(after))) {
                        return CompletableFuture.completedFuture(new Stock(after, moved));
                    }
                    return attempt < MOST_ATTEMPTS
                            ? still(calls, message, ids, adjustments, attempt + 1)
                            : CompletableFuture.failedFuture(new IllegalStateException(
                                    "The items of the count change too often: QuickBooks had another quantity at each of "
                                            + MOST_ATTEMPTS + " attempts; nothing was adjusted. Send the count again"));
                })));
    }

    private static List<String> quantities(List<Counted> items) {
        return items.stream()
                .map(counted -> counted.id() + " "
                        + counted.item().path("QtyOnHand").decimalValue().stripTrailingZeros())
                .toList();
    }

    /**
     * What is not as it was counted.
     *
     * @param later the names of items of which there is a later count
     */
    private record Differences(Map<JsonNode, BigDecimal> amounts, List<String> later) {}

    private static Differences last(
            FlowWork work, List<Counted> items, Set<String> later, Map<String, BigDecimal> moved) {
        work.keep(LaterCounts.facts(
                work.message(), items.stream().map(Counted::id).toList()));
        Map<Boolean, List<Counted>> isLater =
                items.stream().collect(Collectors.partitioningBy(counted -> later.contains(counted.id())));
        return new Differences(
                differences(isLater.get(false), moved),
                isLater.get(true).stream()
                        .map(counted -> counted.item().path("Name").asText())
                        .toList());
    }

    /** The Ids of the items, in the order of the count. */
    private static CompletableFuture<List<String>> ids(Calls calls, JsonNode message) {
        List<Reference> references = new ArrayList<>();
        message.path("counts").forEach(count -> references.add(Reference.item(count)));
        return Lookups.fresh(calls)
                .find(new LinkedHashSet<>(references), Map.of())
                // The reason for what is not there, so that all that is wrong is said at once.
                .thenApply(found -> references.stream()
                        .map(reference -> found.ids()
                                .getOrDefault(
                                        reference, MISSING + found.missing().get(reference)))
                        .toList());
    }

    /** What QuickBooks has now; no cache would know that. */
    private static CompletableFuture<List<Counted>> counted(Calls calls, JsonNode message, List<String> ids) {
        return calls.query(
                        "select * from Item where Id in (:ids) and Active in (true, false)", Map.of("ids", known(ids)))
                .thenApply(rows -> {
                    Map<String, JsonNode> byId = rows.stream()
                            .collect(Collectors.toMap(row -> row.path("Id").asText(), row -> row, (a, b) -> a));
                    List<Counted> all = new ArrayList<>();
                    List<Problem> problems = new ArrayList<>();
                    for (int i = 0; i < ids.size(); i++) {
                        JsonNode count = message.path("counts").path(i);
                        JsonNode item = byId.get(ids.get(i));
                        NamedItem named = NamedItem.of(count);
                        String pointer = "/counts/" + i + "/" + named.key();
                        String value = named.value();
                        if (ids.get(i).startsWith(MISSING)) {
                            problems.add(new Problem(
                                    pointer,
                                    ids.get(i)
                                            .substring(MISSING.length())
                                            .replaceFirst("Item with (Sku|Name) ", "Item ")));
                        } else if (item == null) {
                            problems.add(new Problem(pointer, "QuickBooks has no Item '" + value + "' any more"));
                        } else if (!item.path("Type").asText().equals("Inventory")) {
                            problems.add(new Problem(
                                    pointer,
                                    "item '" + value + "' is "
                                            + item.path("Type").asText()
                                            + ", and QuickBooks tracks no stock for this type"));
                        } else if (ids.subList(0, i).contains(ids.get(i))) {
                            problems.add(
                                    new Problem(pointer, "item '" + value + "' occurs more than once in the count"));
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

    /** Without those that are missing; never empty, which no query could be. */
    private static List<String> known(List<String> ids) {
        List<String> known =
                ids.stream().filter(id -> !id.startsWith(MISSING)).distinct().toList();
        return known.isEmpty() ? List.of("0") : known;
    }

    private static Map<JsonNode, BigDecimal> differences(List<Counted> items, Map<String, BigDecimal> moved) {
        Map<JsonNode, BigDecimal> differences = new LinkedHashMap<>();
        for (Counted counted : items) {
            JsonNode item = counted.item();
            BigDecimal then = item.path("QtyOnHand")
                    .decimalValue()
                    .subtract(moved.getOrDefault(item.path("Id").asText(), BigDecimal.ZERO));
            BigDecimal difference =
                    counted.count().path("quantity").decimalValue().subtract(then);
            if (difference.signum() != 0) {
                differences.put(item, difference.stripTrailingZeros());
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

    private static ObjectNode adjustment(
            JsonNode message, Map<JsonNode, BigDecimal> differences, String accountId, Lookups.Found found) {
        ObjectNode adjustment = Json.object().put("TxnDate", Json.text(message, "date"));
        if (message.has("location")) {
            adjustment
                    .putObject("DepartmentRef")
                    .put("value", found.id("Department", "Name", Json.text(message, "location")));
        }
        String classId = message.has("class") ? found.id("Class", "Name", Json.text(message, "class")) : null;
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
            if (classId != null) {
                detail.putObject("ClassRef").put("value", classId);
            }
        });
        return adjustment;
    }
}
