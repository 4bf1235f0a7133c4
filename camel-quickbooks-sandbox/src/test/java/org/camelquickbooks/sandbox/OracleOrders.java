package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.camelquickbooks.sandbox.json.Json;

/**
 * Estimates that become invoices, purchase orders that are received, and expenses that are charged to customers: what has
 * been ordered posts nothing, and what it has come to is what the documents that name it say.
 */
final class OracleOrders {

    private final OracleCompany oracle;
    private final Random random;

    OracleOrders(OracleCompany oracle, Random random) {
        this.oracle = oracle;
        this.random = random;
    }

    /** Makes an estimate or an order. */
    String order() {
        ObjectNode body = Json.object();
        boolean sale = random.nextBoolean();
        String type = sale ? "Estimate" : "PurchaseOrder";
        oracle.body(sale ? "SalesReceipt" : "Bill", body);
        body.remove(List.of("Deposit", "PaymentType"));
        if (sale) {
            body.remove("DepositToAccountRef");
        } else {
            // Only goods can be received in part.
            ArrayNode goods = Json.array();
            body.path("Line").forEach(line -> {
                if (Json.decimal(line, "ItemBasedExpenseLineDetail.Qty").signum() > 0) {
                    goods.add(line);
                }
            });
            body.set("Line", goods);
        }
        oracle.face.create(type, body);
        return "create " + type + " " + body;
    }

    /** Links an invoice to an estimate and to expenses of its customer, a bill to lines of its vendor's order. */
    void link(String type, ObjectNode body) {
        if (type.equals("Invoice")) {
            String customer = Json.ref(body, "CustomerRef");
            for (String id : oracle.ids("Estimate")) {
                if (customer.equals(Json.ref(oracle.now("Estimate", id), "CustomerRef")) && random.nextBoolean()) {
                    body.withArray("LinkedTxn").addObject().put("TxnId", id).put("TxnType", "Estimate");
                    break;
                }
            }
            charge(body, customer);
            hours(body, customer);
        } else if (type.equals("Bill")) {
            receive(body, Json.ref(body, "VendorRef"));
        }
    }

    private void charge(ObjectNode body, String customer) {
        for (String id : oracle.ids("ReimburseCharge")) {
            JsonNode charge = oracle.now("ReimburseCharge", id);
            if (customer.equals(Json.ref(charge, "CustomerRef"))
                    && !Json.bool(charge, "HasBeenInvoiced")
                    && oracle.kind.home().equals(Json.ref(charge, "CurrencyRef"))
                    && !body.has("ExchangeRate")) {
                for (JsonNode line : body.path("Line")) {
                    if ("SalesItemLineDetail".equals(Json.text(line, "DetailType")) && !line.has("LinkedTxn")) {
                        ((ObjectNode) line)
                                .putArray("LinkedTxn")
                                .addObject()
                                .put("TxnId", id)
                                .put("TxnType", "ReimburseCharge");
                        return;
                    }
                }
            }
        }
    }

    /** Names hours that were worked for the customer. */
    private void hours(ObjectNode body, String customer) {
        for (String id : oracle.ids("TimeActivity")) {
            JsonNode time = oracle.now("TimeActivity", id);
            if (!customer.equals(Json.ref(time, "CustomerRef"))
                    || !"Billable".equals(Json.text(time, "BillableStatus"))) {
                continue;
            }
            for (JsonNode line : body.path("Line")) {
                if ("SalesItemLineDetail".equals(Json.text(line, "DetailType")) && !line.has("LinkedTxn")) {
                    ((ObjectNode) line)
                            .putArray("LinkedTxn")
                            .addObject()
                            .put("TxnId", id)
                            .put("TxnType", "TimeActivity");
                    return;
                }
            }
        }
    }

    private void receive(ObjectNode body, String vendor) {
        for (String id : oracle.ids("PurchaseOrder")) {
            JsonNode order = oracle.now("PurchaseOrder", id);
            if (!vendor.equals(Json.ref(order, "VendorRef")) || "Closed".equals(Json.text(order, "POStatus"))) {
                continue;
            }
            for (JsonNode ordered : order.path("Line")) {
                ObjectNode line = ((ObjectNode) ordered).deepCopy();
                BigDecimal quantity = Json.decimal(line, "ItemBasedExpenseLineDetail.Qty");
                boolean whole = random.nextBoolean() || quantity.compareTo(BigDecimal.ONE) <= 0;
                BigDecimal unit = Json.decimal(line, "Amount").divide(quantity, 2, java.math.RoundingMode.DOWN);
                BigDecimal part = whole ? quantity : BigDecimal.ONE;
                ObjectNode detail = (ObjectNode) line.get("ItemBasedExpenseLineDetail");
                detail.put("Qty", part);
                detail.remove(List.of("UnitPrice", "TaxInclusiveAmt", "ItemAccountRef"));
                line.put("Amount", unit.multiply(part).setScale(2, java.math.RoundingMode.HALF_UP));
                line.remove(List.of("Id", "LineNum", "Received", "LinkedTxn"));
                line.putArray("LinkedTxn")
                        .addObject()
                        .put("TxnId", id)
                        .put("TxnType", "PurchaseOrder")
                        .put("TxnLineId", Json.text(ordered, "Id"));
                body.withArray("Line").add(line);
                return;
            }
        }
    }

    /** Compares what became of orders and charges with what the documents say that name them. */
    int check(String when) {
        int compared = 0;
        Map<String, Set<String>> named = new HashMap<>();
        Map<String, BigDecimal> received = new HashMap<>();
        for (String type : List.of("Invoice", "Bill", "Purchase")) {
            for (String id : oracle.ids(type)) {
                JsonNode document = oracle.now(type, id);
                List<JsonNode> links = new ArrayList<>();
                document.path("LinkedTxn").forEach(links::add);
                for (JsonNode line : document.path("Line")) {
                    line.path("LinkedTxn").forEach(link -> {
                        links.add(link);
                        received.merge(
                                Json.text(link, "TxnId") + "#" + Json.text(link, "TxnLineId"),
                                Json.decimal(line, "ItemBasedExpenseLineDetail.Qty"),
                                BigDecimal::add);
                    });
                }
                for (JsonNode link : links) {
                    named.computeIfAbsent(
                                    Json.text(link, "TxnType") + "/" + Json.text(link, "TxnId"), k -> new HashSet<>())
                            .add(type + "/" + id);
                }
            }
        }
        for (String id : oracle.ids("Estimate")) {
            boolean invoiced = named.containsKey("Estimate/" + id);
            assertThat(Json.text(oracle.now("Estimate", id), "TxnStatus"))
                    .as(when + ": estimate " + id)
                    .isEqualTo(invoiced ? "Closed" : "Pending");
            compared++;
        }
        for (String id : oracle.ids("ReimburseCharge")) {
            JsonNode charge = oracle.now("ReimburseCharge", id);
            assertThat(Json.bool(charge, "HasBeenInvoiced"))
                    .as(when + ": charge " + id)
                    .isEqualTo(named.getOrDefault("ReimburseCharge/" + id, Set.of()).stream()
                            .anyMatch(document -> document.startsWith("Invoice/")));
            compared++;
        }
        for (String id : oracle.ids("TimeActivity")) {
            assertThat(Json.text(oracle.now("TimeActivity", id), "BillableStatus"))
                    .as(when + ": hours " + id)
                    .isEqualTo(named.containsKey("TimeActivity/" + id) ? "HasBeenBilled" : "Billable");
            compared++;
        }
        for (String id : oracle.ids("PurchaseOrder")) {
            JsonNode order = oracle.now("PurchaseOrder", id);
            boolean all = named.containsKey("PurchaseOrder/" + id);
            for (JsonNode line : order.path("Line")) {
                BigDecimal got = received.getOrDefault(id + "#" + Json.text(line, "Id"), BigDecimal.ZERO);
                assertThat(Json.decimal(line, "Received"))
                        .as(when + ": received of order " + id)
                        .isEqualByComparingTo(got);
                all &= got.compareTo(Json.decimal(line, "ItemBasedExpenseLineDetail.Qty")) >= 0;
                compared++;
            }
            assertThat(Json.text(order, "POStatus")).as(when + ": order " + id).isEqualTo(all ? "Closed" : "Open");
        }
        return compared;
    }
}
