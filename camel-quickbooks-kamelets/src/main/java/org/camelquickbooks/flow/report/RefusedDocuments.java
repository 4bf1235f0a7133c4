package org.camelquickbooks.flow.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Names;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.model.Json;

/**
 * Documents that somebody has made of messages that were refused: by the number that the message has, or, of a payment,
 * by its reference, customer and amount. They are looked for by these, not by their date.
 */
final class RefusedDocuments {

    private static final int AT_A_TIME = 300;

    private static final Map<String, List<String>> ENTITIES = Map.of(
            "order", List.of("Invoice", "SalesReceipt", "Estimate"),
            "refund", List.of("CreditMemo", "RefundReceipt"),
            "payment", List.of("Payment"),
            "purchase", List.of("PurchaseOrder"),
            "receipt", List.of("Bill"));

    private final Map<String, List<JsonNode>> rows = new LinkedHashMap<>();

    /** A document, and its kind. */
    record Made(String entity, JsonNode row) {

        String id() {
            return Json.text(row, "Id");
        }
    }

    /** @param refused the entries of messages that were refused */
    static CompletableFuture<RefusedDocuments> read(Calls calls, List<FlowEntry> refused) {
        RefusedDocuments documents = new RefusedDocuments();
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        Map<String, Set<String>> references = new LinkedHashMap<>();
        for (FlowEntry entry : refused) {
            for (String entity : entities(entry)) {
                boolean isPayment = entity.equals("Payment");
                String value = Json.text(entry.facts(), isPayment ? "reference" : "number");
                if (value != null) {
                    (isPayment ? references : wanted)
                            .computeIfAbsent(entity, key -> new LinkedHashSet<>())
                            .add(value);
                }
            }
        }
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (Map.Entry<String, Set<String>> each : wanted.entrySet()) {
            all = all.thenCompose(
                    before -> documents.ask(calls, each.getKey(), "DocNumber", List.copyOf(each.getValue())));
        }
        for (Map.Entry<String, Set<String>> each : references.entrySet()) {
            all = all.thenCompose(
                    before -> documents.ask(calls, each.getKey(), "PaymentRefNum", List.copyOf(each.getValue())));
        }
        return all.thenApply(done -> documents);
    }

    private static List<String> entities(FlowEntry entry) {
        return ENTITIES.getOrDefault(entry.facts().path("type").asText(), List.of());
    }

    private CompletableFuture<?> ask(Calls calls, String entity, String field, List<String> values) {
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (int i = 0; i < values.size(); i += AT_A_TIME) {
            List<String> some = values.subList(i, Math.min(i + AT_A_TIME, values.size()));
            all = all.thenCompose(before -> calls.query(
                            "select * from " + entity + " where " + field + " in (:values)", Map.of("values", some)))
                    .thenAccept(found -> rows.computeIfAbsent(entity, key -> new ArrayList<>())
                            .addAll(found));
        }
        return all;
    }

    /** Those that were made of a message. */
    List<Made> of(FlowEntry entry) {
        JsonNode facts = entry.facts();
        List<Made> made = new ArrayList<>();
        for (String entity : entities(entry)) {
            for (JsonNode row : rows.getOrDefault(entity, List.of())) {
                boolean is = entity.equals("Payment")
                        ? isPayment(facts, row)
                        : row.path("DocNumber").asText().equals(Json.text(facts, "number"));
                if (is) {
                    made.add(new Made(entity, row));
                }
            }
        }
        return made;
    }

    /** A check's number is not unique: whose it is and how much it is say that it is the same. */
    private static boolean isPayment(JsonNode facts, JsonNode row) {
        return row.path("PaymentRefNum").asText().equals(Json.text(facts, "reference"))
                && Names.isSame(
                        row.at("/CustomerRef/name").asText(),
                        facts.path("customer").asText())
                && row.path("TotalAmt")
                                .decimalValue()
                                .compareTo(facts.path("amount").decimalValue())
                        == 0;
    }
}
