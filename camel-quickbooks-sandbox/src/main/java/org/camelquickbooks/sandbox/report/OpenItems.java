package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.report.ReportColumns.Column;

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

        /** The entity of the parties. */
        String party() {
            return party;
        }

        /** The parameter that limits the parties. */
        String filter() {
            return filter;
        }

        Posting.Side lines() {
            return lines;
        }

        /** Above zero is what is open as a rule. */
        int sign() {
            return sign;
        }
    }

    private final ReportParameters parameters;
    private final Side side;
    private final LocalDate day;
    private final LocalDate agedOn;
    private final OpenItemCells cells;
    private final List<OpenItem> items;

    OpenItems(ReportParameters parameters, Side side) {
        this.parameters = parameters;
        this.side = side;
        this.day = parameters.reportDate();
        this.agedOn = "Current".equalsIgnoreCase(parameters.text("aging_method")) ? parameters.today() : day;
        this.cells = new OpenItemCells(parameters.company(), side, agedOn);
        this.items = OpenItem.on(day, side, parameters);
    }

    private int bucket(OpenItem item, int period, int periods) {
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
                .forEach(title -> json.column(
                        title, "Money", title.toLowerCase(Locale.ROOT).replace(' ', '_')));
        json.column("Total", "Money", "total");
        Map<String, long[]> byParty = new HashMap<>();
        for (OpenItem item : items) {
            long[] sums = byParty.computeIfAbsent(item.party, p -> new long[periods + 2]);
            sums[bucket(item, period, periods)] += item.cents;
            sums[periods + 1] += item.cents;
        }
        long[] total = new long[periods + 2];
        for (String party : ordered(byParty.keySet())) {
            total = Buckets.plus(total, byParty.get(party));
            ReportJson.data(json.rows(), AccountSections.own(cells.name(party), party, byParty.get(party)));
        }
        json.grandTotal(AccountSections.cells("TOTAL", null, total));
        return json.end();
    }

    /** By name, without regard to case. */
    private List<String> ordered(Collection<String> parties) {
        Comparator<String> byName = Comparator.comparing(cells::name, String.CASE_INSENSITIVE_ORDER);
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
            List<OpenItem> late = items.stream()
                    .filter(i -> bucket(i, period, periods) == bucket)
                    .toList();
            if (late.isEmpty()) {
                continue;
            }
            String title = b == 0 ? "Current" : titles.get(b) + " days past due";
            section(json, columns, title, null, late);
        }
        json.grandTotal(OpenItemCells.total(columns, "TOTAL", items));
        return json.end();
    }

    private void section(ReportJson json, List<Column> columns, String title, String id, List<OpenItem> members) {
        ObjectNode section = ReportJson.section(json.rows(), AccountSections.heading(title, id, columns.size() - 1));
        ArrayNode rows = ReportJson.rowsOf(section);
        long balance = 0;
        List<OpenItem> sorted = new ArrayList<>(members);
        Column key = parameters.sortBy();
        if (key != null) {
            sorted.sort(cells.order(key, parameters.descending()));
        }
        for (OpenItem item : sorted) {
            balance += item.cents;
            ReportJson.data(rows, cells.row(columns, item, balance));
        }
        ReportJson.summary(section, OpenItemCells.total(columns, "Total for " + title, members), null);
    }

    private Map<String, List<OpenItem>> byParty() {
        Map<String, List<OpenItem>> byParty = new HashMap<>();
        items.forEach(item ->
                byParty.computeIfAbsent(item.party, p -> new ArrayList<>()).add(item));
        return byParty;
    }

    /** Balances by name: at the end of each stretch of time, or by what the open transactions are of. */
    ObjectNode balances() {
        ReportJson json = new ReportJson(parameters).asOf(day.toString());
        Buckets buckets = parameters.bucketsUntil(day);
        json.column("", side.party, side.filter);
        buckets.columns(json);
        Map<String, long[]> sums = new HashMap<>();
        for (OpenItem item : items) {
            long[] row = sums.computeIfAbsent(item.party, p -> new long[buckets.size()]);
            if (buckets.isByTime()) {
                row[buckets.size() - 1] += item.cents;
            } else {
                buckets.columns(item.idOf(buckets.by(), side), i -> row[i] += item.cents);
            }
        }
        for (int i = 0; buckets.isByTime() && i < buckets.list().size(); i++) {
            int at = i;
            OpenItem.on(buckets.list().get(i).end(), side, parameters)
                    .forEach(item -> sums.computeIfAbsent(item.party, p -> new long[buckets.size()])[at] += item.cents);
        }
        sums.values().removeIf(AccountSections::isZero);
        long[] total = new long[buckets.size()];
        for (String party : ordered(sums.keySet())) {
            total = Buckets.plus(total, sums.get(party));
            ReportJson.data(json.rows(), AccountSections.own(cells.name(party), party, sums.get(party)));
        }
        json.grandTotal(AccountSections.cells("TOTAL", null, total));
        return json.end();
    }

    /** What is open of each name. */
    ObjectNode balanceDetail() {
        ReportJson json = new ReportJson(parameters).asOf(day.toString());
        List<Column> columns = parameters.columns();
        json.columns(columns);
        Map<String, List<OpenItem>> byParty = byParty();
        for (String party : ordered(byParty.keySet())) {
            section(json, columns, cells.name(party), party, byParty.get(party));
        }
        json.grandTotal(OpenItemCells.total(columns, "TOTAL", items));
        return json.end();
    }
}
