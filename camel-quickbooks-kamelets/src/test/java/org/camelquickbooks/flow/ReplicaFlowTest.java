package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A copy of the books, in each database, by the route template and HTTP. */
class ReplicaFlowTest extends ReplicaTest {

    /** What the views need, and some more. */
    private static final String[] SOME = {
        "Account", "Bill", "CompanyInfo", "CreditMemo", "Customer", "Invoice", "Item", "JournalEntry", "Payment", "Term"
    };

    private void equal(CopyDatabases database) {
        if (database == CopyDatabases.H2) {
            copy.equalTheCompany();
        } else {
            copy.equalTheCompany(SOME);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCopyEqualsTheCompanyThroughItsChanges(CopyDatabases database) {
        if (database == CopyDatabases.H2) {
            replica(database.open(databases), "history", "true");
        } else {
            replica(database.open(databases), "history", "true", "entities", String.join(",", SOME));
        }
        run();
        equal(database);
        assertThat(copy.all("SELECT id FROM qbo_invoice")).hasSizeGreaterThan(10);
        assertThat(copy.all("SELECT id FROM qbo_customer_history"))
                .hasSameSizeAs(copy.all("SELECT id FROM qbo_customer"));

        theViewsSayWhatTheReportsSay();

        String customer = newCustomer(company(), "Replica & Søn 漢");
        String first = newInvoice(company(), customer, "R-1", "19.90");
        String second = newInvoice(company(), customer, "R-2", "5.00");
        run();
        equal(database);
        String where = " WHERE id = '" + first + "'";
        assertThat(copy.one("SELECT customer_ref_name FROM qbo_invoice" + where))
                .isEqualTo("Replica & Søn 漢");
        assertThat(copy.one("SELECT total_amt FROM qbo_invoice" + where)).startsWith("19.9");
        assertThat(copy.one("SELECT txn_date FROM qbo_invoice" + where)).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(copy.all("SELECT amount FROM qbo_invoice_line" + where)).hasSize(2);
        assertThat(copy.one("SELECT sum(debit - credit) FROM qbo_ledger_line WHERE txn_id = '" + first
                        + "' AND txn_type = 'Invoice'"))
                .startsWith("0");

        company().update("Customer", customer, "{\"Notes\":\"changed\",\"sparse\":true}");
        voided("Invoice", first);
        company().delete("Invoice", second);
        company().merge("Customer", customer, newCustomer(company(), "Merged"));
        run();
        equal(database);
        assertThat(copy.one(
                        "SELECT doc_number FROM qbo_invoice WHERE deleted_at IS NOT NULL AND id = '" + second + "'"))
                .isEqualTo("R-2");
        assertThat(copy.one("SELECT notes FROM qbo_customer WHERE id = '" + customer + "'"))
                .isEqualTo("changed");
        assertThat(copy.all("SELECT version FROM qbo_invoice_history WHERE id = '" + second + "' ORDER BY version"))
                .containsExactly("0", "deleted");
        String lines = copy.one("SELECT count(*) FROM qbo_ledger_line");
        run();
        assertThat(copy.one("SELECT count(*) FROM qbo_ledger_line")).isEqualTo(lines);
    }

    private void theViewsSayWhatTheReportsSay() {
        ReportedBooks reports = new ReportedBooks(template);
        LocalDate today = LocalDate.ofInstant(SANDBOX.sandbox().clock().instant(), ZoneId.of("America/Los_Angeles"));
        // Of last year too: in the first days of a year there is nothing else.
        LocalDate from = today.minusYears(1).withDayOfYear(1);
        String days = " WHERE tx_date <= '" + today + "'";
        assertThat(copy.amounts("SELECT account_id, sum(amount) FROM qbo_profit_and_loss" + days + " AND tx_date >= '"
                        + from + "' GROUP BY account_id"))
                .isNotEmpty()
                .isEqualTo(reports.profitAndLoss(from, today));
        assertThat(copy.amounts("SELECT 'net', sum(net_income) FROM qbo_profit_and_loss" + days + " AND tx_date >= '"
                        + from + "'"))
                .containsEntry(
                        "net",
                        reports.total("ProfitAndLoss", "Net Income", from, today)
                                .setScale(2));
        Map<String, BigDecimal> sections =
                copy.amounts("SELECT section, sum(amount) FROM qbo_balance_sheet" + days + " GROUP BY section");
        assertThat(sections)
                .containsEntry(
                        "Asset",
                        reports.total("BalanceSheet", "TOTAL ASSETS", from, today)
                                .setScale(2));
        assertThat(sections.get("Liability").add(sections.get("Equity"))).isEqualTo(sections.get("Asset"));
        Map<String, BigDecimal> sheet = reports.balanceSheet(from, today);
        copy.amounts("SELECT account_id, sum(amount) FROM qbo_balance_sheet" + days
                        + " AND account_id IS NOT NULL AND section <> 'Equity' GROUP BY account_id")
                .forEach((account, amount) -> assertThat(sheet).containsEntry(account, amount));
        assertThat(copy.amounts("SELECT customer_id, sum(amount) FROM qbo_aged_receivable GROUP BY customer_id"))
                .isNotEmpty()
                .isEqualTo(reports.agedReceivables(today));
    }
}
