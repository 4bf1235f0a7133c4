package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** The database fails at a step of the first load, or of following; in the end the copy is the company. */
class ReplicaStepsTest extends ReplicaTest {

    private static final boolean FULL = "full".equals(System.getProperty("benchmark.form"));
    private static final int CASES = FULL ? Integer.MAX_VALUE : 8;
    private static final String[] SOME = {"Customer", "Invoice", "Term"};

    private FailingDataSource source;

    /** A first load, a change of each kind, and what follows it. */
    private int runs(String id) {
        replica(
                context,
                id,
                "direct:" + id,
                source,
                "name",
                id,
                "entities",
                "Customer,Invoice,Term",
                "pageSize",
                "25",
                "auditInterval",
                "0",
                "history",
                "true");
        copy = new CopiedBooks(source, template, REALM);
        int failed = attempt(id);
        String customer = newCustomer(company(), "Steps " + id);
        company().delete("Invoice", newInvoice(company(), customer, "S-" + id, "3.00"));
        newInvoice(company(), customer, "T-" + id, "4.00");
        return failed + attempt(id);
    }

    private int attempt(String id) {
        Exchange exchange = template.request("direct:" + id, message -> {});
        return exchange.getException() == null ? 0 : 1;
    }

    private void right(String id) {
        source.heal();
        template.requestBody("direct:" + id, (Object) null);
        copy.equalTheCompany(SOME);
        // Each version once; and each line of each invoice once.
        assertThat(copy.all("SELECT id FROM qbo_invoice_history WHERE version = 'deleted'"))
                .doesNotHaveDuplicates();
        assertThat(copy.one("SELECT sum(debit) - sum(credit) FROM qbo_ledger_line"))
                .startsWith("0");
    }

    private void newSource() {
        source = new FailingDataSource(h2());
    }

    @Test
    void theCopyIsRightWhereverTheDatabaseFails() {
        newSource();
        source.failAt(Integer.MAX_VALUE, FailingDataSource.How.ONCE);
        assertThat(runs("count")).isZero();
        int steps = source.steps();
        right("count");
        int every = Math.max(1, steps / CASES);
        int failed = 0;
        int cases = 0;
        for (int step = 1 + every / 2; step <= steps; step += every) {
            List<FailingDataSource.How> all = List.of(FailingDataSource.How.values());
            for (FailingDataSource.How how : FULL ? all : List.of(all.get(cases % all.size()))) {
                String id = "case" + ++cases;
                newSource();
                source.failAt(step, how);
                failed += runs(id);
                right(id);
                removeRoute(id);
            }
        }
        assertThat(failed).isGreaterThanOrEqualTo(cases / 2);
    }

    private void removeRoute(String id) {
        try {
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
