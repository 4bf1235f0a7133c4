package org.camelquickbooks.flow.revenue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowState;
import org.camelquickbooks.model.Json;

/** What was posted of each unit, as the journal knows it, and what is still to be posted. */
final class Postings {

    private static final String MONTHS = "months";
    private static final String ITEM = "item";
    private static final String FROM = "from";
    private static final String TO = "to";

    /** One posting. */
    private record Posting(YearMonth month, BigDecimal amount, Posted posted) {}

    private final Map<Unit, List<Posting>> posted = new HashMap<>();

    /** Of each unit and month, the facts of one posting: all of a month are on the same accounts. */
    private final Map<Unit, Map<YearMonth, JsonNode>> ofMonths = new HashMap<>();

    private final Map<String, FlowEntry> latest = new HashMap<>();
    private final List<ObjectNode> unfinished = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    /** Takes an entry of the journal into account. */
    void add(FlowEntry entry) {
        JsonNode facts = entry.facts();
        if (!facts.has("month") || entry.is(FlowState.REFUSED)) {
            return;
        }
        Unit unit = Unit.of(entry.key().id());
        YearMonth month = YearMonth.parse(facts.path("month").asText());
        posted.computeIfAbsent(unit, key -> new ArrayList<>())
                .add(new Posting(month, facts.path("amount").decimalValue(), Posted.of(facts)));
        ofMonths.computeIfAbsent(unit, key -> new HashMap<>()).put(month, facts);
        if (facts.has(MONTHS)) {
            latest.merge(unit.item(), entry, (one, other) -> other.at().isAfter(one.at()) ? other : one);
        }
        taken.add(entry.key().id());
        if (!entry.is(FlowState.DONE)) {
            // What was begun is ended first: it counts as posted.
            unfinished.add(((ObjectNode) facts).deepCopy());
        }
    }

    Set<Unit> units() {
        return posted.keySet();
    }

    /**
     * The items of which something was posted, with the months that they had then, by their Ids: what was begun is earned
     * to its end, and corrected, also where an item is no longer one of the flow.
     */
    Map<String, Documents.PrepaidItem> items() {
        Map<String, Documents.PrepaidItem> items = new HashMap<>();
        latest.forEach((id, entry) -> items.put(
                id,
                Documents.PrepaidItem.former(
                        Json.text(entry.facts(), ITEM),
                        entry.facts().path(MONTHS).asInt())));
        return items;
    }

    /**
     * Sets the accounts of a portion: those of what was posted of its month, which it corrects; of an item that is no
     * longer one of the flow, those of its latest posting; else those of the flow.
     */
    void accounts(ObjectNode portion, Set<String> current, DuePortions.Accounts accounts) {
        Unit unit = Unit.of(Json.text(portion, "id"));
        FlowEntry entry = current.contains(unit.item()) ? null : latest.get(unit.item());
        JsonNode facts = ofMonths.getOrDefault(unit, Map.of())
                .getOrDefault(
                        YearMonth.parse(portion.path("month").asText()), entry == null ? Json.object() : entry.facts());
        portion.put(FROM, facts.path(FROM).asText(accounts.deferred()))
                .put(TO, facts.path(TO).asText(accounts.revenue()));
    }

    List<ObjectNode> unfinished() {
        return unfinished;
    }

    /** What is to be posted so that a contract is posted as it should be: by month, and by how it is posted. */
    List<ObjectNode> due(Contract contract, YearMonth until) {
        Map<YearMonth, Map<Posted, BigDecimal>> open = contract.earned(until);
        for (Posting posting : posted.getOrDefault(contract.unit(), List.of())) {
            if (!posting.month().isAfter(until)) {
                open.computeIfAbsent(posting.month(), key -> new LinkedHashMap<>())
                        .merge(posting.posted(), posting.amount().negate(), BigDecimal::add);
            }
        }
        List<ObjectNode> due = new ArrayList<>();
        open.forEach((month, amounts) -> amounts.forEach((how, amount) -> post(contract, month, amount, how, due)));
        return due;
    }

    private void post(Contract contract, YearMonth month, BigDecimal amount, Posted how, List<ObjectNode> due) {
        if (amount.signum() == 0) {
            return;
        }
        int number = 0;
        while (taken.contains(contract.unit().posting(month, number))) {
            number++;
        }
        String id = contract.unit().posting(month, number);
        taken.add(id);
        ObjectNode portion = Json.object()
                .put("id", id)
                .put("month", month.toString())
                .put("amount", amount)
                .put(ITEM, contract.terms().item())
                .put(MONTHS, contract.months())
                .put("note", note(contract, month, number));
        how.to(portion);
        due.add(portion);
    }

    private static String note(Contract contract, YearMonth month, int number) {
        Contract.Terms terms = contract.terms();
        return "Revenue of " + terms.item() + ", "
                + (contract.unit().entity().equals("Invoice") ? "invoice " : "sales receipt ")
                + terms.number() + ", month " + month + (number == 0 ? "" : ", correction " + number);
    }

    /** What is left of a document that is no longer there: nothing is earned, and what was posted is taken back. */
    Contract gone(Unit unit, Documents.PrepaidItem item) {
        return new Contract(unit, new Contract.Terms(null, unit.id() + " (deleted)", item.name()), item.months());
    }
}
