package org.camelquickbooks.examples.ordertocash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.SandboxCompany;

/**
 * Somebody changes what the flows have booked, as people do in QuickBooks' pages: customer, date, number and item of
 * invoices; they unapply a payment, delete a write-off, and add an invoice. The reconciliation has to find each.
 */
final class ChangesByHand {

    private final SandboxCompany company;
    private final ArrayNode made = Json.object().putArray("made");

    ChangesByHand(SandboxCompany company) {
        this.company = company;
    }

    /** Makes all of them; each with the difference that has to be found. */
    ArrayNode make() throws IOException {
        // What is paid keeps its customer.
        Iterator<ObjectNode> unpaid =
                company.query("select * from Invoice where Balance > '0' maxresults 1000").stream()
                        .filter(row -> row.path("Balance")
                                        .decimalValue()
                                        .compareTo(row.path("TotalAmt").decimalValue())
                                == 0)
                        .iterator();
        customer(next(unpaid));
        date(next(unpaid));
        number(next(unpaid));
        item(next(unpaid));
        unapply();
        deleteWriteOff();
        add(next(unpaid));
        return made;
    }

    private static ObjectNode next(Iterator<ObjectNode> rows) throws IOException {
        if (!rows.hasNext()) {
            throw new IOException(
                    "There are too few open invoices to be changed by hand; take more --orders than --payments");
        }
        return rows.next();
    }

    private void customer(ObjectNode invoice) {
        String own = invoice.at("/CustomerRef/value").asText();
        String other = one("select * from Customer", row -> !own.equals(Json.text(row, "Id")));
        change(invoice, "customer", "{\"CustomerRef\":{\"value\":\"" + other + "\"}}");
    }

    private void date(ObjectNode invoice) {
        LocalDate other = LocalDate.parse(Json.text(invoice, "TxnDate")).minusDays(1);
        change(invoice, "date", "{\"TxnDate\":\"" + other + "\"}");
    }

    private void number(ObjectNode invoice) {
        change(invoice, "number", "{\"DocNumber\":\"BY-HAND-1\"}");
    }

    private void item(ObjectNode invoice) {
        ObjectNode line = (ObjectNode) invoice.at("/Line/0");
        String own = line.at("/SalesItemLineDetail/ItemRef/value").asText();
        String other = one("select * from Item where Type = 'NonInventory'", row -> !own.equals(Json.text(row, "Id")));
        ((ObjectNode) line.at("/SalesItemLineDetail/ItemRef")).removeAll().put("value", other);
        change(
                invoice,
                "line 1 item",
                Json.object().set("Line", invoice.path("Line")).toString());
    }

    private void change(ObjectNode invoice, String field, String json) {
        String id = Json.text(invoice, "Id");
        company.update("Invoice", id, json);
        made(field.startsWith("line") ? "item" : field, "Invoice", id, "changed", field);
    }

    private void unapply() throws IOException {
        ObjectNode payment = first(
                "Payment",
                row -> row.path("TotalAmt").decimalValue().signum() > 0
                        && row.at("/Line/0/LinkedTxn/0/TxnType").asText().equals("Invoice"));
        String id = Json.text(payment, "Id");
        company.update("Payment", id, "{\"Line\":[]}");
        made("unapplied", "Payment", id, "unapplied", null);
    }

    private void deleteWriteOff() throws IOException {
        ObjectNode entry =
                first("JournalEntry", row -> row.path("PrivateNote").asText().startsWith("Small difference"));
        String id = Json.text(entry, "Id");
        // QuickBooks deletes nothing that is applied.
        ObjectNode setOff = first(
                "Payment",
                row -> row.path("TotalAmt").decimalValue().signum() == 0
                        && row.findParents("TxnId").stream().anyMatch(link -> isTo(link, id)));
        company.delete("Payment", Json.text(setOff, "Id"));
        made("write-off unapplied", "Payment", Json.text(setOff, "Id"), "deleted", null);
        company.delete("JournalEntry", id);
        made("write-off deleted", "JournalEntry", id, "deleted", null);
    }

    private static boolean isTo(JsonNode link, String entry) {
        return link.path("TxnType").asText().equals("JournalEntry")
                && link.path("TxnId").asText().equals(entry);
    }

    private void add(ObjectNode like) {
        ObjectNode invoice = Json.object();
        invoice.set("CustomerRef", like.path("CustomerRef"));
        ObjectNode line =
                invoice.putArray("Line").addObject().put("Amount", 1).put("DetailType", "SalesItemLineDetail");
        line.putObject("SalesItemLineDetail")
                .putObject("ItemRef")
                .put("value", one("select * from Item where Type = 'NonInventory'", row -> true));
        made("added", "Invoice", Json.text(company.create("Invoice", invoice), "Id"), "extra", null);
    }

    private void made(String what, String entity, String id, String kind, String field) {
        ObjectNode change = made.addObject()
                .put("what", what)
                .put("entity", entity)
                .put("entityId", id)
                .put("kind", kind);
        if (field != null) {
            change.put("field", field);
        }
    }

    private String one(String statement, Predicate<JsonNode> wanted) {
        return company.query(statement + " maxresults 2").stream()
                .filter(wanted)
                .findFirst()
                .map(row -> Json.text(row, "Id"))
                .orElseThrow();
    }

    private ObjectNode first(String entity, Predicate<JsonNode> wanted) throws IOException {
        for (int from = 1; ; from += 1000) {
            List<ObjectNode> page =
                    company.query("select * from " + entity + " startposition " + from + " maxresults 1000");
            for (ObjectNode row : page) {
                if (wanted.test(row)) {
                    return row;
                }
            }
            if (page.size() < 1000) {
                throw new IOException("There is no " + entity + " to be changed by hand; take more --payments");
            }
        }
    }
}
