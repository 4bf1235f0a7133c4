package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camelquickbooks.flow.QuickBooksReplicaEvent.Kind;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.Json;

/** Copies the ledger's lines from the GeneralLedger report, month by month, and compares them with the trial balance. */
final class LedgerCopy {

    private static final String REPORT = "GeneralLedger";
    private static final int ACCOUNTS = 1000;
    private static final Set<String> BY_YEAR = Set.of("Revenue", "Expense");

    private final CompanyBooks books;
    private final Copy copy;
    private final Reports reports;

    LedgerCopy(CompanyBooks books, Copy copy, Reports reports) {
        this.books = books;
        this.copy = copy;
        this.reports = reports;
    }

    /** Reads the months in which something was booked since they were read. */
    void run() throws SQLException, InterruptedException {
        for (LedgerPeriod period : copy.staleLedger(reports.realmId())) {
            // What was booked meanwhile leaves it stale, and it is read with the next run.
            copy.replaceLedger(reports.realmId(), period, books.ledger(period.from(), period.until()));
        }
    }

    /** Where an account has another balance in the copy, all months are read again. */
    void audit() throws SQLException, InterruptedException {
        Set<String> different = differences();
        if (!different.isEmpty()) {
            copy.staleLedgerOf(reports.realmId());
            reports.send(Kind.DIFFERENCE, REPORT, "balances of the accounts with the Ids " + different);
        }
    }

    /** The accounts whose balances are others in the copy. */
    Set<String> differences() throws SQLException, InterruptedException {
        LocalDate today = LocalDate.ofInstant(books.time(), ZoneOffset.UTC);
        LocalDate year = yearOf(today);
        Map<String, BigDecimal> expected = trialBalance(year, today);
        Map<String, BigDecimal> found = balances(year, today);
        Set<String> different = new TreeSet<>();
        for (String account : accounts(expected, found)) {
            BigDecimal one = expected.getOrDefault(account, BigDecimal.ZERO);
            if (one.compareTo(found.getOrDefault(account, BigDecimal.ZERO)) != 0) {
                different.add(account);
            }
        }
        return different;
    }

    private static Set<String> accounts(Map<String, BigDecimal> one, Map<String, BigDecimal> two) {
        Set<String> both = new TreeSet<>(one.keySet());
        both.addAll(two.keySet());
        return both;
    }

    /** The first day of the fiscal year of a day. */
    private LocalDate yearOf(LocalDate day) throws InterruptedException {
        String name = books.page(EntityCatalogue.get().type("CompanyInfo"), null, 1, null).stream()
                .map(company -> Json.text(company, "FiscalYearStartMonth"))
                .findFirst()
                .orElse(null);
        int month =
                name == null ? 1 : Month.valueOf(name.toUpperCase(Locale.ROOT)).getValue();
        LocalDate start = LocalDate.of(day.getYear(), month, 1);
        return start.isAfter(day) ? start.minusYears(1) : start;
    }

    private Map<String, BigDecimal> trialBalance(LocalDate from, LocalDate until) throws InterruptedException {
        JsonNode report = books.report(
                "TrialBalance",
                Map.of("start_date", from.toString(), "end_date", until.toString(), "accounting_method", "Accrual"));
        Map<String, BigDecimal> balances = new HashMap<>();
        for (JsonNode row : report.path("Rows").path("Row")) {
            JsonNode cells = row.path("ColData");
            String account = Json.text(cells.path(0), "id");
            if (account != null) {
                balances.put(account, money(cells.path(1)).subtract(money(cells.path(2))));
            }
        }
        return balances;
    }

    private static BigDecimal money(JsonNode cell) {
        String text = Json.text(cell, "value");
        return text == null ? BigDecimal.ZERO : new BigDecimal(text.replace(",", ""));
    }

    /** As the trial balance has them: income and expenses of the year; earlier years' earnings are on their account. */
    private Map<String, BigDecimal> balances(LocalDate year, LocalDate until)
            throws SQLException, InterruptedException {
        Map<String, BigDecimal> balances = new HashMap<>();
        Map<String, BigDecimal> all = copy.ledgerBalances(reports.realmId(), null, until);
        Map<String, BigDecimal> ofYear = copy.ledgerBalances(reports.realmId(), year, until);
        BigDecimal earlier = BigDecimal.ZERO;
        String retained = null;
        for (JsonNode account : accounts()) {
            String id = Json.text(account, "Id");
            BigDecimal balance = all.getOrDefault(id, BigDecimal.ZERO);
            if (BY_YEAR.contains(Json.text(account, "Classification"))) {
                BigDecimal own = ofYear.getOrDefault(id, BigDecimal.ZERO);
                balances.put(id, own);
                earlier = earlier.add(balance).subtract(own);
            } else {
                balances.put(id, balance);
            }
            if ("RetainedEarnings".equals(Json.text(account, "AccountSubType"))) {
                retained = id;
            }
        }
        if (retained != null) {
            balances.merge(retained, earlier, BigDecimal::add);
        }
        return balances;
    }

    private List<JsonNode> accounts() throws InterruptedException {
        List<JsonNode> accounts = new ArrayList<>();
        List<JsonNode> page;
        String last = null;
        do {
            page = books.page(EntityCatalogue.get().type("Account"), last, ACCOUNTS, null);
            accounts.addAll(page);
            last = page.isEmpty() ? null : Json.text(page.get(page.size() - 1), "Id");
        } while (page.size() == ACCOUNTS);
        return accounts;
    }
}
