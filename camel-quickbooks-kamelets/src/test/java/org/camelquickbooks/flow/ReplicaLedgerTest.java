package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.junit.jupiter.api.Test;

/** The ledger's lines in the copy, where reports are cut, or days are odd, or nothing that is copied has a day. */
class ReplicaLedgerTest extends ReplicaTest {

    private static final String CUT = """
            {"Header": {"ReportName": "GeneralLedger"}, "Columns": {"Column": []}, "Rows": {"Row": [{"ColData":
             [{"value": "Unable to display more data. Please reduce the date range."}]}]}}""";

    private static final String SUM = "SELECT account_id, sum(amount) FROM qbo_ledger_line GROUP BY account_id";

    private void dated(String number, String day) {
        String account = id("select * from Account where AccountType = 'Bank'");
        String other = id("select * from Account where AccountType = 'Expense'");
        company()
                .create(
                        "JournalEntry",
                        json("{`DocNumber`:`" + number + "`,`TxnDate`:`" + day + "`,`Line`:[" + line("Debit", other)
                                + "," + line("Credit", account) + "]}"));
    }

    private static String line(String side, String account) {
        return "{`Amount`:5.00,`DetailType`:`JournalEntryLineDetail`,`JournalEntryLineDetail`:{`PostingType`:`" + side
                + "`,`AccountRef`:{`value`:`" + account + "`}}}";
    }

    @Test
    void aMonthWhoseReportIsCutIsReadInParts() {
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.STATUS)
                        .path("*GeneralLedger*")
                        .status(200, "application/json", CUT)
                        .times(3));
        replica(h2(), "entities", "Account,JournalEntry,Invoice", "auditInterval", "0");
        run();
        SANDBOX.sandbox().faults().clear();
        assertThat(copy.all("SELECT period FROM qbo_replica_ledger WHERE stale = 1"))
                .isEmpty();
        var inParts = copy.amounts(SUM);
        copy.execute("UPDATE qbo_replica_ledger SET stale = 1");
        run();
        assertThat(inParts).isNotEmpty().isEqualTo(copy.amounts(SUM));
    }

    @Test
    void oddDaysAreInThePeriodsBeforeAndAfterTheMonths() {
        dated("ODD-1", "1975-03-01");
        dated("ODD-2", "2062-03-01");
        dated("ODD-3", "1926-03-01");
        dated("ODD-4", "2099-12-31");
        replica(h2(), "entities", "Account,JournalEntry,Invoice", "auditInterval", "0");
        run();
        assertThat(copy.all("SELECT period FROM qbo_ledger_line WHERE doc_num = 'ODD-1'"))
                .containsOnly("earlier")
                .hasSize(2);
        assertThat(copy.all("SELECT period FROM qbo_ledger_line WHERE doc_num = 'ODD-3'"))
                .containsOnly("earliest")
                .hasSize(2);
        assertThat(copy.all("SELECT DISTINCT period FROM qbo_ledger_line WHERE doc_num IN ('ODD-2', 'ODD-4')"))
                .containsExactly("later");
        assertThat(copy.all("SELECT period FROM qbo_replica_ledger")).hasSizeLessThan(100);
        dated("ODD-5", "2063-03-01");
        run();
        assertThat(copy.all("SELECT period FROM qbo_ledger_line WHERE doc_num = 'ODD-5'"))
                .containsOnly("later");
    }

    @Test
    void theLedgerIsThereWhenNothingThatIsCopiedHasADay() {
        replica(h2(), "entities", "Account", "auditInterval", "0");
        run();
        assertThat(copy.amounts(SUM)).isNotEmpty();
    }
}
