package org.camelquickbooks.flow.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.flow.engine.TakeIn;
import org.camelquickbooks.model.Json;

/**
 * Compares what the flows have booked, as the journal knows it, with what QuickBooks has, and, where it is told, with
 * what the other system has.
 */
final class Reconcile extends AsyncStep {

    private static final int AT_A_TIME = 300;

    private final String name;
    private final String realmId;
    private final List<String> flows;

    Reconcile(String name, String realmId, List<String> flows) {
        this.name = name;
        this.realmId = realmId;
        this.flows = List.copyOf(flows);
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        String company = TakeIn.company(getCamelContext(), name, realmId, exchange.getMessage());
        JsonNode others = exchange.getMessage().getBody() == null
                        || exchange.getMessage().getBody(String.class).isBlank()
                ? Json.object()
                : read(exchange.getMessage().getBody(String.class));
        ObjectNode result = Json.object()
                .put("company", company)
                .put("at", Journals.now(getCamelContext()).toString());
        ArrayNode all = result.putArray("flows");
        CompletableFuture<?> done = CompletableFuture.completedFuture(null);
        for (String flow : flows) {
            done = done.thenCompose(
                    before -> compare(company, flow, others.path(flow)).thenAccept(all::add));
        }
        return done.thenAccept(nothing -> {
            int differences = 0;
            for (JsonNode flow : all) {
                differences += flow.path("differences").size();
            }
            result.put("differences", differences);
            exchange.getMessage().setBody(result.toString());
            exchange.getMessage().setHeader("CamelQuickBooksDifferences", differences);
        });
    }

    private static JsonNode read(String text) {
        try {
            JsonNode others = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            if (others.isObject()) {
                return others;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "A reconciliation takes JSON such as {\"invoice\": [{\"id\": \"W-1\", \"amount\": 24.95}]}, or an empty body",
                    e);
        }
        throw new IllegalArgumentException("A reconciliation takes a JSON object with a list for each flow");
    }

    private CompletableFuture<ObjectNode> compare(String company, String flow, JsonNode others) {
        Map<String, FlowEntry> journal = new TreeMap<>();
        Journals.of(getCamelContext())
                .forEach(flow, company, entry -> journal.put(entry.key().id(), entry));
        ObjectNode result = Json.object().put("flow", flow);
        ArrayNode differences = Json.object().putArray("differences");
        if (others.isArray()) {
            others(journal, others, result.putObject("other"), differences);
        }
        List<FlowEntry> done = new ArrayList<>();
        int refused = 0;
        for (FlowEntry entry : journal.values()) {
            switch (entry.state()) {
                case DONE -> done.add(entry);
                case REFUSED -> refused++;
                case PLANNED ->
                    difference(differences, entry.key().id(), "was being booked when the flow stopped; send it again");
            }
        }
        ObjectNode booked = result.putObject("booked").put("count", done.size()).put("amount", sum(done));
        booked.put("refused", refused);
        ObjectNode there = result.putObject("quickBooks").put("count", 0).put("amount", BigDecimal.ZERO);
        Map<String, List<FlowEntry>> byEntity = done.stream()
                .filter(entry -> entry.entityId() != null)
                .collect(Collectors.groupingBy(FlowEntry::entity, TreeMap::new, Collectors.toList()));
        CompletableFuture<?> asked = CompletableFuture.completedFuture(null);
        for (Map.Entry<String, List<FlowEntry>> each : byEntity.entrySet()) {
            for (int i = 0; i < each.getValue().size(); i += AT_A_TIME) {
                List<FlowEntry> some = each.getValue()
                        .subList(i, Math.min(i + AT_A_TIME, each.getValue().size()));
                asked = asked.thenCompose(
                        before -> quickBooks(calls(company), each.getKey(), some, there, differences));
            }
        }
        return asked.thenApply(nothing -> result.set("differences", differences));
    }

    private static BigDecimal sum(List<FlowEntry> entries) {
        return entries.stream()
                .map(FlowEntry::amount)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void difference(ArrayNode differences, String id, String what) {
        differences.addObject().put("id", id).put("what", what);
    }

    private static void others(
            Map<String, FlowEntry> journal, JsonNode others, ObjectNode result, ArrayNode differences) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode other : others) {
            String id = other.path("id").asText();
            FlowEntry entry = journal.get(id);
            sum = sum.add(other.path("amount").decimalValue());
            if (entry == null) {
                difference(differences, id, "never came");
            } else if (entry.is(FlowEntry.State.REFUSED)) {
                difference(differences, id, "was refused: " + entry.reason());
            } else if (entry.amount() != null
                    && other.has("amount")
                    && entry.amount().compareTo(other.path("amount").decimalValue()) != 0) {
                difference(
                        differences,
                        id,
                        "is " + other.path("amount").asText() + " there, and booked with "
                                + entry.amount().toPlainString());
            }
        }
        result.put("count", others.size()).put("amount", sum);
    }

    /** By Id, and by number: a second document of our number would be one too many. */
    private static CompletableFuture<?> quickBooks(
            Calls calls, String entity, List<FlowEntry> entries, ObjectNode there, ArrayNode differences) {
        List<String> ids = entries.stream().map(FlowEntry::entityId).toList();
        List<String> numbers = entries.stream()
                .map(FlowEntry::number)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        CompletableFuture<List<JsonNode>> byId =
                calls.query("select * from " + entity + " where Id in (:ids)", Map.of("ids", ids));
        CompletableFuture<List<JsonNode>> byNumber = numbers.isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : calls.query("select * from " + entity + " where DocNumber in (:numbers)", Map.of("numbers", numbers));
        return byId.thenAcceptBoth(byNumber, (rows, same) -> {
            Map<String, JsonNode> found = new HashMap<>();
            rows.forEach(row -> found.put(Json.text(row, "Id"), row));
            BigDecimal sum = there.path("amount").decimalValue();
            for (FlowEntry entry : entries) {
                JsonNode row = found.get(entry.entityId());
                if (row == null) {
                    difference(differences, entry.key().id(), entity + " " + entry.entityId() + " is no longer there");
                    continue;
                }
                BigDecimal total = row.path("TotalAmt").decimalValue();
                sum = sum.add(entry.amount() == null ? BigDecimal.ZERO : total);
                if (entry.amount() != null && total.compareTo(entry.amount()) != 0) {
                    difference(
                            differences,
                            entry.key().id(),
                            entity + " " + entry.entityId() + " is " + total.toPlainString()
                                    + " there, and was booked with "
                                    + entry.amount().toPlainString());
                }
            }
            for (JsonNode row : same) {
                if (!found.containsKey(Json.text(row, "Id"))) {
                    difference(
                            differences,
                            Json.text(row, "DocNumber"),
                            entity + " " + Json.text(row, "Id") + " has the same number");
                }
            }
            there.put("count", there.path("count").asInt() + found.size()).put("amount", sum);
        });
    }
}
