package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** What customers owe and vendors are owed: by age, and in all. Amounts are in the home currency. */
final class OpenItems {

    /** The two sides, with the documents that make a balance larger and those that make it smaller. */
    enum Side {
        RECEIVABLE("Customer", "CustomerRef", "customer", List.of("Invoice"), List.of("CreditMemo", "Payment")),
        PAYABLE("Vendor", "VendorRef", "vendor", List.of("Bill"), List.of("VendorCredit"));

        private final String party;
        private final String field;
        private final String filter;
        private final List<String> debts;
        private final List<String> credits;

        Side(String party, String field, String filter, List<String> debts, List<String> credits) {
            this.party = party;
            this.field = field;
            this.filter = filter;
            this.debts = debts;
            this.credits = credits;
        }
    }

    /** An open document. */
    private record Item(String party, String type, JsonNode entity, LocalDate due, long cents) {}

    private final ReportParameters parameters;
    private final Company company;
    private final Side side;
    private final LocalDate day;
    private final List<Item> items = new ArrayList<>();

    OpenItems(ReportParameters parameters, Side side) {
        this.parameters = parameters;
        this.company = parameters.company();
        this.side = side;
        this.day = parameters.reportDate();
        side.debts.forEach(type -> collect(type, 1));
        side.credits.forEach(type -> collect(type, -1));
        items.sort(Comparator.comparing(Item::due));
    }

    private void collect(String type, int sign) {
        Set<String> wanted = parameters.ids(side.filter);
        for (Row row : company.table(type).rows()) {
            JsonNode entity = row.copy();
            String party = Json.ref(entity, side.field);
            LocalDate date = LocalDate.parse(Json.text(entity, "TxnDate"));
            BigDecimal open = Json.decimal(entity, type.equals("Payment") ? "UnappliedAmt" : "Balance");
            if (open.signum() == 0 || date.isAfter(day) || !wanted.isEmpty() && !wanted.contains(party)) {
                continue;
            }
            BigDecimal rate = Json.decimal(entity, "ExchangeRate");
            long cents = Money.convert(Money.cents(open), rate.signum() == 0 ? BigDecimal.ONE : rate) * sign;
            String due = Json.text(entity, "DueDate");
            items.add(new Item(party, type, entity, due == null ? date : LocalDate.parse(due), cents));
        }
    }

    private int bucket(Item item, int period, int periods) {
        long late = ChronoUnit.DAYS.between(item.due, day);
        return late <= 0 ? 0 : (int) Math.min(periods, (late - 1) / period + 1);
    }

    ObjectNode agingSummary(String name) {
        int period = Math.max(1, parameters.number("aging_period", 30));
        int periods = Math.max(1, Math.min(12, parameters.number("num_periods", 4)));
        ReportJson json = new ReportJson(name, parameters).asOf(day.toString());
        json.column("", side.party, side.filter);
        titles(period, periods)
                .forEach(
                        title -> json.column(title, "Money", title.toLowerCase().replace(' ', '_')));
        json.column("Total", "Money", "total");
        Map<String, long[]> byParty = new LinkedHashMap<>();
        for (Item item : items) {
            long[] sums = byParty.computeIfAbsent(item.party, p -> new long[periods + 2]);
            sums[bucket(item, period, periods)] += item.cents;
            sums[periods + 1] += item.cents;
        }
        long[] total = new long[periods + 2];
        for (Row row : company.table(side.party).rows()) {
            long[] sums = byParty.get(row.id().text());
            if (sums != null) {
                total = Buckets.plus(total, sums);
                ReportJson.data(
                        json.rows(),
                        AccountSections.cells(name(row.id().text()), row.id().text(), sums));
            }
        }
        json.grandTotal(AccountSections.cells("TOTAL", null, total));
        return json.end();
    }

    private static List<String> titles(int period, int periods) {
        List<String> titles = new ArrayList<>(List.of("Current"));
        for (int i = 1; i < periods; i++) {
            titles.add((i - 1) * period + 1 + " - " + i * period);
        }
        titles.add((periods - 1) * period + 1 + " and over");
        return titles;
    }

    ObjectNode agingDetail(String name) {
        int period = Math.max(1, parameters.number("aging_period", 30));
        int periods = Math.max(1, Math.min(12, parameters.number("num_periods", 4)));
        ReportJson json = new ReportJson(name, parameters).asOf(day.toString());
        json.column("Date", "tx_date", "tx_date");
        json.column("Transaction Type", "txn_type", "txn_type");
        json.column("Num", "doc_num", "doc_num");
        json.column(side.party, "cust_name", side == Side.RECEIVABLE ? "cust_name" : "vend_name");
        json.column("Due Date", "due_date", "due_date");
        json.column("Amount", "Money", "subt_amount");
        json.column("Open Balance", "Money", "subt_open_bal");
        List<String> titles = titles(period, periods);
        long all = 0;
        long allOpen = 0;
        for (int b = periods; b >= 0; b--) {
            int bucket = b;
            List<Item> late = items.stream()
                    .filter(i -> bucket(i, period, periods) == bucket)
                    .toList();
            if (late.isEmpty()) {
                continue;
            }
            String title = b == 0 ? "Current" : titles.get(b) + " days past due";
            ObjectNode section = ReportJson.section(json.rows(), AccountSections.heading(title, null, 6));
            long sum = 0;
            long open = 0;
            for (Item item : late) {
                long amount = Money.cents(Json.decimal(item.entity, "TotalAmt")) * (item.cents < 0 ? -1 : 1);
                sum += amount;
                open += item.cents;
                ReportJson.data(ReportJson.rowsOf(section), detail(item, amount));
            }
            ReportJson.summary(section, total("Total for " + title, sum, open), null);
            all += sum;
            allOpen += open;
        }
        json.grandTotal(total("TOTAL", all, allOpen));
        return json.end();
    }

    private List<Cell> detail(Item item, long amount) {
        String id = Json.text(item.entity, "Id");
        return List.of(
                Cell.text(Json.text(item.entity, "TxnDate")),
                Cell.of(ReportNames.transaction(item.type, item.entity), id),
                Cell.text(Json.text(item.entity, "DocNumber")),
                Cell.of(name(item.party), item.party),
                Cell.text(item.due.toString()),
                Cell.money(amount),
                Cell.money(item.cents));
    }

    private static List<Cell> total(String label, long amount, long open) {
        Cell empty = Cell.text("");
        return List.of(Cell.text(label), empty, empty, empty, empty, Cell.money(amount), Cell.money(open));
    }

    private String name(String party) {
        return Json.text(company.find(side.party, party), "DisplayName");
    }

    /** Balances by name, straight from the ledger. */
    ObjectNode balances(String reportName) {
        ReportJson json = new ReportJson(reportName, parameters).asOf(day.toString());
        json.column("", side.party, side.filter);
        json.column("Total", "Money", "total");
        Map<String, Long> sums = new LinkedHashMap<>();
        for (Line line : new BooksView(parameters).until(day)) {
            boolean open =
                    line.posting().side() == (side == Side.RECEIVABLE ? Posting.Side.RECEIVABLE : Posting.Side.PAYABLE);
            Party party = line.posting().tags().party();
            if (open && party != null) {
                sums.merge(
                        party.id(),
                        side == Side.RECEIVABLE
                                ? line.posting().home()
                                : -line.posting().home(),
                        Long::sum);
            }
        }
        long total = 0;
        for (Row row : company.table(side.party).rows()) {
            long cents = sums.getOrDefault(row.id().text(), 0L);
            if (cents != 0) {
                total += cents;
                ReportJson.data(
                        json.rows(),
                        List.of(Cell.of(name(row.id().text()), row.id().text()), Cell.money(cents)));
            }
        }
        json.grandTotal(List.of(Cell.text("TOTAL"), Cell.money(total)));
        return json.end();
    }

    /** The open documents of each name. */
    ObjectNode balanceDetail(String reportName) {
        ReportJson json = new ReportJson(reportName, parameters).asOf(day.toString());
        json.column("Date", "tx_date", "tx_date");
        json.column("Transaction Type", "txn_type", "txn_type");
        json.column("Num", "doc_num", "doc_num");
        json.column("Due Date", "due_date", "due_date");
        json.column("Amount", "Money", "subt_amount");
        json.column("Open Balance", "Money", "subt_open_bal");
        json.column("Balance", "Money", "rbal_open_bal");
        long all = 0;
        for (Row row : company.table(side.party).rows()) {
            String party = row.id().text();
            List<Item> own = items.stream().filter(i -> i.party.equals(party)).toList();
            if (own.isEmpty()) {
                continue;
            }
            ObjectNode section = ReportJson.section(json.rows(), AccountSections.heading(name(party), party, 6));
            ArrayNode rows = ReportJson.rowsOf(section);
            long balance = 0;
            for (Item item : own) {
                balance += item.cents;
                long amount = Money.cents(Json.decimal(item.entity, "TotalAmt")) * (item.cents < 0 ? -1 : 1);
                ReportJson.data(
                        rows,
                        List.of(
                                Cell.text(Json.text(item.entity, "TxnDate")),
                                Cell.of(ReportNames.transaction(item.type, item.entity), Json.text(item.entity, "Id")),
                                Cell.text(Json.text(item.entity, "DocNumber")),
                                Cell.text(item.due.toString()),
                                Cell.money(amount),
                                Cell.money(item.cents),
                                Cell.money(balance)));
            }
            all += balance;
            ReportJson.summary(section, openTotal("Total for " + name(party), balance), null);
        }
        json.grandTotal(openTotal("TOTAL", all));
        return json.end();
    }

    private static List<Cell> openTotal(String label, long cents) {
        Cell empty = Cell.text("");
        return List.of(Cell.text(label), empty, empty, empty, empty, Cell.money(cents), empty);
    }
}
