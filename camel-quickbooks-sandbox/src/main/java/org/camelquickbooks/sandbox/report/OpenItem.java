package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.report.OpenItems.Side;

/** A transaction that is open for somebody on a day. */
final class OpenItem {

    private record Key(Entry.Key entry, String party) {}

    final Entry entry;
    final String party;
    final JsonNode entity;
    final LocalDate due;
    /** What of it is open, and what it was in all, in the home currency. */
    long cents;

    long amount;

    private OpenItem(Company company, Entry entry, String party) {
        this.entry = entry;
        this.party = party;
        JsonNode found = company.find(entry.key().type(), entry.key().id().text());
        this.entity = found == null ? Json.object() : found;
        String last = Json.text(entity, "DueDate");
        this.due = last == null ? entry.date() : LocalDate.parse(last);
    }

    /** What is open at the end of a day, by due date; the filters count. */
    static List<OpenItem> on(LocalDate day, Side side, ReportParameters parameters) {
        Company company = parameters.company();
        Map<Key, OpenItem> found = new LinkedHashMap<>();
        Set<String> wanted = parameters.ids(side.filter());
        Set<String> departments = parameters.ids("department");
        for (Entry entry : company.ledger().entries()) {
            if (entry.date().isAfter(day)) {
                continue;
            }
            for (Posting posting : entry.postings()) {
                Party party = posting.tags().party();
                if (posting.side() == side.lines()
                        && party != null
                        && (wanted.isEmpty() || wanted.contains(party.id()))) {
                    Entry target = posting.settles() == null
                            ? null
                            : company.ledger().entry(posting.settles().entry());
                    boolean known = target != null && !target.date().isAfter(day);
                    Entry of = known ? target : entry;
                    OpenItem item = found.computeIfAbsent(
                            new Key(of.key(), party.id()), k -> new OpenItem(company, of, party.id()));
                    item.cents += posting.home() * side.sign();
                    item.amount += of == entry ? posting.home() * side.sign() : 0;
                }
            }
        }
        List<OpenItem> items = new ArrayList<>(found.values());
        items.removeIf(item -> item.cents == 0
                || !departments.isEmpty()
                        && !departments.contains(String.valueOf(Json.ref(item.entity, "DepartmentRef"))));
        items.sort(Comparator.comparing((OpenItem item) -> item.due)
                .thenComparing(item -> item.entry.key().id()));
        return items;
    }

    /** The Id of what the whole transaction is of, of a kind of columns; null for none. */
    String idOf(String columns, Side side) {
        return switch (columns) {
            case "Departments" -> Json.ref(entity, "DepartmentRef");
            case "Classes" -> Json.ref(entity, "ClassRef");
            case "Customers" -> side == Side.RECEIVABLE ? party : null;
            case "Vendors" -> side == Side.PAYABLE ? party : null;
            default -> null;
        };
    }
}
