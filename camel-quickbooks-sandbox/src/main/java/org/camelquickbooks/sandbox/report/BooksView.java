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

/** The books as reports read them: every line, also the cost of goods sold, by date. */
final class BooksView {

    private final Company company;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, JsonNode> accounts = new LinkedHashMap<>();

    BooksView(ReportParameters parameters) {
        this.company = parameters.company();
        company.table("Account").rows().forEach(row -> accounts.put(row.id().text(), row.copy()));
        Map<Entry.Key, List<Posting>> costs = company.ledger().costLines();
        for (Entry entry : company.ledger().entries()) {
            entry.postings().forEach(posting -> lines.add(new Line(entry, posting)));
            costs.getOrDefault(entry.key(), List.of()).forEach(posting -> lines.add(new Line(entry, posting)));
        }
        filter(parameters);
        lines.sort(Comparator.comparing((Line line) -> line.entry().date())
                .thenComparing(line -> line.entry().key().id()));
    }

    private void filter(ReportParameters parameters) {
        parties(parameters.ids("customer"), "Customer");
        parties(parameters.ids("vendor"), "Vendor");
        parties(parameters.ids("employee"), "Employee");
        Set<String> items = parameters.ids("item");
        Set<String> classes = parameters.ids("class");
        Set<String> departments = parameters.ids("department");
        lines.removeIf(line ->
                !items.isEmpty() && !contains(items, line.posting().tags().itemId())
                        || !classes.isEmpty()
                                && !contains(classes, line.posting().tags().classId())
                        || !departments.isEmpty()
                                && !contains(departments, line.posting().tags().departmentId()));
    }

    private static boolean contains(Set<String> ids, String id) {
        return id != null && ids.contains(id);
    }

    private void parties(Set<String> ids, String type) {
        if (!ids.isEmpty()) {
            lines.removeIf(line -> {
                Party party = line.party();
                return party == null || !party.type().equals(type) || !ids.contains(party.id());
            });
        }
    }

    List<Line> lines(LocalDate from, LocalDate to) {
        return lines.stream()
                .filter(line -> !line.entry().date().isBefore(from)
                        && !line.entry().date().isAfter(to))
                .toList();
    }

    List<Line> until(LocalDate day) {
        return lines(LocalDate.MIN, day);
    }

    Map<String, JsonNode> accounts() {
        return accounts;
    }

    String accountName(String id) {
        JsonNode account = accounts.get(id);
        return account == null ? "" : Json.text(account, "Name");
    }

    String accountType(String id) {
        JsonNode account = accounts.get(id);
        return account == null ? "" : Json.text(account, "AccountType");
    }

    String partyName(Party party) {
        JsonNode found = party == null ? null : company.find(party.type(), party.id());
        return found == null ? "" : Json.text(found, "DisplayName");
    }

    /** Balances of accounts in cents, debits positive. */
    static Map<String, Long> sums(List<Line> lines) {
        Map<String, Long> sums = new LinkedHashMap<>();
        lines.forEach(
                line -> sums.merge(line.posting().account(), line.posting().home(), Long::sum));
        return sums;
    }
}
