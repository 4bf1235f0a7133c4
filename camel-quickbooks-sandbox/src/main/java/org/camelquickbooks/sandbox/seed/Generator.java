package org.camelquickbooks.sandbox.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.entity.EntityService;
import org.camelquickbooks.sandbox.json.Json;

/** Creates many entities, the same ones for the same seed: {@code items:250,customers:1000,invoices:5000}. */
public final class Generator {

    /** Transactions are from so many days until today. */
    private static final int DAYS = 180;

    private static final List<String> KINDS = List.of("customers", "vendors", "items", "invoices", "payments", "bills");
    private static final int CHUNK = 200;
    private static final String[] FIRST = {
        "Ash", "Birch", "Cedar", "Dune", "Elm", "Fern", "Grove", "Hazel", "Iris", "Juniper", "Kelp", "Linden", "Maple",
        "Nettle", "Oak", "Pine", "Quince", "Reed", "Sage", "Thyme"
    };
    private static final String[] SECOND = {
        "Bakery", "Cycles", "Dental", "Electric", "Florist", "Garage", "Hotel", "Imports", "Joinery", "Kitchens",
        "Lighting", "Market", "Nursery", "Optics", "Print", "Repairs", "Studio", "Tools", "Upholstery", "Vets"
    };

    private final EntityService entities = new EntityService();
    private final Company company;
    private final Random random;
    private final String mark;
    private final Map<String, List<String>> ids = new LinkedHashMap<>();
    private IdValue lastInvoice = new IdValue("0");

    /** @param seed the number that decides on everything drawn */
    public Generator(Company company, long seed) {
        this.company = company;
        this.random = new Random(seed);
        this.mark = Long.toString(seed, 36);
    }

    /**
     * Makes what a text says.
     *
     * @throws IllegalArgumentException where it says something else
     */
    public Map<String, Integer> generate(String text) {
        Map<String, Integer> wanted = parse(text);
        for (String kind : KINDS) {
            int n = wanted.getOrDefault(kind, 0);
            for (int done = 0; done < n; done += CHUNK) {
                // In pieces, so that requests come in between.
                int from = done;
                int to = Math.min(n, done + CHUNK);
                company.write(change -> {
                    for (int i = from; i < to; i++) {
                        make(change, kind, i);
                    }
                    return null;
                });
            }
        }
        return wanted;
    }

    static Map<String, Integer> parse(String text) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            String[] pair = part.trim().split(":");
            if (pair.length != 2 || !KINDS.contains(pair[0]) || !pair[1].matches("\\d{1,7}")) {
                throw new IllegalArgumentException("generate must be a list such as items:250,customers:1000,"
                        + "invoices:5000 of the kinds " + KINDS + ", not " + part);
            }
            wanted.put(pair[0], Integer.parseInt(pair[1]));
        }
        return wanted;
    }

    private void make(Change change, String kind, int i) {
        switch (kind) {
            case "customers" -> save(change, "Customer", named("Customer", i));
            case "vendors" -> save(change, "Vendor", named("Vendor", i));
            case "items" -> save(change, "Item", item(change, i));
            case "invoices" -> save(change, "Invoice", invoice(change));
            case "payments" -> payment(change);
            default -> save(change, "Bill", bill(change));
        }
    }

    private void save(Change change, String type, ObjectNode body) {
        entities.save(change, Change.type(type), body, Set.of("allowduplicatedocnum"));
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }

    private ObjectNode named(String kind, int i) {
        String name = pick(FIRST) + " " + pick(SECOND) + " " + (kind.equals("Vendor") ? "V" : "C") + mark + "-" + i;
        ObjectNode body = Json.object().put("DisplayName", name).put("CompanyName", name);
        body.putObject("PrimaryEmailAddr").put("Address", "books-" + mark + "-" + i + "@example.com");
        return body;
    }

    private ObjectNode item(Change change, int i) {
        ObjectNode body = Json.object().put("Name", pick(FIRST) + " " + pick(SECOND) + " I" + mark + "-" + i);
        body.put("Sku", "SKU-" + mark + "-" + i);
        body.put("UnitPrice", amount(500, 20_000));
        body.put("PurchaseCost", amount(200, 400));
        boolean stocked = i % 2 == 0;
        body.put("Type", stocked ? "Inventory" : "Service");
        body.set("IncomeAccountRef", account(change, "Income", stocked ? "SalesOfProductIncome" : null));
        if (stocked) {
            body.put("TrackQtyOnHand", true).put("QtyOnHand", 100 + random.nextInt(900));
            body.put("InvStartDate", change.today().minusYears(1).toString());
            body.set("ExpenseAccountRef", account(change, "Cost of Goods Sold", null));
            body.set("AssetAccountRef", account(change, "Other Current Asset", "Inventory"));
        }
        return body;
    }

    private static ObjectNode account(Change change, String type, String subType) {
        JsonNode account = change.first(
                "Account",
                a -> type.equals(Json.text(a, "AccountType"))
                        && (subType == null || subType.equals(Json.text(a, "AccountSubType"))));
        if (account == null) {
            throw new IllegalArgumentException(
                    "The company has no account of type " + type + ", which generated entities need");
        }
        return Json.reference(Json.text(account, "Id"), null);
    }

    private BigDecimal amount(int leastCents, int moreCents) {
        return BigDecimal.valueOf(leastCents + random.nextInt(moreCents), 2);
    }

    private String any(Change change, String type) {
        List<String> known = ids.get(type);
        if (known == null) {
            known = new ArrayList<>();
            for (Row row : company.table(type).rows()) {
                JsonNode entity = change.find(type, row.id().text());
                boolean home = !entity.has("CurrencyRef")
                        || Json.ref(entity, "CurrencyRef")
                                .equals(company.profile().currency());
                boolean sold = !type.equals("Item") || isSold(change, entity);
                if (Json.bool(entity, "Active") && home && sold) {
                    known.add(row.id().text());
                }
            }
            ids.put(type, known);
        }
        if (known.isEmpty()) {
            throw new IllegalArgumentException(
                    "The company has no " + type + ", which generated entities need; generate some first");
        }
        return known.get(random.nextInt(known.size()));
    }

    /** Whether an item can be sold on any of the days; stock cannot be before its start (facts, section 6). */
    private static boolean isSold(Change change, JsonNode item) {
        String start = Json.text(item, "InvStartDate");
        return item.has("IncomeAccountRef")
                && (start == null
                        || !LocalDate.parse(start).isAfter(change.today().minusDays(DAYS)));
    }

    private LocalDate day(Change change) {
        return change.today().minusDays(random.nextInt(DAYS));
    }

    private ObjectNode invoice(Change change) {
        ObjectNode body = Json.object();
        body.set("CustomerRef", Json.reference(any(change, "Customer"), null));
        body.put("TxnDate", day(change).toString());
        ArrayNode lines = body.putArray("Line");
        int n = 1 + random.nextInt(3);
        for (int i = 0; i < n; i++) {
            JsonNode item = change.find("Item", any(change, "Item"));
            int quantity = 1 + random.nextInt(5);
            BigDecimal price = Json.decimal(item, "UnitPrice");
            ObjectNode line = lines.addObject();
            line.put("Amount", price.multiply(BigDecimal.valueOf(quantity)));
            line.put("DetailType", "SalesItemLineDetail");
            ObjectNode detail = line.putObject("SalesItemLineDetail");
            detail.set("ItemRef", Json.reference(Json.text(item, "Id"), null));
            detail.put("Qty", quantity).put("UnitPrice", price);
        }
        return body;
    }

    /** Pays the next invoice that is open; with none left there is nothing to pay. */
    private void payment(Change change) {
        JsonNode invoice;
        do {
            Row row = nextInvoice();
            if (row == null) {
                return;
            }
            invoice = change.find("Invoice", row.id().text());
        } while (Json.decimal(invoice, "Balance").signum() <= 0);
        ObjectNode body = Json.object();
        body.set("CustomerRef", invoice.get("CustomerRef").deepCopy());
        body.set("TotalAmt", invoice.get("Balance"));
        ObjectNode line = body.putArray("Line").addObject();
        line.set("Amount", invoice.get("Balance"));
        line.putArray("LinkedTxn")
                .addObject()
                .put("TxnId", Json.text(invoice, "Id"))
                .put("TxnType", "Invoice");
        save(change, "Payment", body);
    }

    private Row nextInvoice() {
        var following = company.table("Invoice").byId().higherEntry(lastInvoice);
        if (following == null) {
            return null;
        }
        lastInvoice = following.getKey();
        return following.getValue();
    }

    private ObjectNode bill(Change change) {
        ObjectNode body = Json.object();
        body.set("VendorRef", Json.reference(any(change, "Vendor"), null));
        body.put("TxnDate", day(change).toString());
        ObjectNode line = body.putArray("Line").addObject();
        line.put("Amount", amount(1_000, 90_000)).put("DetailType", "AccountBasedExpenseLineDetail");
        line.putObject("AccountBasedExpenseLineDetail").set("AccountRef", account(change, "Expense", null));
        return body;
    }
}
