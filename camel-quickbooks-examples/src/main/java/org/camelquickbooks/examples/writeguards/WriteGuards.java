package org.camelquickbooks.examples.writeguards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.examples.Demo;
import org.camelquickbooks.examples.Outcome;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;

/** Three mistakes that QuickBooks accepts, and how the component reports each of them. */
public final class WriteGuards {

    private static final String REALM = QuickBooksSandbox.CANADA_REALM;
    private static final String NOTE = "Deliver to the side door";

    private final Demo demo;
    private final CamelContext context;
    private final SandboxCompany books;

    private WriteGuards(Demo demo, CamelContext context) {
        this.demo = demo;
        this.context = context;
        this.books = demo.sandbox().company(REALM);
    }

    public static Outcome run(Map<String, String> properties, PrintStream out) throws Exception {
        QuickBooksSandbox sandbox = QuickBooksSandbox.create().port(0).start();
        try (Demo demo = new Demo("write-guards", out, properties, sandbox)) {
            demo.set("sandbox.company", REALM);
            demo.set("sandbox.token", sandbox.tokens(REALM).access().value());
            WriteGuards guards = new WriteGuards(demo, demo.start(new Routes()));
            int refused = guards.rateOfOne() + guards.clearedFields() + guards.deletedSince();
            return demo.outcome(refused == 3, refused + " of 3 wrong writes were refused, and written when corrected");
        }
    }

    /** A hundred US dollars would be booked as a hundred Canadian dollars. */
    private int rateOfOne() {
        ObjectNode invoice = invoice("USD", "E-1");
        Message answer = order(invoice, "order-1");
        say("An invoice in USD without an exchange rate", answer);
        boolean refused = isRefused(answer, "the company's currency is CAD") && number("E-1") == 0;
        Message corrected = order(invoice.put("ExchangeRate", 1.36), "order-1");
        boolean written = id(corrected) != null
                && books.read("Invoice", id(corrected)).path("ExchangeRate").asDouble() == 1.36;
        demo.say("  with ExchangeRate 1.36: " + (written ? "written" : corrected.getBody()));
        return refused && written ? 1 : 0;
    }

    /** The full update leaves the note out. */
    private int clearedFields() {
        JsonNode there = books.create("Invoice", invoice("CAD", "E-2").put("PrivateNote", NOTE));
        ObjectNode body = there.deepCopy();
        body.remove("PrivateNote");
        Message answer = send("direct:replace", body, null);
        say("A full update without the field PrivateNote", answer);
        boolean refused = isRefused(answer, "PrivateNote") && NOTE.equals(note(there));
        Message cleared = send("direct:replace", body.putNull("PrivateNote"), null);
        boolean written = id(cleared) != null && note(there) == null;
        demo.say("  with PrivateNote null, which clears it on purpose: " + (written ? "written" : cleared.getBody()));
        return refused && written ? 1 : 0;
    }

    /** The order comes a second time, under its own number, and its invoice has been deleted in between. */
    private int deletedSince() {
        ObjectNode invoice = invoice("CAD", "E-3");
        books.delete("Invoice", id(order(invoice, "order-3")));
        Message answer = order(invoice, "order-3");
        say("An order whose invoice has been deleted", answer);
        boolean refused = isRefused(answer, "It was deleted since") && number("E-3") == 0;
        boolean written = id(order(invoice, "order-3-again")) != null && number("E-3") == 1;
        demo.say("  under another request id: " + (written ? "written" : "not written"));
        return refused && written ? 1 : 0;
    }

    private ObjectNode invoice(String currency, String number) {
        String customer = books.create(
                        "Customer",
                        "{\"DisplayName\":\"Customer of %s\",\"CurrencyRef\":{\"value\":\"%s\"}}"
                                .formatted(number, currency))
                .path("Id")
                .asText();
        String item = books.query("select * from Item where Type = 'Service' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        // QuickBooks has no rate of that day on record.
        ObjectNode invoice = Json.object().put("DocNumber", number).put("TxnDate", "2026-01-31");
        invoice.put("GlobalTaxCalculation", "NotApplicable");
        invoice.putObject("CustomerRef").put("value", customer);
        invoice.putObject("CurrencyRef").put("value", currency);
        ObjectNode line =
                invoice.putArray("Line").addObject().put("Amount", 100).put("DetailType", "SalesItemLineDetail");
        line.putObject("SalesItemLineDetail").putObject("ItemRef").put("value", item);
        return invoice;
    }

    private Message order(ObjectNode invoice, String requestId) {
        return send("direct:order", invoice, requestId);
    }

    private Message send(String route, ObjectNode body, String requestId) {
        Exchange exchange = context.createProducerTemplate().send(route, to -> {
            to.getMessage().setBody(body.deepCopy());
            if (requestId != null) {
                to.getMessage().setHeader(QuickBooksConstants.REQUEST_ID, requestId);
            }
        });
        if (exchange.getException() != null) {
            throw new IllegalStateException(exchange.getException());
        }
        return exchange.getMessage();
    }

    private static boolean isRefused(Message answer, String reason) {
        return answer.getHeader(Routes.REFUSED) != null
                && answer.getBody(String.class).contains(reason);
    }

    private static String id(Message answer) {
        return answer.getHeader(Routes.REFUSED) == null
                ? answer.getHeader(QuickBooksConstants.ENTITY_ID, String.class)
                : null;
    }

    private int number(String docNumber) {
        return books.query("select * from Invoice where DocNumber = '" + docNumber + "'")
                .size();
    }

    private String note(JsonNode invoice) {
        return Json.text(books.read("Invoice", invoice.path("Id").asText()), "PrivateNote");
    }

    private void say(String what, Message answer) {
        demo.say(what + ": "
                + (answer.getHeader(Routes.REFUSED) == null
                        ? "written"
                        : "refused\n  " + answer.getBody(String.class)));
    }
}
