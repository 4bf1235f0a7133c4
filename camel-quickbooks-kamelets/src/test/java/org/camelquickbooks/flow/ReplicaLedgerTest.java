package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    private static String owed(String customer, String amount) {
        return line("Debit", id("select * from Account where AccountType = 'Accounts Receivable'"))
                .replace("5.00", amount)
                .replace(
                        "`AccountRef`",
                        "`Entity`:{`Type`:`Customer`,`EntityRef`:{`value`:`" + customer + "`}},`AccountRef`");
    }

    @ParameterizedTest
    @EnumSource
    void aJournalEntryOfTwoLinesThatIsPaidIsNotOpen(CopyDatabases database) {
        String customer = newCustomer(company(), "Two lines");
        String entry = company()
                .create(
                        "JournalEntry",
                        json("{`DocNumber`:`TWO`,`Line`:[" + owed(customer, "100.00") + "," + owed(customer, "50.00")
                                + ","
                                + line("Credit", id("select * from Account where AccountType = 'Expense'"))
                                        .replace("5.00", "150.00")
                                + "]}"))
                .path("Id")
                .asText();
        replica(
                database.open(databases),
                "entities",
                "Account,Customer,Invoice,CreditMemo,Payment,JournalEntry",
                "auditInterval",
                "0");
        run();
        String open = "SELECT txn_id, amount FROM qbo_open_receivable WHERE customer_id = '" + customer + "'";
        assertThat(copy.amounts(open)).containsExactly(Map.entry(entry, new BigDecimal("150.00")));
        company()
                .create(
                        "Payment",
                        json("{`CustomerRef`:{`value`:`" + customer
                                + "`},`TotalAmt`:150.00,`Line`:[{`Amount`:150.00,`LinkedTxn`:[{`TxnId`:`" + entry
                                + "`,`TxnType`:`JournalEntry`}]}]}"));
        run();
        assertThat(copy.amounts(open)).isEmpty();
        assertThat(copy.all(open)).containsOnly(entry);
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
    void anOddDayIsFoundBesideAnotherOne() {
        replica(h2(), "entities", "Account,JournalEntry", "auditInterval", "0");
        run();
        LocalDate today = LocalDate.ofInstant(SANDBOX.sandbox().clock().instant(), ZoneOffset.UTC);
        dated("BOTH-1", today.toString());
        dated("BOTH-2", "2062-03-01");
        run();
        assertThat(copy.all("SELECT period FROM qbo_ledger_line WHERE doc_num = 'BOTH-1'"))
                .hasSize(2);
        assertThat(copy.all("SELECT period FROM qbo_ledger_line WHERE doc_num = 'BOTH-2'"))
                .hasSize(2);
    }

    @Test
    void theLedgerIsThereWhenNothingThatIsCopiedHasADay() {
        replica(h2(), "entities", "Account", "auditInterval", "0");
        run();
        assertThat(copy.amounts(SUM)).isNotEmpty();
    }
}
