package org.camelquickbooks.examples.replica;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.camelquickbooks.examples.Demo;
import org.camelquickbooks.examples.Outcome;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.springframework.jdbc.core.JdbcTemplate;

/** A copy of the books, changes that it follows, and statements that are computed from it. */
public final class Replica {

    private Replica() {}

    public static Outcome run(Map<String, String> properties, PrintStream out) throws Exception {
        QuickBooksSandbox sandbox = QuickBooksSandbox.create().port(0).start();
        try (Demo demo = new Demo("replica", out, properties, sandbox)) {
            JdbcTemplate copy = demo.database("warehouse");
            CamelContext context = demo.start(new Routes());
            return show(demo, copy, context.createProducerTemplate());
        }
    }

    private static Outcome show(Demo demo, JdbcTemplate copy, ProducerTemplate template) throws Exception {
        SandboxCompany company = demo.sandbox().company();
        demo.await(
                "The copy has invoices, and the ledger",
                () -> has(copy, "SELECT count(*) FROM qbo_ledger_line WHERE 0 < (SELECT count(*) FROM qbo_invoice)"));
        String customer = company.query("select * from Customer maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        company.delete("Invoice", invoice(company, customer, "COPY-2", "5.00"));
        String paid = invoice(company, customer, "COPY-1", "120.00");
        // The payment is the last change: when it is in the copy, all of them are.
        pay(company, customer, paid, "20.00");
        demo.await(
                "An invoice of 120.00 was made, 20.00 of it paid, and the copy has both",
                () -> has(copy, "SELECT count(*) FROM qbo_invoice WHERE doc_number = 'COPY-1' AND balance = 100"));
        demo.await(
                "Both are in the copy's ledger",
                () -> has(
                        copy,
                        "SELECT count(*) FROM qbo_ledger_line WHERE txn_type = 'Payment' AND txn_id = (SELECT max(id) FROM"
                                + " qbo_payment_line_linked_txn WHERE txn_id = '" + paid + "')"));
        LocalDate today = LocalDate.ofInstant(demo.sandbox().clock().instant(), ZoneOffset.UTC);
        boolean equal = true;
        for (Statement statement : Statement.values()) {
            // Of last year too: in the first days of a year there is nothing else.
            equal &=
                    compare(demo, copy, template, statement, today.minusYears(1).withDayOfYear(1), today);
        }
        return demo.outcome(
                equal,
                equal
                        ? "profit and loss, balance sheet and aged receivables, computed from the copy, equal QuickBooks'"
                                + " reports to the cent"
                        : "a statement that was computed from the copy differs from QuickBooks' report");
    }

    private static boolean compare(
            Demo demo,
            JdbcTemplate copy,
            ProducerTemplate template,
            Statement statement,
            LocalDate from,
            LocalDate until) {
        Map<String, BigDecimal> computed = statement.compute(copy, from, until);
        Map<String, BigDecimal> reported = Reported.amounts(template, statement, from, until);
        boolean equal = !computed.isEmpty() && computed.equals(reported);
        demo.say("%s: %d amounts, %s".formatted(statement.title(), computed.size(), equal ? "all equal" : "not equal"));
        if (!equal) {
            demo.say("  from the copy: " + computed);
            demo.say("  the report:    " + reported);
        }
        return equal;
    }

    /** Whether a count is above zero; not while there are no tables yet. */
    private static boolean has(JdbcTemplate copy, String count) {
        try {
            return copy.queryForObject(count, Integer.class) > 0;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static String invoice(SandboxCompany company, String customer, String number, String amount) {
        String item = company.query("select * from Item where Type = 'Service' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        return company.create("Invoice", """
                {"DocNumber": "%s", "CustomerRef": {"value": "%s"}, "Line": [{"Amount": %s,
                 "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "%s"}}}]}\
                """.formatted(number, customer, amount, item))
                .path("Id")
                .asText();
    }

    private static void pay(SandboxCompany company, String customer, String invoice, String amount) {
        company.create("Payment", """
                {"CustomerRef": {"value": "%s"}, "TotalAmt": %s, "Line": [{"Amount": %s,
                 "LinkedTxn": [{"TxnId": "%s", "TxnType": "Invoice"}]}]}\
                """.formatted(customer, amount, amount, invoice));
    }
}
