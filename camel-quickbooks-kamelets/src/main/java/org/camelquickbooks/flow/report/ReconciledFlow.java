package org.camelquickbooks.flow.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.flow.engine.Fingerprint;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowState;
import org.camelquickbooks.flow.engine.Plan;
import org.camelquickbooks.flow.report.Difference.Kind;
import org.camelquickbooks.model.Json;

/** One flow: what its journal says, compared with the other system and with QuickBooks, both ways. */
final class ReconciledFlow {

    private final String flow;
    private final Map<String, FlowEntry> journal = new TreeMap<>();
    private final Map<String, FlowEntry> elsewhere = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private final ObjectNode result;

    ReconciledFlow(String flow) {
        this.flow = flow;
        this.result = Json.object().put("flow", flow);
    }

    void add(FlowEntry entry, Period period) {
        if (period.has(entry.day())) {
            journal.put(entry.key().id(), entry);
        } else {
            elsewhere.put(entry.key().id(), entry);
        }
    }

    String flow() {
        return flow;
    }

    List<Difference> differences() {
        return differences;
    }

    /** The Ids of all its documents, by entity. */
    void ids(Map<String, Set<String>> ids) {
        booked().forEach(entry -> entry.documents()
                .forEach(document -> ids.computeIfAbsent(Json.text(document, "entity"), key -> new TreeSet<>())
                        .add(Json.text(document, "id"))));
    }

    /** The entities of which it makes documents in the first place, also where it made none in the period. */
    Set<String> entities() {
        return Stream.concat(journal.values().stream(), elsewhere.values().stream())
                .filter(entry -> isBooked(entry) && !entry.documents().isEmpty())
                .map(FlowEntry::entity)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<FlowEntry> booked() {
        return journal.values().stream().filter(ReconciledFlow::isBooked).toList();
    }

    private static boolean isBooked(FlowEntry entry) {
        return entry.is(FlowState.DONE) || entry.is(FlowState.BOOKED);
    }

    private void differ(String id, Kind kind, String what) {
        differences.add(Difference.of(flow, id, kind, what));
    }

    /** Compares with what the other system has. What is of another period is no difference in this one. */
    void compareOther(JsonNode others, Period period) {
        BigDecimal sum = BigDecimal.ZERO;
        int count = 0;
        Set<String> seen = new HashSet<>();
        for (JsonNode other : others) {
            String id = other.path("id").asText();
            FlowEntry entry = journal.get(id);
            boolean booked = entry != null && !entry.is(FlowState.REFUSED);
            FlowEntry moved = elsewhere.get(id);
            if (moved != null && !(isBooked(moved) && other.has("date") && period.has(Json.text(other, "date")))
                    || moved == null && !booked && !period.has(Json.text(other, "date"))) {
                continue;
            }
            count++;
            sum = sum.add(other.path("amount").decimalValue());
            if (!seen.add(id)) {
                differ(id, Kind.MISSING, "occurs more than once in the other system's list");
            } else if (moved != null) {
                differ(
                        id,
                        Kind.CHANGED,
                        "is of " + Json.text(other, "date") + " in the other system, and booked on " + moved.day());
            } else if (entry == null) {
                differ(id, Kind.MISSING, "was never received");
            } else if (entry.is(FlowState.REFUSED)) {
                differ(id, Kind.REFUSED, "was refused: " + entry.reason());
            } else if (amount(entry) != null
                    && other.has("amount")
                    && amount(entry).compareTo(other.path("amount").decimalValue()) != 0) {
                differ(
                        id,
                        Kind.AMOUNT,
                        "is " + other.path("amount").asText() + " in the other system, and booked with "
                                + amount(entry).toPlainString());
            }
        }
        for (FlowEntry entry : booked()) {
            if (!seen.contains(entry.key().id())) {
                differ(entry.key().id(), Kind.NOT_IN_OTHER, "is booked, but the other system does not have it");
            }
        }
        result.putObject("other").put("count", count).put("amount", sum);
    }

    /** As the other system says it: what a payout takes from the bank is no total of a deposit. */
    private static BigDecimal amount(FlowEntry entry) {
        boolean payout = CanonicalType.PAYOUT.word().equals(Json.text(entry.facts(), "type"));
        JsonNode given = entry.facts().path("amount");
        return payout && given.isNumber() && given.decimalValue().signum() < 0 ? given.decimalValue() : entry.amount();
    }

    /** Compares with what QuickBooks has: each document that was made, field by field. */
    void compareBooks(Books books) {
        int unfinished = 0;
        int refused = 0;
        int there = 0;
        BigDecimal amount = BigDecimal.ZERO;
        for (FlowEntry entry : journal.values()) {
            switch (entry.state()) {
                case RECEIVED, PLANNED -> {
                    unfinished++;
                    differ(entry.key().id(), Kind.UNFINISHED, "was in progress when the flow stopped; send it again");
                }
                case BOOKED -> {
                    unfinished++;
                    differ(
                            entry.key().id(),
                            Kind.UNFINISHED,
                            "is booked, but a later step is not completed; send it again");
                }
                case REFUSED -> refused++;
                case DONE -> {}
            }
        }
        List<FlowEntry> booked = booked();
        for (FlowEntry entry : booked) {
            boolean first = true;
            for (JsonNode print : entry.documents()) {
                if (Reconcile.isName(Json.text(print, "entity"))) {
                    // Customers and items are never deleted, and may change.
                    there++;
                    break;
                }
                JsonNode row = compare(books, entry, print);
                if (first && row != null) {
                    there++;
                    amount = amount.add(
                            entry.amount() == null
                                    ? BigDecimal.ZERO
                                    : row.path("TotalAmt").decimalValue());
                }
                first = false;
            }
        }
        result.putObject("booked")
                .put("count", booked.size())
                .put(
                        "amount",
                        booked.stream()
                                .map(FlowEntry::amount)
                                .filter(Objects::nonNull)
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                .put("refused", refused)
                .put("unfinished", unfinished);
        result.putObject("quickBooks").put("count", there).put("amount", amount);
    }

    private JsonNode compare(Books books, FlowEntry entry, JsonNode print) {
        String entity = Json.text(print, "entity");
        String id = Json.text(print, "id");
        JsonNode row = books.find(entity, id);
        if (row == null) {
            document(entry, print, Kind.DELETED, entity + " " + id + " no longer exists", null);
            return null;
        }
        BigDecimal total = row.path("TotalAmt").decimalValue();
        if (row.has("TotalAmt")
                && total.signum() == 0
                && print.path("total").decimalValue().signum() != 0
                && row.path("PrivateNote").asText().startsWith("Voided")) {
            document(entry, print, Kind.VOIDED, entity + " " + id + " was voided", null);
            return row;
        }
        for (Fingerprint.Change change : Fingerprint.changes(print, Fingerprint.of(entity, row))) {
            boolean unapplied =
                    change.field().startsWith("applied to") && change.is().isEmpty()
                            || change.field().equals("unapplied")
                                    && new BigDecimal(change.is().isEmpty() ? "0" : change.is())
                                                    .compareTo(new BigDecimal(change.was()))
                                            > 0;
            String what = change.field().equals("total")
                    ? entity + " " + id + " is " + total.toPlainString() + " in QuickBooks, and was booked with "
                            + change.was()
                    : entity + " " + id + ": " + change.field() + " was '" + change.was() + "', and is '" + change.is()
                            + "'";
            document(entry, print, unapplied ? Kind.UNAPPLIED : Kind.CHANGED, what, change);
        }
        return row;
    }

    private void document(FlowEntry entry, JsonNode print, Kind kind, String what, Fingerprint.Change change) {
        differences.add(new Difference(
                flow,
                entry.key().id(),
                kind,
                what,
                Json.text(print, "entity"),
                Json.text(print, "id"),
                change == null ? null : change.field(),
                change == null ? null : change.was(),
                change == null ? null : change.is()));
    }

    /** What was refused. */
    List<FlowEntry> refused() {
        return journal.values().stream()
                .filter(entry -> entry.is(FlowState.REFUSED))
                .toList();
    }

    /**
     * What was refused, and is booked all the same.
     *
     * @param made of all flows, by entity
     * @param taken gets the entities and Ids that are told of
     */
    void compareRefused(RefusedDocuments documents, Period period, Map<String, Set<String>> made, Set<String> taken) {
        for (FlowEntry entry : refused()) {
            for (RefusedDocuments.Made found : documents.of(entry)) {
                if (made.getOrDefault(found.entity(), Set.of()).contains(found.id())
                        || !period.has(Json.text(found.row(), "TxnDate"))) {
                    continue;
                }
                taken.add(found.entity() + found.id());
                differences.add(new Difference(
                        flow,
                        entry.key().id(),
                        Kind.REFUSED_BUT_BOOKED,
                        "was refused, but " + found.entity() + " " + found.id() + " has its "
                                + (found.entity().equals("Payment") ? "reference" : "number"),
                        found.entity(),
                        found.id(),
                        null,
                        null,
                        null));
            }
        }
    }

    /**
     * Documents that no flow has made.
     *
     * @param firstOfAll that flows have made: without a period what is older is not theirs
     * @param known of all flows
     * @param taken entities and Ids that were told of already
     */
    void compareExtra(
            Books books, Period period, FirstDocument firstOfAll, String entity, Set<String> known, Set<String> taken) {
        Map<String, FlowEntry> byNumber = new HashMap<>();
        booked().forEach(entry -> {
            if (entry.number() != null) {
                byNumber.put(entry.number(), entry);
            }
        });
        duplicates(books, entity, known);
        for (JsonNode row : books.all(entity)) {
            String id = Json.text(row, "Id");
            boolean older = period.isAll() && firstOfAll != null && firstOfAll.isAfter(row);
            if (known.contains(id) || taken.contains(entity + id) || older || !period.has(Json.text(row, "TxnDate"))) {
                continue;
            }
            String number = Json.text(row, "DocNumber");
            String named = entity + " " + id;
            differences.add(new Difference(
                    flow,
                    number != null ? number : named,
                    Kind.EXTRA,
                    byNumber.containsKey(number)
                            ? named + " has the same number"
                            : named + " of " + row.path("TotalAmt").asText() + " was not created by a flow",
                    entity,
                    id,
                    null,
                    null,
                    null));
        }
    }

    /**
     * What messages that are not finished were to become: where it is there, the difference gets its Id, and it is no
     * other difference.
     *
     * @param made of all flows, by entity
     * @param taken gets the entities and Ids that are told of
     */
    void compareUnfinished(Books books, Map<String, Set<String>> made, Set<String> taken) {
        for (int i = 0; i < differences.size(); i++) {
            Difference difference = differences.get(i);
            FlowEntry entry = difference.kind() == Kind.UNFINISHED ? journal.get(difference.id()) : null;
            Plan plan = entry != null && entry.is(FlowState.PLANNED) ? entry.plan() : null;
            if (plan == null || plan.body() == null) {
                continue;
            }
            String entity = plan.entity();
            Set<String> known = made.getOrDefault(entity, Set.of());
            for (JsonNode row : books.all(entity)) {
                String id = Json.text(row, "Id");
                if (!known.contains(id) && PlannedDocument.is(plan, row) && taken.add(entity + id)) {
                    differences.set(
                            i, difference.of(entity, id, "; " + entity + " " + id + " may have been booked for it"));
                    break;
                }
            }
        }
    }

    /** Documents of flows that have one number; those of vendors have the vendors' numbers. */
    private void duplicates(Books books, String entity, Set<String> known) {
        Map<String, JsonNode> first = new HashMap<>();
        for (JsonNode row : books.all(entity)) {
            String number = Json.text(row, "DocNumber");
            if (number == null || !known.contains(Json.text(row, "Id"))) {
                continue;
            }
            JsonNode other = first.putIfAbsent(row.at("/VendorRef/value").asText() + " " + number, row);
            if (other != null) {
                differences.add(new Difference(
                        flow,
                        number,
                        Kind.DUPLICATE_NUMBER,
                        entity + " " + Json.text(row, "Id") + " has the number of " + entity + " "
                                + Json.text(other, "Id"),
                        entity,
                        Json.text(row, "Id"),
                        null,
                        null,
                        null));
            }
        }
    }

    ObjectNode json() {
        ArrayNode all = result.putArray("differences");
        differences.forEach(difference -> all.add(difference.json()));
        return result;
    }
}
