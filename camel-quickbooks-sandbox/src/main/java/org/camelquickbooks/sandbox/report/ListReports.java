package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.AccountSide;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** Reports that list accounts or transactions line by line. */
final class ListReports {

    private final ReportParameters parameters;
    private final Company company;
    private final BooksView books;

    ListReports(ReportParameters parameters) {
        this.parameters = parameters;
        this.company = parameters.company();
        this.books = new BooksView(parameters);
    }

    ObjectNode accounts() {
        ReportJson json = new ReportJson("AccountList", parameters);
        json.column("Account", "account_name", "account_name");
        json.column("Type", "account_type", "account_type");
        json.column("Detail type", "detail_acc_type", "detail_acc_type");
        json.column("Description", "account_desc", "account_desc");
        json.column("Balance", "account_bal", "account_bal");
        Map<String, Long> sums = BooksView.sums(books.until(parameters.end()));
        Set<String> types = parameters.ids("account_type");
        books.accounts().forEach((id, account) -> {
            if (Json.bool(account, "Active")
                    && (types.isEmpty() || types.contains(Json.text(account, "AccountType")))) {
                int sign = AccountSide.sign(Json.text(account, "Classification"));
                long cents = sums.getOrDefault(id, 0L);
                ReportJson.data(
                        json.rows(),
                        List.of(
                                Cell.of(Json.text(account, "FullyQualifiedName"), id),
                                Cell.text(Json.text(account, "AccountType")),
                                Cell.text(Json.text(account, "AccountSubType")),
                                Cell.text(Json.text(account, "Description")),
                                Cell.money(cents * sign)));
            }
        });
        return json.end();
    }

    /** The transactions of a period with the accounts they stand on. */
    ObjectNode transactions(String name, Function<Line, String> group) {
        ReportJson json = new ReportJson(name, parameters);
        json.column("Date", "tx_date", "tx_date");
        json.column("Transaction Type", "txn_type", "txn_type");
        json.column("Num", "doc_num", "doc_num");
        json.column("Posting", "is_no_post", "is_no_post");
        json.column("Name", "name", "name");
        json.column("Memo/Description", "memo", "memo");
        json.column("Account", "account_name", "account_name");
        json.column("Split", "other_account", "other_account");
        json.column("Amount", "subt_nat_amount", "subt_nat_amount");
        Map<String, List<Line>> groups = new LinkedHashMap<>();
        for (Line line : heads()) {
            groups.computeIfAbsent(group == null ? "" : group.apply(line), k -> new ArrayList<>())
                    .add(line);
        }
        groups.forEach((title, lines) -> {
            if (group == null) {
                lines.forEach(line -> ReportJson.data(json.rows(), transaction(line)));
                return;
            }
            ObjectNode section = ReportJson.section(
                    json.rows(), AccountSections.heading(title.isEmpty() ? "Not Specified" : title, null, 8));
            lines.forEach(line -> ReportJson.data(ReportJson.rowsOf(section), transaction(line)));
            List<Cell> cells = new ArrayList<>(AccountSections.heading("Total for " + title, null, 7));
            cells.add(Cell.money(
                    lines.stream().mapToLong(l -> Math.abs(l.posting().home())).sum()));
            ReportJson.summary(section, cells, null);
        });
        return json.end();
    }

    /** The first line of each transaction: the account that it is found under. */
    private List<Line> heads() {
        Map<Entry.Key, Line> heads = new LinkedHashMap<>();
        books.lines(parameters.start(), parameters.end())
                .forEach(line -> heads.putIfAbsent(line.entry().key(), line));
        String type = parameters.text("transaction_type");
        String number = parameters.text("docnum");
        return heads.values().stream()
                .filter(l ->
                        type == null || type.equalsIgnoreCase(l.entry().key().type()))
                .filter(l -> number == null || number.equals(l.entry().number()))
                .toList();
    }

    private List<Cell> transaction(Line line) {
        JsonNode entity = entity(line.entry());
        String split = line.entry().postings().size() == 2
                ? books.accountName(line.entry().postings().get(1).account())
                : "-Split-";
        return List.of(
                Cell.text(line.entry().date().toString()),
                Cell.of(typeName(line), line.entry().key().id().text()),
                Cell.text(line.entry().number()),
                Cell.text("Yes"),
                party(line),
                Cell.text(entity == null ? "" : Json.text(entity, "PrivateNote")),
                Cell.of(
                        books.accountName(line.posting().account()),
                        line.posting().account()),
                Cell.text(split),
                Cell.money(line.posting().home()));
    }

    private JsonNode entity(Entry entry) {
        return company.find(entry.key().type(), entry.key().id().text());
    }

    private String typeName(Line line) {
        JsonNode entity = entity(line.entry());
        return entity == null
                ? line.entry().key().type()
                : ReportNames.transaction(line.entry().key().type(), entity);
    }

    ObjectNode byParty(String name, String type) {
        return transactions(
                name,
                line -> line.party() != null && line.party().type().equals(type) ? books.partyName(line.party()) : "");
    }

    private Cell party(Line line) {
        return Cell.of(
                books.partyName(line.party()),
                line.party() == null ? null : line.party().id());
    }

    /** Every line of every transaction. */
    ObjectNode splits() {
        ReportJson json = new ReportJson("TransactionListWithSplits", parameters);
        journalColumns(json);
        Map<Entry, List<Line>> entries = byEntry();
        entries.forEach((entry, lines) -> {
            ObjectNode section = ReportJson.section(
                    json.rows(), AccountSections.heading(entry.date().toString(), null, 7));
            lines.forEach(line -> ReportJson.data(ReportJson.rowsOf(section), journalLine(line)));
            section.put("type", "Section");
        });
        return json.end();
    }

    ObjectNode journal() {
        ReportJson json = new ReportJson("JournalReport", parameters);
        journalColumns(json);
        long debits = 0;
        for (List<Line> lines : byEntry().values()) {
            long sum = 0;
            for (Line line : lines) {
                sum += Math.max(0, line.posting().home());
                ReportJson.data(json.rows(), journalLine(line));
            }
            debits += sum;
            ReportJson.summary(ReportJson.section(json.rows(), null), journalTotal("", sum), null);
        }
        json.grandTotal(journalTotal("TOTAL", debits));
        return json.end();
    }

    private Map<Entry, List<Line>> byEntry() {
        Map<Entry, List<Line>> entries = new LinkedHashMap<>();
        books.lines(parameters.start(), parameters.end())
                .forEach(line -> entries.computeIfAbsent(line.entry(), e -> new ArrayList<>())
                        .add(line));
        return entries;
    }

    private static void journalColumns(ReportJson json) {
        json.column("Date", "tx_date", "tx_date");
        json.column("Transaction Type", "txn_type", "txn_type");
        json.column("Num", "doc_num", "doc_num");
        json.column("Name", "name", "name");
        json.column("Memo/Description", "memo", "memo");
        json.column("Account", "account_name", "account_name");
        json.column("Debit", "debt_amt", "debt_amt");
        json.column("Credit", "credit_amt", "credit_amt");
    }

    private List<Cell> journalLine(Line line) {
        long cents = line.posting().home();
        return List.of(
                Cell.text(line.entry().date().toString()),
                Cell.of(typeName(line), line.entry().key().id().text()),
                Cell.text(line.entry().number()),
                party(line),
                Cell.text(line.posting().tags().memo()),
                Cell.of(
                        books.accountName(line.posting().account()),
                        line.posting().account()),
                cents > 0 ? Cell.money(cents) : Cell.text(""),
                cents < 0 ? Cell.money(-cents) : Cell.text(""));
    }

    private static List<Cell> journalTotal(String label, long cents) {
        Cell empty = Cell.text("");
        return List.of(Cell.text(label), empty, empty, empty, empty, empty, Cell.money(cents), Cell.money(cents));
    }

    /** Account by account, with the balance after each line. */
    ObjectNode generalLedger() {
        return ledger("GeneralLedger", true);
    }

    ObjectNode profitAndLossDetail() {
        return ledger("ProfitAndLossDetail", false);
    }

    private ObjectNode ledger(String name, boolean all) {
        ReportJson json = new ReportJson(name, parameters);
        json.column("Date", "tx_date", "tx_date");
        json.column("Transaction Type", "txn_type", "txn_type");
        json.column("Num", "doc_num", "doc_num");
        json.column("Name", "name", "name");
        json.column("Memo/Description", "memo", "memo");
        json.column("Split", "split_acc", "split_acc");
        json.column("Amount", "subt_nat_amount", "subt_nat_amount");
        json.column("Balance", "rbal_nat_amount", "rbal_nat_amount");
        Set<String> wanted = parameters.ids("account");
        Map<String, Long> opening =
                BooksView.sums(books.until(parameters.start().minusDays(1)));
        Map<String, List<Line>> byAccount = new LinkedHashMap<>();
        books.lines(parameters.start(), parameters.end()).forEach(line -> byAccount
                .computeIfAbsent(line.posting().account(), a -> new ArrayList<>())
                .add(line));
        books.accounts().forEach((id, account) -> {
            boolean statement = Statements.PROFIT_AND_LOSS.contains(Json.text(account, "AccountType"));
            if ((all || statement) && (wanted.isEmpty() || wanted.contains(id)) && byAccount.containsKey(id)) {
                account(json.rows(), id, account, statement ? 0 : opening.getOrDefault(id, 0L), byAccount.get(id));
            }
        });
        return json.end();
    }

    private void account(ArrayNode rows, String id, JsonNode account, long opening, List<Line> lines) {
        int sign = AccountSide.sign(Json.text(account, "Classification"));
        String name = Json.text(account, "FullyQualifiedName");
        ObjectNode section = ReportJson.section(rows, AccountSections.heading(name, id, 7));
        ArrayNode into = ReportJson.rowsOf(section);
        long balance = opening * sign;
        if (opening != 0) {
            List<Cell> beginning = new ArrayList<>(AccountSections.heading("Beginning Balance", null, 6));
            beginning.add(Cell.money(balance));
            ReportJson.data(into, beginning);
        }
        long sum = 0;
        for (Line line : lines) {
            long cents = line.posting().home() * sign;
            sum += cents;
            balance += cents;
            ReportJson.data(into, ledgerLine(line, cents, balance));
        }
        List<Cell> total = new ArrayList<>(AccountSections.heading("Total for " + name, null, 5));
        total.add(Cell.money(sum));
        total.add(Cell.text(""));
        ReportJson.summary(section, total, null);
    }

    private List<Cell> ledgerLine(Line line, long cents, long balance) {
        List<String> others = line.entry().postings().stream()
                .map(p -> p.account())
                .filter(a -> !a.equals(line.posting().account()))
                .distinct()
                .toList();
        return List.of(
                Cell.text(line.entry().date().toString()),
                Cell.of(typeName(line), line.entry().key().id().text()),
                Cell.text(line.entry().number()),
                party(line),
                Cell.text(line.posting().tags().memo()),
                Cell.text(others.size() == 1 ? books.accountName(others.get(0)) : "-Split-"),
                Cell.money(cents),
                Cell.money(balance));
    }

    /** What is owed to each tax agency for the period: what was charged, and on how much. */
    ObjectNode taxes() {
        ReportJson json = new ReportJson("TaxSummary", parameters);
        json.column("", "String", "tax_name");
        json.column("Net Amount", "Money", "net_amount");
        json.column("Tax Amount", "Money", "tax_amount");
        Set<String> agencies = parameters.ids("agency_id");
        Map<String, long[]> byRate = new LinkedHashMap<>();
        for (String type : List.of("Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt")) {
            int sign = type.equals("CreditMemo") || type.equals("RefundReceipt") ? -1 : 1;
            company.table(type).rows().forEach(row -> taxes(byRate, row.copy(), sign));
        }
        long net = 0;
        long tax = 0;
        for (Map.Entry<String, long[]> e : byRate.entrySet()) {
            JsonNode rate = company.find("TaxRate", e.getKey());
            if (rate != null && (agencies.isEmpty() || agencies.contains(Json.ref(rate, "AgencyRef")))) {
                net += e.getValue()[0];
                tax += e.getValue()[1];
                ReportJson.data(json.rows(), AccountSections.cells(Json.text(rate, "Name"), e.getKey(), e.getValue()));
            }
        }
        json.grandTotal(List.of(Cell.text("TOTAL"), Cell.money(net), Cell.money(tax)));
        return json.end();
    }

    private void taxes(Map<String, long[]> byRate, JsonNode form, int sign) {
        String date = Json.text(form, "TxnDate");
        if (date.compareTo(parameters.start().toString()) < 0
                || date.compareTo(parameters.end().toString()) > 0) {
            return;
        }
        for (JsonNode line : form.path("TxnTaxDetail").path("TaxLine")) {
            String rate = Json.text(line, "TaxLineDetail.TaxRateRef.value");
            if (rate != null) {
                long[] sums = byRate.computeIfAbsent(rate, r -> new long[2]);
                sums[0] += sign * Money.cents(Json.decimal(line, "TaxLineDetail.NetAmountTaxable"));
                sums[1] += sign * Money.cents(Json.decimal(line, "Amount"));
            }
        }
    }
}
