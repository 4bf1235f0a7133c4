package org.camelquickbooks.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.Client.Reply;

/** The everyday words of bookkeeping, said to a company over HTTP. */
final class Bookkeeping {

    final Client client;

    Bookkeeping(Client client) {
        this.client = client;
    }

    static String ref(String field, String id) {
        return "\"" + field + "\":{\"value\":\"" + id + "\"}";
    }

    String customer(String name) {
        return id(client.create("customer", "{\"DisplayName\":\"" + name + "\"}"));
    }

    String vendor(String name) {
        return id(client.create("vendor", "{\"DisplayName\":\"" + name + "\"}"));
    }

    static String id(JsonNode entity) {
        return entity.path("Id").asText();
    }

    String account(String name) {
        return client.id("Account", "FullyQualifiedName = '" + name.replace("'", "\\'") + "'");
    }

    /** As a bookkeeper writes it: what is owed, above zero. */
    static BigDecimal natural(JsonNode account) {
        BigDecimal balance = account.path("CurrentBalance").decimalValue();
        return account.path("Classification").asText().equals("Liability") ? balance.negate() : balance;
    }

    BigDecimal balance(String account) {
        return natural(client.read("account", account(account)));
    }

    String item(String name, String quantity, String cost, String since) {
        return id(client.create(
                "item",
                "{\"Name\":\"" + name + "\",\"Type\":\"Inventory\",\"TrackQtyOnHand\":true,\"QtyOnHand\":" + quantity
                        + ",\"InvStartDate\":\"" + since + "\",\"UnitPrice\":20,\"PurchaseCost\":" + cost + ","
                        + ref("IncomeAccountRef", account("Sales of Product Income")) + ","
                        + ref("ExpenseAccountRef", account("Cost of Goods Sold")) + ","
                        + ref("AssetAccountRef", account("Inventory Asset")) + "}"));
    }

    static String sale(String amount, String item, String more) {
        return "{\"Amount\":" + amount + ",\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{"
                + ref("ItemRef", item) + more + "}}";
    }

    static String goods(String amount, String item, String quantity) {
        return "{\"Amount\":" + amount
                + ",\"DetailType\":\"ItemBasedExpenseLineDetail\",\"ItemBasedExpenseLineDetail\":{"
                + ref("ItemRef", item) + ",\"Qty\":" + quantity + "}}";
    }

    static String expense(String amount, String account, String more) {
        return "{\"Amount\":" + amount
                + ",\"DetailType\":\"AccountBasedExpenseLineDetail\",\"AccountBasedExpenseLineDetail\":{"
                + ref("AccountRef", account) + more + "}}";
    }

    static String posting(String side, String amount, String account, String party, String partyId) {
        String entity =
                party == null ? "" : ",\"Entity\":{\"Type\":\"" + party + "\"," + ref("EntityRef", partyId) + "}";
        return "{\"Amount\":" + amount
                + ",\"DetailType\":\"JournalEntryLineDetail\",\"JournalEntryLineDetail\":{\"PostingType\":\"" + side
                + "\"," + ref("AccountRef", account) + entity + "}}";
    }

    static String applied(String amount, String type, String id) {
        return "{\"Amount\":" + amount + ",\"LinkedTxn\":[{\"TxnId\":\"" + id + "\",\"TxnType\":\"" + type + "\"}]}";
    }

    /** A form: a party, a date, more fields, lines. */
    static String form(String party, String id, String date, String more, String... lines) {
        return "{" + ref(party, id) + ",\"TxnDate\":\"" + date + "\"" + (more.isEmpty() ? "" : "," + more)
                + ",\"Line\":[" + String.join(",", lines) + "]}";
    }

    JsonNode invoice(String customer, String date, String more, String... lines) {
        return client.create("invoice", form("CustomerRef", customer, date, more, lines));
    }

    JsonNode bill(String vendor, String date, String more, String... lines) {
        return client.create("bill", form("VendorRef", vendor, date, more, lines));
    }

    JsonNode payment(String customer, String date, String total, String more, String... lines) {
        String rest = more.isEmpty() ? "" : "," + more;
        return client.create("payment", form("CustomerRef", customer, date, "\"TotalAmt\":" + total + rest, lines));
    }

    JsonNode delete(String resource, String id) {
        return client.create(resource + "?operation=delete", handle(resource, id));
    }

    String handle(String resource, String id) {
        return "{\"Id\":\"" + id + "\",\"SyncToken\":\""
                + client.read(resource, id).path("SyncToken").asText() + "\"}";
    }

    /** A sparse update of the current version. */
    JsonNode change(String resource, String id, String fields) {
        return client.create(resource, sparse(resource, id, fields));
    }

    String sparse(String resource, String id, String fields) {
        return "{\"Id\":\"" + id + "\",\"SyncToken\":\""
                + client.read(resource, id).path("SyncToken").asText() + "\",\"sparse\":true," + fields + "}";
    }

    void closeBooks(String day) {
        change("preferences", "1", "\"AccountingInfoPrefs\":{\"BookCloseDate\":\"" + day + "\"}");
    }

    Reply report(String name, String parameters) {
        return client.get("reports/" + name + (parameters.isEmpty() ? "" : "?" + parameters));
    }

    /** The cells of the first row anywhere in a report whose first cell is this. */
    static List<String> row(JsonNode report, String label) {
        for (JsonNode row : report.path("Rows").path("Row")) {
            List<String> found = find(row, label);
            if (found != null) {
                return found;
            }
        }
        throw new AssertionError("No row " + label + " in " + report);
    }

    private static List<String> find(JsonNode row, String label) {
        for (JsonNode cells : List.of(row.path("ColData"), row.path("Summary").path("ColData"))) {
            if (label.equals(cells.path(0).path("value").asText(null))) {
                List<String> values = new ArrayList<>();
                cells.forEach(cell -> values.add(cell.path("value").asText()));
                return values;
            }
        }
        for (JsonNode child : row.path("Rows").path("Row")) {
            List<String> found = find(child, label);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Quantity and value of an item by the valuation report. */
    List<String> valuation(String item, String parameters) {
        List<String> cells = row(report("InventoryValuationSummary", parameters).json(), item);
        return List.of(cells.get(2), cells.get(3));
    }
}
