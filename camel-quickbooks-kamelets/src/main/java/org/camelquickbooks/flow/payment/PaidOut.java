package org.camelquickbooks.flow.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.Problem;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowState;
import org.camelquickbooks.flow.engine.Journal;
import org.camelquickbooks.model.Json;

/** Finds the documents of a payout: by the journal, and then as QuickBooks has them now. */
final class PaidOut {

    private static final String ENTITY = "entity";
    private static final String REFUND = "RefundReceipt";
    private static final Set<String> ENTITIES = Set.of("Payment", "SalesReceipt", REFUND);

    private final Journal journal;
    private final Calls calls;
    private final List<String> flows;
    private final String company;

    PaidOut(Journal journal, Calls calls, List<String> flows, String company) {
        this.journal = journal;
        this.calls = calls;
        this.flows = flows;
        this.company = company;
    }

    /** What a document brings: a refund takes. */
    static BigDecimal amount(JsonNode document) {
        BigDecimal total = document.path("TotalAmt").decimalValue();
        return entity(document).equals(REFUND) ? total.negate() : total;
    }

    static String entity(JsonNode document) {
        return document.path(ENTITY).asText();
    }

    /** The documents in the order of the payout; fails where one cannot be paid out, and says why. */
    CompletableFuture<List<JsonNode>> find(JsonNode payout) {
        List<Problem> problems = new ArrayList<>();
        List<FlowEntry> entries = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        Set<String> seen = new LinkedHashSet<>();
        for (String field : List.of("payments", "refunds")) {
            for (int i = 0; i < payout.path(field).size(); i++) {
                String pointer = "/" + field + "/" + i + "/id";
                String id = payout.at(pointer).asText();
                all = all.thenCompose(before -> entries(id))
                        .thenApply(found -> meant(field, found))
                        .thenAccept(found -> {
                            String problem = problem(id, found);
                            if (problem == null && !seen.add(name(found.get(0)))) {
                                problem = name(found.get(0)) + " (" + id + ") is named twice";
                            }
                            if (problem != null) {
                                problems.add(new Problem(pointer, problem));
                                return;
                            }
                            entries.add(found.get(0));
                            pointers.add(pointer);
                        });
            }
        }
        return all.thenCompose(done -> documents(entries)).thenApply(documents -> {
            List<JsonNode> found = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                JsonNode document =
                        documents.get(entries.get(i).entity() + entries.get(i).entityId());
                String problem = problem(payout, entries.get(i), document, found);
                if (problem == null) {
                    found.add(document);
                } else {
                    problems.add(new Problem(pointers.get(i), problem));
                }
            }
            if (!problems.isEmpty()) {
                throw new CanonicalException(CanonicalType.PAYOUT, problems);
            }
            return found;
        });
    }

    /** A shop may number payments and refunds apart: the list says which is meant; a refund may stand among payments. */
    private static List<FlowEntry> meant(String field, List<FlowEntry> found) {
        Map<Boolean, List<FlowEntry>> isRefund = found.stream()
                .collect(Collectors.partitioningBy(entry -> entry.entity().equals(REFUND)));
        return field.equals("refunds") || isRefund.get(false).isEmpty() ? isRefund.get(true) : isRefund.get(false);
    }

    private static String problem(String id, List<FlowEntry> found) {
        if (found.size() == 1) {
            return null;
        }
        return found.isEmpty()
                ? "no payment " + id + " is booked"
                : id + " is both " + name(found.get(0)) + " and " + name(found.get(1))
                        + "; name one flow in paymentFlows";
    }

    private static String name(FlowEntry entry) {
        return entry.entity() + " " + entry.entityId();
    }

    private CompletableFuture<List<FlowEntry>> entries(String id) {
        List<FlowEntry> found = new ArrayList<>();
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (String flow : flows) {
            all = all.thenCompose(before -> journal.find(new FlowKey(flow, company, id)))
                    .thenAccept(entry -> entry.filter(there -> (there.is(FlowState.DONE) || there.is(FlowState.BOOKED))
                                    && ENTITIES.contains(String.valueOf(there.entity())))
                            .ifPresent(found::add));
        }
        return all.thenApply(done -> found);
    }

    private CompletableFuture<Map<String, JsonNode>> documents(List<FlowEntry> entries) {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (String entity : ENTITIES) {
            List<String> ids = entries.stream()
                    .filter(entry -> entry.entity().equals(entity))
                    .map(FlowEntry::entityId)
                    .toList();
            if (!ids.isEmpty()) {
                all = all.thenCompose(before ->
                                calls.query("select * from " + entity + " where Id in (:ids)", Map.of("ids", ids)))
                        .thenAccept(rows -> rows.forEach(row -> documents.put(
                                entity + Json.text(row, "Id"), ((ObjectNode) row.deepCopy()).put(ENTITY, entity))));
            }
        }
        return all.thenApply(done -> documents);
    }

    private static String problem(JsonNode payout, FlowEntry entry, JsonNode document, List<JsonNode> before) {
        String what = name(entry);
        if (document == null) {
            return what + " no longer exists";
        }
        for (JsonNode link : document.path("LinkedTxn")) {
            if (link.path("TxnType").asText().equals("Deposit")) {
                return what + " was already paid out with deposit " + Json.text(link, "TxnId");
            }
        }
        String currency = Json.text(document.path("CurrencyRef"), "value");
        String wanted = payout.has("currency")
                ? Json.text(payout, "currency")
                : before.isEmpty() ? null : Json.text(before.get(0).path("CurrencyRef"), "value");
        return wanted != null && currency != null && !wanted.equals(currency)
                ? what + " is in " + currency + ", and the payout in " + wanted
                        + "; a deposit has one currency: send one payout for each currency"
                : null;
    }
}
