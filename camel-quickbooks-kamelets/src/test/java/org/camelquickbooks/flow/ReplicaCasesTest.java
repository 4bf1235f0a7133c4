package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.YearMonth;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.flow.QuickBooksReplicaEvent.Kind;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to a copy besides the usual: gaps, cuts, differences, faults, new fields, several processes. */
class ReplicaCasesTest extends ReplicaTest {

    private static final String FEW = "Customer,Invoice,Payment,TimeActivity,CompanyInfo,Term";

    @Test
    void whatWasChangedBehindItsBackIsFoundByTheAudit() {
        replica(h2(), "entities", "Invoice,Payment,Account,Customer", "auditInterval", "1");
        run();
        // Beyond the overlap within which changes are read again.
        SANDBOX.sandbox().clock().advance(Duration.ofMinutes(10));
        run();
        String missing = copy.all("SELECT id FROM qbo_invoice ORDER BY id").get(0);
        copy.execute("DELETE FROM qbo_invoice WHERE id = '" + missing + "'");
        copy.execute("UPDATE qbo_ledger_line SET debit = debit + 1 WHERE position = 1");
        run();
        assertThat(copy.all("SELECT id FROM qbo_invoice WHERE id = '" + missing + "'"))
                .hasSize(1);
        assertThat(reported(Kind.DIFFERENCE)).anyMatch(text -> text.startsWith("Invoice months "));
        assertThat(reported(Kind.DIFFERENCE)).anyMatch(text -> text.startsWith("GeneralLedger balances"));
        int differences = reported(Kind.DIFFERENCE).size();
        run();
        assertThat(reported(Kind.DIFFERENCE)).hasSize(differences);
        copy.equalTheCompany(true, "Invoice", "Payment", "Account", "Customer");
    }

    @Test
    void theAuditComparesEachOfTheLatestMonthsAndFindsRowsOfNone() {
        replica(h2(), "entities", "Invoice", "auditInterval", "1", "ledger", "false");
        run();
        String missing = newInvoice(company(), newCustomer(company(), "Months"), "M-1", "7.00");
        run();
        SANDBOX.sandbox().clock().advance(Duration.ofMinutes(10));
        run();
        int before = reported(Kind.DIFFERENCE).size();
        // As many rows as in QuickBooks, in other months. The clock may have come to the next month.
        YearMonth now = YearMonth.parse(copy.one("SELECT create_time FROM qbo_invoice WHERE id = '" + missing + "'")
                .substring(0, 7));
        copy.execute("INSERT INTO qbo_invoice (realm_id, id, sync_token, create_time, json) VALUES ('" + REALM
                + "', 'extra', 0, '" + now.minusMonths(1) + "-10T00:00:00', '{}')");
        copy.execute("DELETE FROM qbo_invoice WHERE id = '" + missing + "'");
        run();
        assertThat(reported(Kind.DIFFERENCE).subList(before, before + 1))
                .containsExactly("Invoice months " + now.minusMonths(1) + "/" + now);
        copy.equalTheCompany("Invoice");
        copy.execute("INSERT INTO qbo_invoice (realm_id, id, sync_token, json) VALUES ('" + REALM
                + "', 'of no month', 0, '{}')");
        run();
        assertThat(reported(Kind.DIFFERENCE)).hasSize(before + 2).last().isEqualTo("Invoice rows in total");
        copy.equalTheCompany("Invoice");
    }

    @Test
    void aChangeThatArrivesDuringTheAuditIsNoDifference() {
        replica(h2(), "entities", "Invoice", "auditInterval", "1", "ledger", "false");
        run();
        newInvoice(company(), newCustomer(company(), "Late"), "L-1", "7.00");
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.STATUS)
                        .path("*cdc*")
                        .status(
                                200,
                                "application/json",
                                "{\"CDCResponse\": [{\"QueryResponse\": [{}]}], \"time\": \""
                                        + SANDBOX.sandbox().clock().instant() + "\"}")
                        .times(1));
        run();
        assertThat(reported(Kind.DIFFERENCE)).isEmpty();
        copy.equalTheCompany("Invoice");
    }

    @Test
    void balancesOfCustomersAreThoseOfTheLastAudit() {
        replica(h2(), "entities", "Customer,Invoice", "auditInterval", "1", "ledger", "false");
        run();
        String customer = newCustomer(company(), "Balance");
        run();
        newInvoice(company(), customer, "BAL-1", "7.00");
        run();
        copy.equalTheCompany(true, "Customer", "Invoice");
        assertThat(copy.one("SELECT balance FROM qbo_customer WHERE id = '" + customer + "'"))
                .startsWith("7");
    }

    @Test
    void aFieldWithoutAColumnIsInTheJsonAndIsReportedOnce() {
        replica(h2(), "entities", "Term", "ledger", "false", "auditInterval", "0");
        run();
        String answer = """
                {"CDCResponse": [{"QueryResponse": [{"Term": [{"Id": "1", "SyncToken": "9", "Name": "New term",
                 "BrandNew": {"deep": [1.50]}, "MetaData": {"CreateTime": "2020-01-01T00:00:00Z",
                 "LastUpdatedTime": "2026-01-01T00:00:00Z"}}]}]}], "time": "2026-01-01T00:00:00Z"}""";
        for (int i = 0; i < 2; i++) {
            SANDBOX.sandbox()
                    .faults()
                    .order(FaultOrder.of(FaultOrder.Effect.STATUS)
                            .path("*cdc*")
                            .status(200, "application/json", answer)
                            .times(1));
            run();
        }
        assertThat(reported(Kind.NEW_FIELD)).containsExactly("Term BrandNew");
        assertThat(copy.one("SELECT json FROM qbo_term WHERE id = '1'")).contains("\"BrandNew\":{\"deep\":[1.50]}");
        assertThat(copy.all("SELECT entity FROM qbo_replica_new_field")).containsExactly("Term");
    }

    @Test
    void afterAGapOfThirtyDaysAllRowsAreReadAgainAndMissingOnesAreMarked() {
        replica(h2(), "entities", FEW, "ledger", "false", "auditInterval", "0");
        String gone = newInvoice(company(), newCustomer(company(), "Gap"), "GAP-1", "7.00");
        run();
        company().delete("Invoice", gone);
        SANDBOX.sandbox().clock().advance(Duration.ofMinutes(10));
        copy.execute("UPDATE qbo_replica_offset SET since = '2020-01-01T00:00:00Z' WHERE since IS NOT NULL");
        run();
        assertThat(reported(Kind.READ_AGAIN)).anyMatch(text -> text.startsWith("Invoice changes since 2020"));
        copy.equalTheCompany(FEW.split(","));
        assertThat(copy.one("SELECT count(*) FROM qbo_invoice WHERE id = '" + gone + "' AND deleted_at IS NOT NULL"))
                .isEqualTo("1");
    }

    private String term(String columns, int number) {
        return copy.all("SELECT " + columns + " FROM qbo_term WHERE deleted_at IS NULL ORDER BY id")
                .get(number);
    }

    private void readAllAgain() {
        copy.execute("UPDATE qbo_replica_offset SET since = '2020-01-01T00:00:00Z' WHERE since IS NOT NULL");
        run();
    }

    private String deleted(String id) {
        return copy.one("SELECT count(*) FROM qbo_term WHERE deleted_at IS NOT NULL AND id = '" + id + "'");
    }

    @Test
    void aRowThatQueriesDoNotShowYetAsItIsIsNotDeleted() {
        replica(h2(), "entities", "Term", "ledger", "false", "auditInterval", "0");
        run();
        SANDBOX.sandbox().clock().advance(Duration.ofMinutes(10));
        String older = term("id", 0);
        copy.execute("UPDATE qbo_term SET sync_token = 99 WHERE id = '" + older + "'");
        copy.execute("INSERT INTO qbo_term (realm_id, id, sync_token, last_updated_time) VALUES ('" + REALM
                + "', 'new', 0, '"
                + SANDBOX.sandbox().clock().instant().toString().substring(0, 19) + "')");
        copy.execute("INSERT INTO qbo_term (realm_id, id, sync_token, last_updated_time) VALUES ('" + REALM
                + "', 'old', 0, '2020-01-01T00:00:00')");
        readAllAgain();
        assertThat(deleted(older)).isEqualTo("0");
        assertThat(deleted("new")).isEqualTo("0");
        assertThat(deleted("old")).isEqualTo("1");
        SANDBOX.sandbox().clock().advance(Duration.ofMinutes(10));
        readAllAgain();
        assertThat(deleted(older)).isEqualTo("0");
        assertThat(deleted("new")).isEqualTo("1");
    }

    @Test
    void aNewerVersionRevivesARowThatWasMarkedByMistake() {
        replica(h2(), "entities", "Term", "ledger", "false", "auditInterval", "0");
        run();
        String id = term("id", 0);
        copy.execute("UPDATE qbo_term SET deleted_at = last_updated_time WHERE id = '" + id + "'");
        run();
        assertThat(deleted(id)).isEqualTo("1");
        company().update("Term", id, "{\"DueDays\":77,\"sparse\":true}");
        run();
        assertThat(deleted(id)).isEqualTo("0");
        copy.equalTheCompany("Term");
    }

    @Test
    void tablesAreMadeWhereThePoolsConnectionsWaitForACommit() {
        DataSource real = CopyDatabases.SQLITE.open(databases);
        DataSource waiting = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, values) -> {
                    Object result = method.invoke(real, values);
                    if (result instanceof Connection connection) {
                        connection.setAutoCommit(false);
                    }
                    return result;
                });
        replica(waiting, "entities", "Term", "ledger", "false", "auditInterval", "0");
        run();
        copy.equalTheCompany("Term");
    }

    @Test
    void moreChangesThanOneAnswerHoldsAreAllApplied() {
        replica(h2(), "entities", "Customer,Term,Invoice", "ledger", "false", "auditInterval", "0");
        run();
        for (int i = 0; i < 1100; i++) {
            newCustomer(company(), "Many " + i);
        }
        String deleted = newInvoice(company(), newCustomer(company(), "Last"), "MANY-1", "7.00");
        run();
        company().delete("Invoice", deleted);
        run();
        copy.equalTheCompany("Customer", "Term", "Invoice");
    }

    @Test
    void whatQuickBooksAnswersBadlyIsReadWithTheNextRun() {
        replica(h2(), "entities", FEW, "pageSize", "20", "auditInterval", "0");
        for (FaultOrder.Effect effect : new FaultOrder.Effect[] {
            FaultOrder.Effect.RESET_MID_ANSWER, FaultOrder.Effect.MALFORMED_JSON, FaultOrder.Effect.THROTTLE
        }) {
            newInvoice(company(), newCustomer(company(), "Fault " + effect), "F-" + effect.ordinal(), "7.00");
            SANDBOX.sandbox()
                    .faults()
                    .order(FaultOrder.of(effect).retryAfter(0).probability(0.3).times(20));
            for (int i = 0; i < 5; i++) {
                template.request("direct:in", exchange -> {});
            }
            SANDBOX.sandbox().faults().clear();
            run();
            copy.equalTheCompany(FEW.split(","));
        }
    }

    @Test
    void twoProcessesWithTheirOwnStateDatabasesDoNoHarm() throws Exception {
        DataSource source = h2();
        replica(source, "entities", FEW, "pageSize", "10", "auditInterval", "0");
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            connect(other, databases.resolve("other-state"));
            other.start();
            replica(other, "other", "direct:in", source, "entities", FEW, "pageSize", "10", "auditInterval", "0");
            for (int i = 0; i < 5; i++) {
                newInvoice(company(), newCustomer(company(), "Both " + i), "B-" + i, "7.00");
                CompletableFuture<?> here = template.asyncSend("direct:in", exchange -> {});
                CompletableFuture<?> there = other.createProducerTemplate().asyncSend("direct:in", exchange -> {});
                CompletableFuture.allOf(here, there).join();
            }
            run();
            copy.equalTheCompany(FEW.split(","));
        }
    }

    @Test
    void oneNodeOfACopyWorksAndCopiesElsewhereDoNotWaitForIt() throws Exception {
        replica(h2(), "entities", "Term", "ledger", "false", "auditInterval", "0");
        run();
        DataSource source = h2();
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            other.getCamelContextExtension().setName(context.getName());
            connect(other, state);
            other.start();
            replica(other, "copy", "direct:same", source, "entities", "Term", "ledger", "false");
            replica(other, "elsewhere", "direct:elsewhere", source, "entities", "Term", "ledger", "false");
            other.createProducerTemplate().requestBody("direct:same", (Object) null);
            CopiedBooks there = new CopiedBooks(source, template, REALM);
            assertThat(there.all("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'"))
                    .isEmpty();
            other.createProducerTemplate().requestBody("direct:elsewhere", (Object) null);
            there.equalTheCompany("Term");
        }
    }

    @Test
    void aCopyInAnEmptyDatabaseBeginsAgain() {
        DataSource source = h2();
        replica(source, "entities", FEW, "auditInterval", "0");
        run();
        copy.execute("DROP ALL OBJECTS");
        assertThatThrownBy(this::run).isNotNull();
        run();
        copy.equalTheCompany(FEW.split(","));
    }

    @Test
    void missingColumnsAreAddedAndForeignOnesKept() throws SQLException {
        DataSource source = h2();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE qbo_term (realm_id varchar(64) NOT NULL, id varchar(64) NOT NULL,"
                    + " remark varchar(10), PRIMARY KEY (realm_id, id))");
            statement.execute("INSERT INTO qbo_term VALUES ('" + REALM + "', '1', 'mine')");
        }
        replica(source, "entities", "Term", "ledger", "false");
        run();
        copy.equalTheCompany("Term");
        assertThat(copy.one("SELECT remark FROM qbo_term WHERE id = '1'")).isEqualTo("mine");
    }

    @ParameterizedTest
    @EnumSource
    void whatAnUpdateAddsIsFilledInRowsThatWereThere(CopyDatabases database) {
        DataSource source = database.open(databases);
        replica(source, "entities", "Invoice,Term", "ledger", "false", "auditInterval", "0", "pageSize", "1000");
        run();
        String lines = copy.one("SELECT count(*) FROM qbo_invoice_line");
        copy.execute("ALTER TABLE qbo_term DROP COLUMN due_days");
        copy.execute("DROP TABLE qbo_invoice_line");
        replica(context, "later", "direct:later", source, "entities", "Invoice,Term", "ledger", "false");
        template.requestBody("direct:later", (Object) null);
        assertThat(copy.one("SELECT count(*) FROM qbo_invoice_line")).isEqualTo(lines);
        assertThat(copy.all("SELECT due_days FROM qbo_term WHERE due_days > 0")).isNotEmpty();
        assertThat(copy.one("SELECT read_number FROM qbo_replica_offset WHERE entity = 'Term'"))
                .isEqualTo("2");
    }

    @Test
    void namesOfAnH2DatabaseMayBeInSmallLetters() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:lower;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        replica(source, "auditInterval", "0", "pageSize", "1000");
        run();
        copy.equalTheCompany("Term", "Invoice");
        assertThat(copy.all("SELECT customer FROM qbo_aged_receivable")).isNotEmpty();
    }

    private void refusedOnce(int code) {
        // The first asks what time it is.
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.FAULT)
                        .path("*/query*")
                        .status(code, null, null)
                        .nth(2)
                        .times(1));
    }

    @Test
    void aNamedEntityOutsideThePlanFailsEachRun() {
        refusedOnce(5020);
        replica(h2(), "entities", "Term", "ledger", "false", "auditInterval", "0");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(this::run)
                    .hasStackTraceContaining("The parameter entities names Term, which QuickBooks refuses");
        }
        assertThat(reported(Kind.UNAVAILABLE)).hasSize(1);
    }

    @Test
    void aRefusalOfTheCompanyIsNoneOfTheEntity() {
        refusedOnce(6190);
        replica(h2(), "entities", "Term", "ledger", "false", "auditInterval", "0");
        assertThatThrownBy(this::run).hasStackTraceContaining("Invalid Company Status");
        assertThat(reported(Kind.UNAVAILABLE)).isEmpty();
        run();
        copy.equalTheCompany("Term");
    }

    @Test
    void wrongParametersAreNamedWithTheFix() {
        assertThatThrownBy(() -> replica(h2(), "entities", "Invoce"))
                .hasStackTraceContaining("The parameter entities is 'Invoce'")
                .hasStackTraceContaining("Invoice");
        assertThatThrownBy(() -> replica(h2(), "entities", "ExchangeRate"))
                .hasStackTraceContaining("names ExchangeRate, which cannot be copied");
        assertThatThrownBy(() -> replica(h2(), "pageSize", "5000"))
                .hasStackTraceContaining("pageSize is '5000'; set it to a number from 1 to 1000");
        assertThatThrownBy(() -> replica(h2(), "auditInterval", "soon"))
                .hasStackTraceContaining("auditInterval is 'soon'; set it to a duration such as 1d");
        assertThatThrownBy(() -> replica(h2(), "tablePrefix", "a-b")).hasStackTraceContaining("tablePrefix is 'a-b'");
        assertThatThrownBy(() -> replica(h2(), "realmId", "1", "realms", "all"))
                .hasStackTraceContaining("set realmId for one company, or realms for several");
        assertThatThrownBy(() -> replica(h2(), "dataSource", "nothing"))
                .hasStackTraceContaining("dataSource is 'nothing', and no bean has that name");
    }
}
