package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Ledger.Cost;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.report.ReportDefinition.Basis;

/** The books as reports read them: every line, also the cost of goods sold, by date, on the basis that was asked for. */
final class BooksView {

    private static final Comparator<Line> ORDER = Comparator.comparing(Line::date)
            .thenComparing(line -> line.entry().key().id())
            .thenComparing(line -> line.entry().key().type());

    private final Company company;
    private final Map<String, JsonNode> accounts = new LinkedHashMap<>();
    private List<Line> lines;
    private CashBasis cash;

    BooksView(ReportParameters parameters) {
        this(parameters, false);
    }

    /** @param whole whether a filter takes transactions as a whole, so that what it leaves balances */
    BooksView(ReportParameters parameters, boolean whole) {
        this.company = parameters.company();
        company.table("Account").rows().forEach(row -> accounts.put(row.id().text(), row.copy()));
        lines = accrual(company);
        if (parameters.basis() == Basis.CASH) {
            cash = new CashBasis(
                    lines,
                    unapplied("UnappliedCashPaymentIncome", "Income", "Unapplied Cash Payment Income"),
                    unapplied("UnappliedCashBillPaymentExpense", "Expense", "Unapplied Cash Bill Payment Expense"),
                    account -> Statements.PROFIT_AND_LOSS.contains(accountType(account)));
            lines = cash.lines();
            lines.sort(ORDER);
        }
        Predicate<Line> wanted = filter(parameters);
        if (wanted != null && whole) {
            Set<Entry.Key> entries = new HashSet<>();
            lines.stream()
                    .filter(wanted)
                    .forEach(line -> entries.add(line.entry().key()));
            lines.removeIf(line -> !entries.contains(line.entry().key()));
        } else if (wanted != null) {
            lines.removeIf(wanted.negate());
        }
    }

    /** All lines on the accrual basis, in the order of their dates. */
    static List<Line> accrual(Company company) {
        List<Line> lines = new ArrayList<>();
        Map<Entry.Key, List<Cost>> costs = company.ledger().costLines();
        for (Entry entry : company.ledger().entries()) {
            entry.postings().forEach(posting -> lines.add(new Line(entry, posting)));
            costs.getOrDefault(entry.key(), List.of())
                    .forEach(cost -> lines.add(new Line(entry, cost.posting(), cost.date())));
        }
        lines.sort(ORDER);
        return lines;
    }

    /** The account for cash that is not applied; a company without one has it in its reports only. */
    private String unapplied(String subType, String type, String name) {
        for (Map.Entry<String, JsonNode> account : accounts.entrySet()) {
            if (subType.equals(Json.text(account.getValue(), "AccountSubType"))) {
                return account.getKey();
            }
        }
        String classification = type.equals("Income") ? "Revenue" : "Expense";
        accounts.put(
                subType,
                Json.object()
                        .put("Id", subType)
                        .put("Name", name)
                        .put("FullyQualifiedName", name)
                        .put("Active", true)
                        .put("AccountType", type)
                        .put("AccountSubType", subType)
                        .put("Classification", classification));
        return subType;
    }

    /** What lines the filters leave, or null where none is set. */
    private static Predicate<Line> filter(ReportParameters parameters) {
        Predicate<Line> all = null;
        for (String name : parameters.definition().filters()) {
            Set<String> ids = parameters.ids(name);
            if (!ids.isEmpty()) {
                Predicate<Line> one = line -> {
                    String id = idOf(line, name);
                    return id != null && ids.contains(id);
                };
                all = all == null ? one : all.and(one);
            }
        }
        return all;
    }

    private static String idOf(Line line, String filter) {
        return switch (filter) {
            case "item" -> line.posting().tags().itemId();
            case "class" -> line.posting().tags().classId();
            case "department" -> line.posting().tags().departmentId();
            default -> {
                Party party = line.party(filter.substring(0, 1).toUpperCase(Locale.ROOT) + filter.substring(1));
                yield party == null ? null : party.id();
            }
        };
    }

    List<Line> lines(LocalDate from, LocalDate to) {
        return lines.stream()
                .filter(line -> !line.date().isBefore(from) && !line.date().isAfter(to))
                .toList();
    }

    List<Line> until(LocalDate day) {
        return lines(LocalDate.MIN, day);
    }

    /** How much of a form counts on a cash basis, day by day; null for what counts at once. */
    List<CashBasis.Share> shares(Entry.Key form) {
        return cash == null ? null : cash.shares(form);
    }

    /**
     * Balances with what was earned before a fiscal year in retained earnings, where the company has that account.
     *
     * @param day the last day that counts
     * @param yearStart the first day of the fiscal year that is not closed yet
     */
    Map<String, Long> closedSums(LocalDate day, LocalDate yearStart) {
        Map<String, Long> sums = sums(until(day));
        String retained = retainedEarnings();
        if (retained != null) {
            for (Line line : until(day.isBefore(yearStart) ? day : yearStart.minusDays(1))) {
                String account = line.posting().account();
                if (Statements.PROFIT_AND_LOSS.contains(accountType(account))) {
                    sums.merge(account, -line.posting().home(), Long::sum);
                    sums.merge(retained, line.posting().home(), Long::sum);
                }
            }
        }
        return sums;
    }

    /** The Id of the account for earlier years' earnings, or null. */
    String retainedEarnings() {
        return accounts.entrySet().stream()
                .filter(e -> "RetainedEarnings".equals(Json.text(e.getValue(), "AccountSubType")))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
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

    /** Bank accounts, and Undeposited Funds: money that waits to be brought to the bank. */
    boolean isCash(String id) {
        JsonNode account = accounts.get(id);
        return account != null
                && ("Bank".equals(Json.text(account, "AccountType"))
                        || "UndepositedFunds".equals(Json.text(account, "AccountSubType")));
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
