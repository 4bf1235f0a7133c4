package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

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
}
