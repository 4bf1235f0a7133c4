package org.camelquickbooks.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.SandboxCompany;

/** Somebody who works in a company's books: makes, changes and deletes at random. */
final class Bookkeeping {

    private final SandboxCompany company;
    private final Random dice;
    private final Map<String, List<String>> made = new HashMap<>();
    private int number;

    Bookkeeping(SandboxCompany company, long seed) {
        this.company = company;
        this.dice = new Random(seed);
    }

    /** One change; with a payment an invoice changes too. */
    void change() {
        String[] entities = ChangeMirror.ENTITIES.split(",");
        String entity = entities[dice.nextInt(entities.length)];
        List<String> there = made.computeIfAbsent(entity, e -> new ArrayList<>());
        int throwOf = dice.nextInt(10);
        if (there.size() < 3 || throwOf < 5) {
            there.add(create(entity));
        } else if (throwOf < 9 || isList(entity) || entity.equals("Invoice")) {
            update(entity, there.get(dice.nextInt(there.size())));
        } else {
            company.delete(entity, there.remove(dice.nextInt(there.size())));
        }
    }

    private static boolean isList(String entity) {
        return List.of("Customer", "Vendor", "Item", "PaymentMethod").contains(entity);
    }

    private String first(String entity, String where) {
        return company.query("select * from " + entity + where + " maxresults 1")
                .get(0)
                .path("Id")
                .asText();
    }

    private String create(String entity) {
        number++;
        ObjectNode body =
                switch (entity) {
                    case "Customer", "Vendor" -> json("{`DisplayName`:`" + entity + " Ünï " + number + "`}");
                    case "Item" ->
                        json("{`Name`:`Item " + number + "`,`Type`:`Service`,`IncomeAccountRef`:{`value`:`"
                                + first("Account", " where AccountType = 'Income'") + "`}}");
                    case "PaymentMethod" -> json("{`Name`:`Method " + number + "`}");
                    case "Invoice", "Estimate" ->
                        json("{`CustomerRef`:{`value`:`" + first("Customer", "") + "`},`Line`:[{`Amount`:"
                                + (10 + number % 90) + ".50,`DetailType`:`SalesItemLineDetail`,"
                                + "`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + first("Item", " where Type = 'Service'") + "`}}}]}");
                    case "Bill" ->
                        json("{`VendorRef`:{`value`:`" + first("Vendor", "") + "`},`Line`:[{`Amount`:12.00,"
                                + "`DetailType`:`AccountBasedExpenseLineDetail`,`AccountBasedExpenseLineDetail`:"
                                + "{`AccountRef`:{`value`:`" + first("Account", " where AccountType = 'Expense'")
                                + "`}}}]}");
                    case "Payment" ->
                        json("{`TotalAmt`:" + (1 + number % 5) + ",`CustomerRef`:{`value`:`" + first("Customer", "")
                                + "`}}");
                    default -> throw new IllegalArgumentException(entity);
                };
        return company.create(entity, body).path("Id").asText();
    }

    private void update(String entity, String id) {
        number++;
        String field =
                switch (entity) {
                    case "Customer", "Vendor" -> "CompanyName";
                    case "Item" -> "Description";
                    case "PaymentMethod" -> "Name";
                    default -> "PrivateNote";
                };
        ObjectNode change = json("{`" + field + "`:`Changed " + number + "`}");
        if (entity.equals("Bill")) {
            // A sparse update of a Bill needs its vendor all the same (facts, section 11).
            change.set("VendorRef", company.read(entity, id).get("VendorRef"));
        }
        company.update(entity, id, change.toString());
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.EXACT.readTree(text.replace('`', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Everything that is in the books, by entity and Id. */
    Map<String, JsonNode> books() {
        Map<String, JsonNode> books = new HashMap<>();
        for (String entity : ChangeMirror.ENTITIES.split(",")) {
            String active = isList(entity) ? " where Active in (true,false)" : "";
            for (int start = 1; ; start += 1000) {
                List<ObjectNode> page = company.query(
                        "select * from " + entity + active + " startposition " + start + " maxresults 1000");
                page.forEach(row -> books.put(entity + "/" + row.path("Id").asText(), row));
                if (page.size() < 1000) {
                    break;
                }
            }
        }
        return books;
    }
}
