package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.report.ReportColumns.Column;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/**
 * What customers owe and vendors are owed on a day, by age and in all, in the home currency. It is read from the lines
 * on receivables and payables up to that day, so it comes to what those accounts have: what a later payment settled is
 * open still, and a payment for a later invoice is open itself.
 */
final class OpenItems {

    /** The two sides. */
    enum Side {
        RECEIVABLE("Customer", "customer", Posting.Side.RECEIVABLE, 1),
        PAYABLE("Vendor", "vendor", Posting.Side.PAYABLE, -1);

        private final String party;
        private final String filter;
        private final Posting.Side lines;
        private final int sign;

        Side(String party, String filter, Posting.Side lines, int sign) {
            this.party = party;
            this.filter = filter;
            this.lines = lines;
            this.sign = sign;
        }
    }

    /** A transaction that is open for somebody. */
    private static final class Item {
        private final Entry entry;
        private final String party;
        private long cents;
        private long amount;
        private JsonNode entity;
        private LocalDate due;

        Item(Entry entry, String party) {
            this.entry = entry;
            this.party = party;
        }
    }

    private record Key(Entry.Key entry, String party) {}

    private final ReportParameters parameters;
    private final Company company;
    private final Side side;
    private final LocalDate day;
    private final LocalDate agedOn;
    private final List<Item> items = new ArrayList<>();

    OpenItems(ReportParameters parameters, Side side) {
        this.parameters = parameters;
        this.company = parameters.company();
        this.side = side;
        this.day = parameters.reportDate();
        this.agedOn = "Current".equalsIgnoreCase(parameters.text("aging_method")) ? parameters.today() : day;
        collect().stream().filter(item -> item.cents != 0).map(this::described).forEach(items::add);
        items.sort(Comparator.comparing((Item item) -> item.due)
                .thenComparing(item -> item.entry.key().id()));
    }

    private Collection<Item> collect() {
        Map<Key, Item> found = new LinkedHashMap<>();
        Set<String> wanted = parameters.ids(side.filter);
        Set<String> departments = parameters.ids("department");
        for (Entry entry : company.ledger().entries()) {
            if (entry.date().isAfter(day)) {
                continue;
            }
            for (Posting posting : entry.postings()) {
                Party party = posting.tags().party();
                if (posting.side() == side.lines
                        && party != null
                        && (wanted.isEmpty() || wanted.contains(party.id()))) {
                    Entry target = posting.settles() == null
                            ? null
                            : company.ledger().entry(posting.settles().entry());
                    boolean known = target != null && !target.date().isAfter(day);
                    Entry of = known ? target : entry;
                    Item item = found.computeIfAbsent(new Key(of.key(), party.id()), k -> new Item(of, party.id()));
                    item.cents += posting.home() * side.sign;
                    item.amount += of == entry ? posting.home() * side.sign : 0;
                }
            }
        }
        if (!departments.isEmpty()) {
            found.values()
                    .removeIf(item ->
                            !departments.contains(String.valueOf(Json.ref(entity(item.entry), "DepartmentRef"))));
        }
        return found.values();
    }

    private JsonNode entity(Entry entry) {
        JsonNode found = company.find(entry.key().type(), entry.key().id().text());
        return found == null ? Json.object() : found;
    }

    private Item described(Item item) {
        item.entity = entity(item.entry);
        String due = Json.text(item.entity, "DueDate");
        item.due = due == null ? item.entry.date() : LocalDate.parse(due);
        return item;
    }

    private int bucket(Item item, int period, int periods) {
        long late = ChronoUnit.DAYS.between(item.due, agedOn);
        return late <= 0 ? 0 : (int) Math.min(periods, (late - 1) / period + 1);
    }

    private int period() {
        return Math.max(1, parameters.number("aging_period", 30));
    }

    private int periods() {
        return Math.max(1, Math.min(12, parameters.number("num_periods", 4)));
    }

    ObjectNode agingSummary() {
        int period = period();
        int periods = periods();
        ReportJson json = new ReportJson(parameters).asOf(day.toString());
        json.column("", side.party, side.filter);
        titles(period, periods)
                .forEach(
                        title -> json.column(title, "Money", title.toLowerCase().replace(' ', '_')));
        json.column("Total", "Money", "total");
        Map<String, long[]> byParty = new HashMap<>();
        for (Item item : items) {
            long[] sums = byParty.computeIfAbsent(item.party, p -> new long[periods + 2]);
            sums[bucket(item, period, periods)] += item.cents;
            sums[periods + 1] += item.cents;
        }
        long[] total = new long[periods + 2];
        for (String party : ordered(byParty.keySet())) {
            total = Buckets.plus(total, byParty.get(party));
            ReportJson.data(json.rows(), AccountSections.cells(name(party), party, byParty.get(party)));
        }
        json.grandTotal(AccountSections.cells("TOTAL", null, total));
        return json.end();
    }

    /** By name, without regard to case. */
    private List<String> ordered(Collection<String> parties) {
        Comparator<String> byName = Comparator.comparing(this::name, String.CASE_INSENSITIVE_ORDER);
        return parties.stream()
                .sorted(parameters.descending() ? byName.reversed() : byName)
                .toList();
    }

    private static List<String> titles(int period, int periods) {
        List<String> titles = new ArrayList<>(List.of("Current"));
        for (int i = 1; i < periods; i++) {
            titles.add((i - 1) * period + 1 + " - " + i * period);
        }
        titles.add((periods - 1) * period + 1 + " and over");
        return titles;
    }

    ObjectNode agingDetail() {
        int period = period();
        int periods = periods();
        ReportJson json = new ReportJson(parameters).asOf(day.toString());
        List<Column> columns = parameters.columns();
        json.columns(columns);
        List<String> titles = titles(period, periods);
        for (int b = periods; b >= 0; b--) {
            int bucket = b;
            List<Item> late = items.stream()
                    .filter(i -> bucket(i, period, periods) == bucket)
                    .toList();
            if (late.isEmpty()) {
                continue;
            }
            String title = b == 0 ? "Current" : titles.get(b) + " days past due";
            section(json, columns, title, null, late);
        }
        json.grandTotal(total(columns, "TOTAL", items));
        return json.end();
    }

    private void section(ReportJson json, List<Column> columns, String title, String id, List<Item> members) {
        ObjectNode section = ReportJson.section(json.rows(), AccountSections.heading(title, id, columns.size() - 1));
        ArrayNode rows = ReportJson.rowsOf(section);
        long balance = 0;
        for (Item item : members) {
            balance += item.cents;
            ReportJson.data(rows, row(columns, item, balance));
        }
        ReportJson.summary(section, total(columns, "Total for " + title, members), null);
    }

    private List<Cell> row(List<Column> columns, Item item, long balance) {
        List<Cell> cells = new ArrayList<>();
        for (Column column : columns) {
            cells.add(
                    switch (column.key()) {
                        case "tx_date" -> Cell.text(item.entry.date().toString());
                        case "txn_type" ->
                            Cell.of(
                                    ReportNames.transaction(item.entry.key().type(), item.entity),
                                    item.entry.key().id().text());
                        case "doc_num" -> Cell.text(item.entry.number());
                        case "name", "cust_name", "vend_name" -> Cell.of(name(item.party), item.party);
                        case "due_date" -> Cell.text(item.due.toString());
                        case "past_due" -> Cell.text(Long.toString(ChronoUnit.DAYS.between(item.due, agedOn)));
                        case "memo" -> Cell.text(Json.text(item.entity, "PrivateNote"));
                        case "term_name" -> Cell.text(Json.text(item.entity, "SalesTermRef.name"));
                        case "currency" -> Cell.text(Json.ref(item.entity, "CurrencyRef"));
                        case "subt_amount" -> Cell.money(item.amount);
                        case "subt_open_bal" -> Cell.money(item.cents);
                        case "rbal_open_bal" -> Cell.money(balance);
                        default -> Cell.text("");
                    });
        }
        return cells;
    }

    private static List<Cell> total(List<Column> columns, String label, List<Item> items) {
        List<Cell> total = new ArrayList<>();
        for (Column column : columns) {
            if (total.isEmpty()) {
                total.add(Cell.text(label));
            } else if (column.key().equals("subt_amount")) {
                total.add(Cell.money(items.stream().mapToLong(i -> i.amount).sum()));
            } else if (column.key().equals("subt_open_bal")) {
                total.add(Cell.money(items.stream().mapToLong(i -> i.cents).sum()));
            } else {
                total.add(Cell.text(""));
            }
        }
        return total;
    }

    private String name(String party) {
        return Json.text(company.find(side.party, party), "DisplayName");
    }

    private Map<String, List<Item>> byParty() {
        Map<String, List<Item>> byParty = new HashMap<>();
        items.forEach(item ->
                byParty.computeIfAbsent(item.party, p -> new ArrayList<>()).add(item));
        return byParty;
    }

    /** Balances by name. */
    ObjectNode balances() {
        ReportJson json = new ReportJson(parameters).asOf(day.toString());
        json.column("", side.party, side.filter);
        json.column("Total", "Money", "total");
        Map<String, List<Item>> byParty = byParty();
        long total = 0;
        for (String party : ordered(byParty.keySet())) {
            long cents = byParty.get(party).stream().mapToLong(i -> i.cents).sum();
            if (cents != 0) {
                total += cents;
                ReportJson.data(json.rows(), List.of(Cell.of(name(party), party), Cell.money(cents)));
            }
        }
        json.grandTotal(List.of(Cell.text("TOTAL"), Cell.money(total)));
        return json.end();
    }

    /** What is open of each name. */
    ObjectNode balanceDetail() {
        ReportJson json = new ReportJson(parameters).asOf(day.toString());
        List<Column> columns = parameters.columns();
        json.columns(columns);
        Map<String, List<Item>> byParty = byParty();
        for (String party : ordered(byParty.keySet())) {
            section(json, columns, name(party), party, byParty.get(party));
        }
        json.grandTotal(total(columns, "TOTAL", items));
        return json.end();
    }
}
