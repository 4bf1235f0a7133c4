package org.camelquickbooks.examples.shoptoledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.camelquickbooks.examples.Broker;
import org.camelquickbooks.examples.Demo;
import org.camelquickbooks.examples.Outcome;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;

/** A shop writes orders to a topic, some of them twice and one of them wrong; the ledger has each once. */
public final class ShopToLedger {

    private static final int ORDERS = 60;

    private ShopToLedger() {}

    public static Outcome run(Map<String, String> properties, PrintStream out) throws Exception {
        QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .port(0)
                .withCompany(QuickBooksSandbox.US_REALM)
                .start();
        sandbox.throttle().limits(sandbox.throttle().limits().withEnabled(false));
        boolean own = !properties.containsKey("kafka.brokers");
        // Closed last: the routes still commit their offsets.
        try (Broker broker = own ? new Broker() : null;
                Demo demo = new Demo("shop-to-ledger-kafka", out, properties, sandbox)) {
            if (broker != null) {
                demo.set("kafka.brokers", broker.address());
                demo.say("A Kafka broker in this process: " + broker.address());
            }
            return show(demo);
        }
    }

    private static Outcome show(Demo demo) throws Exception {
        CamelContext context = demo.start(new Routes());
        SandboxCompany company = demo.sandbox().company();
        List<ObjectNode> items = company.query("select * from Item where Type = 'Service'");
        // Numbers of this run, since a broker of the user's own may have those of the last.
        String run = Integer.toHexString(demo.get("state").hashCode());
        try (ProducerTemplate shop = context.createProducerTemplate()) {
            for (int i = 0; i < ORDERS; i++) {
                ObjectNode order = order(
                        run + "-" + i, items.get(i % items.size()).path("Name").asText());
                if (i == 7) {
                    order.put("total", BigDecimal.ONE);
                }
                shop.sendBody("direct:shop", order.toString());
                if (i % 10 == 0) {
                    shop.sendBody("direct:shop", order.toString());
                }
            }
        }
        demo.await(
                "%d orders, every tenth twice, are %d invoices".formatted(ORDERS, ORDERS - 1),
                () -> invoices(company, run) == ORDERS - 1);
        demo.await("Each is acknowledged on a topic, and the wrong one is on another", () -> context.getRegistry()
                .lookupByNameAndType("told", Told.class)
                .isComplete(ORDERS + ORDERS / 10 - 1, 1));
        return demo.outcome(
                invoices(company, run) == ORDERS - 1,
                "%d orders, some of them twice and one of them wrong, are %d invoices"
                        .formatted(ORDERS, invoices(company, run)));
    }

    private static long invoices(SandboxCompany company, String run) {
        return company.query("select * from Invoice where DocNumber like '" + run + "-%' maxresults 1000")
                .size();
    }

    private static ObjectNode order(String id, String item) {
        ObjectNode order = Json.object().put("id", id).put("number", id).put("date", "2026-01-31");
        order.putObject("customer").put("name", "Shop customer " + id.hashCode() % 5);
        order.putArray("lines")
                .addObject()
                .put("item", item)
                .put("quantity", 2)
                .put("unitPrice", new BigDecimal("9.95"))
                .put("amount", new BigDecimal("19.90"));
        return order.put("total", new BigDecimal("19.90"));
    }
}
