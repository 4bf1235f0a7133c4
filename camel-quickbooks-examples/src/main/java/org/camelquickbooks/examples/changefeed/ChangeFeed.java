package org.camelquickbooks.examples.changefeed;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.throttle.ReadUse;
import org.camelquickbooks.examples.Demo;
import org.camelquickbooks.examples.Outcome;
import org.camelquickbooks.examples.Ports;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.springframework.jdbc.core.JdbcTemplate;

/** A copy of the books in a database, and each change as a line in a file: at once by webhooks, surely by polling. */
public final class ChangeFeed {

    private ChangeFeed() {}

    public static Outcome run(Map<String, String> properties, PrintStream out) throws Exception {
        QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .port(0)
                .withCompany(QuickBooksSandbox.US_REALM)
                .start();
        try (Demo demo = new Demo("change-feed", out, properties, sandbox)) {
            JdbcTemplate sql = demo.database("copy");
            sql.execute("CREATE TABLE IF NOT EXISTS books (entity VARCHAR(40), id VARCHAR(40), changed VARCHAR(40),"
                    + " content TEXT, PRIMARY KEY (entity, id))");
            int port = Ports.free();
            demo.set("http.port", String.valueOf(port));
            sandbox.subscribe(Subscription.legacy("http://localhost:" + port + "/quickbooks/webhook"));
            CamelContext context = demo.start(new Routes());
            return show(demo, sql, context);
        }
    }

    private static Outcome show(Demo demo, JdbcTemplate sql, CamelContext context) throws Exception {
        SandboxCompany company = demo.sandbox().company();
        demo.await(
                "The existing customers, invoices and payments are in the database",
                () -> count(sql, "Customer") == company.count("Customer")
                        && count(sql, "Invoice") == company.count("Invoice")
                        && count(sql, "Payment") == company.count("Payment"));
        String id = company.create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}")
                .path("Id")
                .asText();
        demo.sandbox().deliverWebhooks();
        demo.await(
                "A new customer is in the database, too: a webhook has triggered a poll",
                () -> has(sql, id, "Fjord Kitchens"));
        company.update("Customer", id, "{\"CompanyName\":\"Fjord AS\"}");
        demo.sandbox().deliverWebhooks();
        demo.await("A change of it as well", () -> has(sql, id, "Fjord AS"));
        String invoice = company.query("select * from Invoice where Balance > '0' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        company.delete("Invoice", invoice);
        demo.sandbox().deliverWebhooks();
        demo.await(
                "A deleted invoice was deleted in the database",
                () -> sql.queryForObject(
                                "SELECT count(*) FROM books WHERE entity = 'Invoice' AND id = ?",
                                Integer.class,
                                invoice)
                        == 0);
        Path file = Path.of(demo.get("state")).resolve("changes.jsonl");
        demo.await(
                "Each change is a line of " + file, () -> Files.readString(file).contains("\"deleted\""));
        ReadUse reads = context.getComponent("quickbooks", QuickBooksComponent.class)
                .runtime()
                .client()
                .readUseNow()
                .toCompletableFuture()
                .get();
        demo.say("That cost " + reads.used() + " metered reads of " + reads.budget() + " a month: "
                + reads.byEndpoint());
        return demo.outcome(reads.used() > 0, "customers, invoices and payments were copied, and each change of them");
    }

    private static int count(JdbcTemplate sql, String entity) {
        return sql.queryForObject("SELECT count(*) FROM books WHERE entity = ?", Integer.class, entity);
    }

    private static boolean has(JdbcTemplate sql, String id, String text) {
        return sql.queryForObject(
                        "SELECT count(*) FROM books WHERE entity = 'Customer' AND id = ? AND content LIKE ?",
                        Integer.class,
                        id,
                        "%" + text + "%")
                == 1;
    }
}
