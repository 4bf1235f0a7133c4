package org.camelquickbooks.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.camelquickbooks.sandbox.company.Table;
import org.camelquickbooks.sandbox.json.Json;

/** Random operations on a company, and the oracle's books of it. What the company refuses must leave no trace. */
final class OracleCompany {

    private static final List<String> DOCUMENTS = List.of(
            "Invoice",
            "SalesReceipt",
            "CreditMemo",
            "RefundReceipt",
            "Payment",
            "Bill",
            "VendorCredit",
            "BillPayment",
            "Purchase",
            "Deposit",
            "Transfer",
            "JournalEntry",
            "InventoryAdjustment",
            "CreditCardPaymentTxn");
    /** What is neither a document nor a payment of one is dated within so many days. */
    private static final int DAYS = 400;

    final SandboxCompany company;
    final OracleKind kind;
    final OracleFace face;
    final OracleBooks books;
    final OracleOrders orders;
    final OracleLists lists;
    final Map<String, String> accounts = new LinkedHashMap<>();
    /** The last one is a sub-customer of the first. */
    final List<String> customers = new ArrayList<>();

    final List<String> vendors = new ArrayList<>();
    final List<String> items = new ArrayList<>();
    final List<String> classes = new ArrayList<>();
    final List<String> departments = new ArrayList<>();
    private final Map<String, ObjectNode> starts = new LinkedHashMap<>();
    private String bundle;
    private int opened;
    /** The day up to which the books are closed, or null. */
    String closed;

    int refused;
    final Map<String, Integer> refusals = new TreeMap<>();
    String last = "nothing";

    private final Random random;
    private final LocalDate today;
    private final OracleTax tax;
    private final Set<String> changed = Collections.synchronizedSet(new LinkedHashSet<>());
    private final List<String> retired = new ArrayList<>();

    OracleCompany(SandboxCompany company, OracleKind kind, OracleFace face, Random random) {
        this.company = company;
        this.kind = kind;
        this.face = face;
        this.random = random;
        this.today = LocalDate.of(2026, 6, 30);
        this.books = new OracleBooks(this::now);
        this.tax = new OracleTax(company, kind.canada());
        this.orders = new OracleOrders(this, random);
        this.lists = new OracleLists(this, random);
        company.company().onChange(event -> changed.add(event.entity() + "/" + event.id()));
        company.query("select * from Account maxresults 1000")
                .forEach(a -> accounts.put(Json.text(a, "FullyQualifiedName"), Json.text(a, "Id")));
        people();
    }

    private void people() {
        ensure("Inventory Shrinkage", "Cost of Goods Sold", "SuppliesMaterialsCogs");
        ensure("Cost of Labor", "Cost of Goods Sold", "CostOfLaborCos");
        ensure("Petty Cash", "Bank", "CashOnHand");
        if (kind.hasForeign()) {
            company.update("Preferences", "1", "{\"CurrencyPrefs\":{\"MultiCurrencyEnabled\":true}}");
            if (company.query("select * from CompanyCurrency where Code = '" + kind.foreign() + "'")
                    .isEmpty()) {
                company.create("CompanyCurrency", "{\"Code\":\"" + kind.foreign() + "\"}");
            }
            ObjectNode bank = Json.object().put("Name", "Foreign Bank").put("AccountType", "Bank");
            ref(bank, "CurrencyRef", kind.foreign());
            accounts.put("Foreign Bank", id(company.create("Account", bank)));
        }
        company.update(
                "Preferences",
                "1",
                "{\"AccountingInfoPrefs\":{\"ClassTrackingPerTxnLine\":true,\"TrackDepartments\":true}}");
        for (int i = 0; i < 2; i++) {
            classes.add(id(company.create("Class", "{\"Name\":\"Class " + i + "\"}")));
            departments.add(id(company.create("Department", "{\"Name\":\"Place " + i + "\"}")));
        }
        for (int i = 0; i < 5; i++) {
            String foreign =
                    kind.hasForeign() && i > 2 ? ",\"CurrencyRef\":{\"value\":\"" + kind.foreign() + "\"}" : "";
            customers.add(id(company.create("Customer", "{\"DisplayName\":\"C" + i + "\"" + foreign + "}")));
            vendors.add(id(company.create("Vendor", "{\"DisplayName\":\"V" + i + "\"" + foreign + "}")));
        }
        customers.add(id(company.create(
                "Customer",
                "{\"DisplayName\":\"Job\",\"Job\":true,\"ParentRef\":{\"value\":\"" + customers.get(0) + "\"}}")));
        for (int i = 0; i < 3; i++) {
            newItem();
        }
        ObjectNode set = Json.object().put("Name", "Set").put("Type", "Group");
        for (String item : List.of("1", items.get(0))) {
            ref(
                    set.withObject("/ItemGroupDetail")
                            .withArray("ItemGroupLine")
                            .addObject()
                            .put("Qty", 2),
                    "ItemRef",
                    item);
        }
        bundle = id(company.create("Item", set));
        changed.clear();
    }

    private void newItem() {
        // Stock cannot begin in a closed period.
        int quantity = random.nextInt(20) * (closed == null ? 1 : 0);
        int cost = 1 + random.nextInt(9);
        ObjectNode body =
                Json.object().put("Name", "Goods " + allItems().size()).put("Type", "Inventory");
        body.put("TrackQtyOnHand", true).put("QtyOnHand", quantity).put("InvStartDate", "2025-05-20");
        body.put("UnitPrice", 20).put("PurchaseCost", cost);
        ref(body, "IncomeAccountRef", accounts.get("Sales of Product Income"));
        ref(body, "ExpenseAccountRef", accounts.get("Cost of Goods Sold"));
        ref(body, "AssetAccountRef", accounts.get("Inventory Asset"));
        ObjectNode item = company.create("Item", body);
        items.add(id(item));
        if (quantity > 0) {
            item.put("StartQty", quantity).put("StartCost", cost);
            item.put("StartAsset", accounts.get("Inventory Asset"));
            starts.put(id(item), item);
            books.book("Item", item, chart());
        }
    }

    /** All items with stock, those that are not sold any more among them. */
    List<String> allItems() {
        List<String> all = new ArrayList<>(items);
        all.addAll(retired);
        all.addAll(lists.merged);
        return all;
    }

    /** An entity as it is answered, without the way over bytes: it is asked for hundreds of them after each operation. */
    ObjectNode now(String type, String id) {
        return company.company().read(() -> {
            Table table = company.company().table(type);
            return company.company().rendering().tree(table, table.find(id));
        });
    }

    private void ensure(String name, String type, String subType) {
        if (!accounts.containsKey(name)) {
            ObjectNode body = Json.object().put("Name", name).put("AccountType", type);
            accounts.put(name, id(company.create("Account", body.put("AccountSubType", subType))));
        }
    }

    /** Whether a customer has another currency than the company. */
    private boolean isForeign(List<String> people, String id) {
        int index = people.indexOf(id);
        return kind.hasForeign() && (index == 3 || index == 4);
    }

    static String id(JsonNode entity) {
        return Json.text(entity, "Id");
    }

    private static void ref(ObjectNode body, String field, String id) {
        body.set(field, Json.reference(id, null));
    }

    /** The chart as it is now: the company makes accounts as it needs them. */
    OracleBooks.Accounts chart() {
        return new OracleBooks.Accounts() {

            private String named(String name) {
                return accounts.computeIfAbsent(name, n -> {
                    List<ObjectNode> found =
                            company.query("select * from Account where FullyQualifiedName = '" + n + "'");
                    return found.isEmpty() ? null : id(found.get(0));
                });
            }

            @Override
            public String receivable(String currency) {
                return named(
                        currency.equals(home())
                                ? "Accounts Receivable (A/R)"
                                : "Accounts Receivable (A/R) - " + currency);
            }

            @Override
            public String payable(String currency) {
                return named(
                        currency.equals(home()) ? "Accounts Payable (A/P)" : "Accounts Payable (A/P) - " + currency);
            }

            @Override
            public String undeposited() {
                return named("Undeposited Funds");
            }

            @Override
            public String exchange() {
                return named("Exchange Gain or Loss");
            }

            @Override
            public String openingBalance() {
                return named("Opening Balance Equity");
            }

            @Override
            public String taxOf(String rateId) {
                String agency = Json.ref(now("TaxRate", rateId), "AgencyRef");
                return Json.ref(now("TaxAgency", agency), "TaxTrackedOnSalesAccountRef");
            }

            @Override
            public String type(String account) {
                return Json.text(now("Account", account), "AccountType");
            }

            @Override
            public boolean isHome(JsonNode entity) {
                return home().equals(Json.ref(entity, "CurrencyRef"));
            }
        };
    }

    String home() {
        return kind.home();
    }

    /** One operation; the oracle's books follow what was changed by it. */
    void step() {
        changed.clear();
        if (closed != null && random.nextInt(15) == 0) {
            closeBooks(null);
            return;
        }
        String type = any(DOCUMENTS);
        try {
            int choice = random.nextInt(21);
            List<String> there = ids(type);
            if (choice == 0 && there.size() > 3) {
                String id = any(there);
                last = "delete " + type + " " + id;
                face.delete(type, id);
            } else if (choice == 1 && there.size() > 3) {
                String id = any(there);
                last = "void " + type + " " + id;
                face.voided(type, id);
            } else if (choice < 6 && !there.isEmpty()) {
                change(type, any(there));
            } else if (choice > 5 && choice < 9) {
                other();
            } else if (choice == 20 && !there.isEmpty()) {
                sendBack(type, any(there));
            } else {
                ObjectNode body = body(type, (JsonNode) null);
                if (random.nextInt(3) == 0) {
                    orders.link(type, body);
                }
                last = "create " + type + " " + body;
                tax.check(last, type, body, face.create(type, body));
            }
        } catch (OracleFace.Refused refusal) {
            refused++;
            refusals.merge(
                    type + ": " + refusal.getMessage().replaceAll("[0-9]+", "N").replaceAll("(?s): .*", ""),
                    1,
                    Integer::sum);
            last += " refused: " + refusal.getMessage();
            if (!changed.isEmpty()) {
                throw new AssertionError(last + " changed " + changed);
            }
        }
        follow();
    }

    /** Books what changed: forms first, then payments, which depend on them. */
    private void follow() {
        for (boolean payments : new boolean[] {false, true}) {
            for (String key : List.copyOf(changed)) {
                String type = key.substring(0, key.indexOf('/'));
                String id = key.substring(key.indexOf('/') + 1);
                if (!DOCUMENTS.contains(type) || type.endsWith("Payment") != payments) {
                    continue;
                }
                JsonNode now = find(type, id);
                if (now == null) {
                    books.forget(type, id);
                } else if (posts(type, id)) {
                    books.forget(type, payments ? id : "none");
                    books.book(type, now, chart());
                }
            }
        }
    }

    /** A form that was only paid posts nothing anew: its lines stand as they did. */
    private boolean posts(String type, String id) {
        return type.endsWith("Payment")
                || !books.documents.containsKey(type + "/" + id)
                || last.contains(type + " " + id);
    }

    private JsonNode find(String type, String id) {
        return company.company().read(() -> company.company().find(type, id));
    }

    List<String> ids(String type) {
        List<String> ids = new ArrayList<>();
        company.company().read(() -> {
            company.company().table(type).rows().forEach(row -> ids.add(row.id().text()));
            return null;
        });
        return ids;
    }

    private void change(String type, String id) {
        JsonNode stored = face.read(type, id);
        ObjectNode body;
        if (random.nextInt(3) == 0) {
            body = Json.object().put("TxnDate", day());
            // Recorded: these have to be repeated.
            for (String field : List.of("VendorRef", "PaymentType")) {
                if (stored.has(field)) {
                    body.set(field, stored.get(field));
                }
            }
        } else {
            body = body(type, stored);
        }
        last = "change " + type + " " + id + " " + body;
        JsonNode now = face.update(type, id, body);
        if (body.has("Line")) {
            tax.check(last, type, body, now);
        }
    }

    /** What is read and sent back as it is changes nothing. */
    private void sendBack(String type, String id) {
        ObjectNode stored = face.read(type, id);
        last = "send back " + type + " " + id;
        if ("Voided".equals(Json.text(stored, "PrivateNote"))) {
            return;
        }
        face.replace(type, stored);
        if (!changed.isEmpty()) {
            throw new AssertionError(
                    last + " changed " + changed + ": " + stored + " became " + company.read(type, id));
        }
    }

    /** What is no transaction: prices, beginnings of stock, new accounts, the books' closing. */
    private void other() {
        switch (random.nextInt(18)) {
            case 0 -> {
                if (!starts.isEmpty()) {
                    String id = any(List.copyOf(starts.keySet()));
                    String start = LocalDate.of(2025, 5, 1 + random.nextInt(20)).toString();
                    last = "begin item " + id + " on " + start;
                    face.update("Item", id, Json.object().put("InvStartDate", start));
                    books.book("Item", starts.get(id).put("InvStartDate", start), chart());
                }
            }
            case 1 -> {
                ObjectNode body = Json.object().put("Name", "Vault " + opened++).put("AccountType", "Bank");
                body.put("OpeningBalance", amount()).put("OpeningBalanceDate", date());
                last = "open account " + body;
                ObjectNode account = face.create("Account", body);
                accounts.put(Json.text(account, "Name"), id(account));
                books.book("Account", account, chart());
            }
            case 2, 3 ->
                closeBooks(
                        closed == null
                                ? today.minusDays(DAYS / 2 + random.nextInt(DAYS / 2))
                                        .toString()
                                : date());
            case 4, 5 -> last = orders.order();
            case 6 -> retire();
            case 7, 8, 9, 10, 11, 12 -> lists.step();
            default -> item();
        }
    }

    /** Makes an item inactive, whose stock is adjusted to nothing, or active again. */
    private void retire() {
        boolean back = !retired.isEmpty() && random.nextBoolean();
        String id = back ? any(retired) : items.get(1 + random.nextInt(items.size() - 1));
        last = (back ? "reactivate item " : "retire item ") + id;
        face.update("Item", id, Json.object().put("Active", back));
        (back ? retired : items).remove(id);
        (back ? items : retired).add(id);
        if (items.size() < 3) {
            newItem();
        }
    }

    /** What was prepared for an operation is no change of it, should that be refused. */
    void prepared() {
        changed.clear();
    }

    /** An item that is not there any more, since it has become another one. */
    void removeItem(String id) {
        items.remove(id);
        starts.remove(id);
        if (items.size() < 3) {
            newItem();
        }
    }

    private void closeBooks(String day) {
        last = "close the books on " + day;
        ObjectNode preferences = Json.object();
        preferences.putObject("AccountingInfoPrefs").put("BookCloseDate", day);
        face.update("Preferences", "1", preferences);
        books.close(day);
        closed = day;
    }

    private void item() {
        String id = any(items);
        last = "reprice item " + id;
        ObjectNode body = Json.object().put("PurchaseCost", 1 + random.nextInt(9));
        if (random.nextInt(4) == 0) {
            ref(body, "ExpenseAccountRef", accounts.get(any(List.of("Cost of Goods Sold", "Cost of Labor"))));
            ref(body, "IncomeAccountRef", accounts.get(any(List.of("Sales of Product Income", "Services"))));
        }
        face.update("Item", id, body);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    String date() {
        return today.minusDays(random.nextInt(DAYS)).toString();
    }

    /** Mostly a day on which the books are open. */
    String day() {
        String day = date();
        for (int i = 0; i < 20 && closed != null && day.compareTo(closed) <= 0; i++) {
            day = date();
        }
        return day;
    }

    private BigDecimal amount() {
        return BigDecimal.valueOf(1 + random.nextInt(20_000), 2);
    }

    /** Fills a new body. */
    void body(String type, ObjectNode body) {
        body.setAll(body(type, (JsonNode) null));
    }

    /** A body for a transaction, new or in the place of a stored one: the lines of that keep their Ids. */
    private ObjectNode body(String type, JsonNode stored) {
        ObjectNode body = Json.object();
        if (stored == null) {
            body.put("TxnDate", day());
        }
        switch (type) {
            case "Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt" -> sale(type, body, stored);
            case "Bill", "VendorCredit", "Purchase" -> purchase(type, body, stored);
            case "Payment" -> payment(body, stored, "Customer", customers, List.of("Invoice", "CreditMemo"));
            case "BillPayment" -> payment(body, stored, "Vendor", vendors, List.of("Bill", "VendorCredit"));
            case "CreditCardPaymentTxn" -> {
                ref(body, "CreditCardAccountRef", accounts.get("Mastercard"));
                ref(body, "BankAccountRef", accounts.get("Checking"));
                body.put("Amount", amount());
            }
            case "Deposit" -> deposit(body);
            case "Transfer" -> {
                ref(body, "FromAccountRef", accounts.get("Checking"));
                ref(body, "ToAccountRef", accounts.get(any(List.of("Savings", "Petty Cash"))));
                if (kind.hasForeign() && random.nextBoolean()) {
                    ref(body, "ToAccountRef", accounts.get("Foreign Bank"));
                    foreign(body, this.kind.foreign());
                }
                body.put("Amount", amount());
            }
            case "JournalEntry" -> journal(body);
            default -> {
                ref(body, "AdjustAccountRef", accounts.get("Inventory Shrinkage"));
                ObjectNode line = line(body, stored, 0, "ItemAdjustmentLineDetail");
                ObjectNode detail = (ObjectNode) line.get("ItemAdjustmentLineDetail");
                ref(detail, "ItemRef", any(items));
                if (stored == null && random.nextInt(4) == 0) {
                    detail.put("NewQty", random.nextInt(20));
                } else {
                    detail.put("QtyDiff", random.nextInt(11) - 5);
                }
                track(body, detail);
            }
        }
        return body;
    }

    private void foreign(ObjectNode body, String currency) {
        ref(body, "CurrencyRef", currency);
        body.put("ExchangeRate", BigDecimal.valueOf(12_000 + random.nextInt(3_000), 4));
    }

    private static ObjectNode line(ObjectNode body, JsonNode stored, int index, String detail) {
        ObjectNode line = body.withArray("Line").addObject().put("DetailType", detail);
        JsonNode former = stored == null ? Json.object() : stored.path("Line").path(index);
        if (detail.equals(Json.text(former, "DetailType"))) {
            line.put("Id", Json.text(former, "Id"));
        }
        line.putObject(detail);
        return line;
    }

    private void party(ObjectNode body, JsonNode stored, String field, List<String> from) {
        String id = stored != null ? Json.ref(stored, field) : any(from);
        ref(body, field, id);
        if (stored == null && isForeign(from, id)) {
            foreign(body, this.kind.foreign());
        }
    }

    /** Class and location. */
    private void track(ObjectNode body, ObjectNode detail) {
        if (random.nextInt(3) == 0) {
            ref(detail, "ClassRef", any(classes));
        }
        if (random.nextInt(3) == 0) {
            ref(body, "DepartmentRef", any(departments));
        }
    }

    /** Whole or half pieces. */
    private BigDecimal quantity(int most) {
        return BigDecimal.valueOf(1 + random.nextInt(most)).divide(BigDecimal.valueOf(random.nextInt(4) == 0 ? 2 : 1));
    }

    private void tax(ObjectNode body, ObjectNode detail) {
        if (kind.canada()) {
            ref(detail, "TaxCodeRef", any(companyTaxCodes()));
        } else if (!body.has("VendorRef") && !body.has("PaymentType")) {
            ref(detail, "TaxCodeRef", any(List.of("TAX", "NON")));
        }
    }

    private List<String> companyTaxCodes() {
        List<String> ids = new ArrayList<>();
        for (String name : List.of("HST ON", "GST", "GST/QST QC", "Zero-rated")) {
            ids.add(id(company.query("select * from TaxCode where Name = '" + name + "'")
                    .get(0)));
        }
        return ids;
    }

    private void sale(String type, ObjectNode body, JsonNode stored) {
        party(body, stored, "CustomerRef", customers);
        boolean inclusive = kind.canada() && random.nextInt(3) == 0;
        if (kind.canada()) {
            body.put("GlobalTaxCalculation", inclusive ? "TaxInclusive" : "TaxExcluded");
        }
        body.put("ApplyTaxAfterDiscount", random.nextBoolean());
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            if (!kind.canada() && random.nextInt(8) == 0) {
                ObjectNode group = line(body, stored, i, "GroupLineDetail");
                ref((ObjectNode) group.get("GroupLineDetail"), "GroupItemRef", bundle);
                ((ObjectNode) group.get("GroupLineDetail")).put("Quantity", 1 + random.nextInt(3));
                continue;
            }
            ObjectNode line = line(body, stored, i, "SalesItemLineDetail");
            ObjectNode detail = (ObjectNode) line.get("SalesItemLineDetail");
            // A line that takes goods back among others that leave.
            boolean back = i > 0 && random.nextInt(8) == 0;
            line.put("Amount", back ? new BigDecimal("-0.35") : amount());
            ref(detail, "ItemRef", random.nextBoolean() ? any(items) : "1");
            detail.put("Qty", back ? quantity(2).negate() : quantity(6));
            tax(body, detail);
            track(body, detail);
        }
        if (!inclusive && random.nextInt(3) == 0) {
            ObjectNode discount = line(body, null, 0, "DiscountLineDetail");
            ObjectNode detail = (ObjectNode) discount.get("DiscountLineDetail");
            if (random.nextInt(3) == 0) {
                detail.put("PercentBased", false);
                discount.put("Amount", BigDecimal.valueOf(1 + random.nextInt(30), 2));
            } else {
                detail.put("PercentBased", true).put("DiscountPercent", 5 + random.nextInt(20));
            }
        }
        if (random.nextInt(3) == 0) {
            ObjectNode shipping = line(body, null, 0, "SalesItemLineDetail").put("Amount", amount());
            ref((ObjectNode) shipping.get("SalesItemLineDetail"), "ItemRef", "SHIPPING_ITEM_ID");
            tax(body, (ObjectNode) shipping.get("SalesItemLineDetail"));
        }
        if (!kind.canada() && random.nextBoolean()) {
            ref(
                    body.putObject("TxnTaxDetail"),
                    "TxnTaxCodeRef",
                    id(company.query(
                                    "select * from TaxCode where Name = '" + any(List.of("California", "Tucson")) + "'")
                            .get(0)));
        }
        if (type.equals("RefundReceipt")) {
            ref(body, "DepositToAccountRef", accounts.get(any(List.of("Checking", "Undeposited Funds"))));
        }
        if (type.equals("Invoice") && random.nextInt(6) == 0) {
            body.put("Deposit", new BigDecimal("0.50"));
        }
    }

    private void purchase(String type, ObjectNode body, JsonNode stored) {
        if (type.equals("Purchase")) {
            boolean card = random.nextInt(3) == 0;
            body.put("PaymentType", card ? "CreditCard" : random.nextInt(3) == 0 ? "Check" : "Cash");
            body.put("Credit", card && random.nextBoolean());
            ref(body, "AccountRef", accounts.get(card ? "Mastercard" : "Checking"));
            ObjectNode entity = body.putObject("EntityRef").put("value", vendors.get(random.nextInt(3)));
            entity.put("type", "Vendor");
        } else {
            party(body, stored, "VendorRef", vendors);
        }
        boolean inclusive = kind.canada() && random.nextBoolean();
        if (kind.canada()) {
            body.put("GlobalTaxCalculation", inclusive ? "TaxInclusive" : "TaxExcluded");
        }
        boolean home = !body.has("ExchangeRate") && (stored == null || home().equals(Json.ref(stored, "CurrencyRef")));
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            // A cost that its quantity divides, so that no rounding inside a layer is a matter of convention.
            boolean single = !home || inclusive;
            BigDecimal quantity = single ? BigDecimal.ONE : quantity(9);
            if (i > 0 && random.nextInt(5) == 0) {
                quantity = quantity.negate();
            }
            boolean goods = random.nextBoolean();
            String kind = goods ? "ItemBasedExpenseLineDetail" : "AccountBasedExpenseLineDetail";
            ObjectNode line = line(body, stored, i, kind);
            ObjectNode detail = (ObjectNode) line.get(kind);
            if (goods) {
                BigDecimal unit = BigDecimal.valueOf((50 + random.nextInt(450)) * 2L, 2);
                line.put("Amount", quantity.multiply(unit).setScale(2, java.math.RoundingMode.UNNECESSARY));
                ref(detail, "ItemRef", any(items));
                detail.put("Qty", quantity);
            } else {
                line.put("Amount", amount());
                boolean owed = home && type.equals("Purchase") && random.nextInt(4) == 0;
                String side = random.nextBoolean() ? "Accounts Payable (A/P)" : "Accounts Receivable (A/R)";
                ref(detail, "AccountRef", accounts.get(owed ? side : any(List.of("Supplies", "Travel"))));
                if (owed && side.startsWith("Accounts R")) {
                    ref(detail, "CustomerRef", customers.get(random.nextInt(3)));
                }
            }
            if (random.nextInt(4) == 0 && !detail.has("CustomerRef")) {
                ref(detail, "CustomerRef", customers.get(random.nextInt(3)));
            }
            if (detail.has("CustomerRef") && Json.decimal(line, "Amount").signum() > 0 && random.nextBoolean()) {
                detail.put("BillableStatus", "Billable");
            }
            track(body, detail);
            tax(body, detail);
        }
    }

    private void payment(ObjectNode body, JsonNode stored, String kind, List<String> people, List<String> targets) {
        String party = stored != null ? Json.ref(stored, kind + "Ref") : any(people);
        ref(body, kind + "Ref", party);
        if (stored == null && isForeign(people, party)) {
            foreign(body, this.kind.foreign());
        }
        BigDecimal total = BigDecimal.ZERO;
        ArrayNode lines = body.putArray("Line");
        for (String target : List.of(targets.get(0), targets.get(0), targets.get(1))) {
            List<ObjectNode> openOnes = new ArrayList<>(face.query(
                    "select * from " + target + " where " + kind + "Ref = '" + party + "' and Balance > '0'"));
            if (party.equals(customers.get(0)) && kind.equals("Customer")) {
                // Somebody pays for a sub-customer, too.
                openOnes.addAll(face.query("select * from " + target + " where CustomerRef = '"
                        + customers.get(customers.size() - 1) + "' and Balance > '0'"));
            }
            for (ObjectNode open : openOnes) {
                boolean taken = lines.toString().contains("\"TxnId\":\"" + id(open) + "\"");
                if (taken || random.nextInt(3) != 0) {
                    continue;
                }
                BigDecimal balance = Json.decimal(open, "Balance");
                BigDecimal part = random.nextBoolean()
                        ? balance
                        : balance.multiply(new BigDecimal("0.4")).setScale(2, java.math.RoundingMode.UP);
                boolean credit = target.equals(targets.get(1));
                total = credit ? total.subtract(part) : total.add(part);
                ObjectNode line = lines.addObject().put("Amount", part);
                line.putArray("LinkedTxn").addObject().put("TxnId", id(open)).put("TxnType", target);
                break;
            }
        }
        total = total.add(journals(lines, kind, party));
        body.put("TotalAmt", total.max(BigDecimal.ZERO).add(random.nextInt(3) == 0 ? amount() : BigDecimal.ZERO));
        if (kind.equals("Vendor")) {
            boolean card = random.nextInt(3) == 0;
            body.put("PayType", card ? "CreditCard" : "Check");
            if (card) {
                ref(body.putObject("CreditCardPayment"), "CCAccountRef", accounts.get("Mastercard"));
                body.putNull("CheckPayment");
            } else {
                ref(body.putObject("CheckPayment"), "BankAccountRef", accounts.get("Checking"));
                body.putNull("CreditCardPayment");
            }
        } else if (random.nextInt(4) == 0) {
            ref(body, "DepositToAccountRef", accounts.get("Checking"));
        }
    }

    /** Applies a payment to what a journal entry has for the party, now and then. */
    private BigDecimal journals(ArrayNode lines, String kind, String party) {
        for (String id : ids("JournalEntry")) {
            String key = "JournalEntry/" + id;
            boolean of = books.documents.containsKey(key)
                    && books.documents.get(key).lines().stream().anyMatch(l -> (kind + "/" + party).equals(l.party()));
            if (!of || random.nextInt(4) != 0) {
                continue;
            }
            long net = books.documents.get(key).lines().stream()
                    .filter(l -> (kind + "/" + party).equals(l.party()))
                    .mapToLong(OracleBooks.Line::foreign)
                    .sum();
            long open = Math.abs(books.open(key, kind + "/" + party));
            if (open == 0) {
                continue;
            }
            BigDecimal part = BigDecimal.valueOf(random.nextBoolean() ? open : (open + 1) / 2, 2);
            ObjectNode line = lines.addObject().put("Amount", part);
            line.putArray("LinkedTxn").addObject().put("TxnId", id).put("TxnType", "JournalEntry");
            boolean credit = (net < 0) == kind.equals("Customer");
            return credit ? part.negate() : part;
        }
        return BigDecimal.ZERO;
    }

    private void deposit(ObjectNode body) {
        ref(body, "DepositToAccountRef", accounts.get("Checking"));
        String currency = null;
        ArrayNode lines = body.putArray("Line");
        for (String type : List.of("Payment", "SalesReceipt", "RefundReceipt", "JournalEntry")) {
            for (String id : ids(type)) {
                if (random.nextInt(12) != 0) {
                    continue;
                }
                JsonNode source = now(type, id);
                if (currency != null && !currency.equals(Json.ref(source, "CurrencyRef"))) {
                    continue;
                }
                currency = Json.ref(source, "CurrencyRef");
                lines.addObject()
                        .putArray("LinkedTxn")
                        .addObject()
                        .put("TxnId", id)
                        .put("TxnType", type);
            }
        }
        currency = currency == null ? home() : currency;
        boolean home = currency.equals(home());
        if (kind.hasForeign()) {
            ref(body, "CurrencyRef", currency);
            if (!home) {
                body.put("ExchangeRate", BigDecimal.valueOf(12_000 + random.nextInt(3_000), 4));
            }
        }
        ObjectNode line = lines.addObject().put("Amount", amount());
        ObjectNode detail = line.put("DetailType", "DepositLineDetail").putObject("DepositLineDetail");
        int owed = home ? random.nextInt(3) : 2;
        ref(
                detail,
                "AccountRef",
                accounts.get(
                        owed == 0 ? "Accounts Receivable (A/R)" : owed == 1 ? "Accounts Payable (A/P)" : "Services"));
        detail.putObject("Entity")
                .put("value", (owed == 1 ? vendors : customers).get(random.nextInt(3)))
                .put("type", owed == 1 ? "VENDOR" : "CUSTOMER");
        track(body, detail);
        if (random.nextInt(6) == 0) {
            ObjectNode back = body.putObject("CashBack").put("Amount", new BigDecimal("0.01"));
            ref(back, "AccountRef", accounts.get("Savings"));
        }
    }

    private void journal(ObjectNode body) {
        BigDecimal amount = amount();
        boolean foreign = kind.hasForeign() && random.nextInt(3) == 0;
        if (foreign) {
            foreign(body, this.kind.foreign());
        } else if (kind.hasForeign()) {
            ref(body, "CurrencyRef", home());
        }
        posting(body, "Debit", amount, random.nextInt(4), foreign);
        BigDecimal part = amount.multiply(new BigDecimal("0.3")).setScale(2, java.math.RoundingMode.DOWN);
        posting(body, "Credit", part, random.nextInt(4), foreign);
        posting(body, "Credit", amount.subtract(part), random.nextInt(4), foreign);
        if (random.nextInt(6) == 0) {
            body.withArray("Line")
                    .addObject()
                    .put("DetailType", "DescriptionOnly")
                    .put("Description", "why");
        }
    }

    private void posting(ObjectNode body, String side, BigDecimal amount, int kind, boolean foreign) {
        ObjectNode line = body.withArray("Line").addObject().put("Amount", amount);
        ObjectNode detail = line.put("DetailType", "JournalEntryLineDetail").putObject("JournalEntryLineDetail");
        detail.put("PostingType", side);
        int who = foreign ? 3 + random.nextInt(2) : random.nextInt(3);
        String receivable = chart().receivable(foreign ? this.kind.foreign() : home());
        String payable = chart().payable(foreign ? this.kind.foreign() : home());
        if (kind == 0 && receivable != null) {
            ref(detail, "AccountRef", receivable);
            ref(detail.putObject("Entity").put("Type", "Customer"), "EntityRef", customers.get(who));
        } else if (kind == 1 && payable != null) {
            ref(detail, "AccountRef", payable);
            ref(detail.putObject("Entity").put("Type", "Vendor"), "EntityRef", vendors.get(who));
        } else {
            ref(
                    detail,
                    "AccountRef",
                    accounts.get(kind == 2 ? "Services" : any(List.of("Checking", "Undeposited Funds"))));
            if (kind == 2) {
                ref(detail.putObject("Entity").put("Type", "Customer"), "EntityRef", customers.get(who));
            }
        }
        if (random.nextInt(3) == 0) {
            ref(detail, "ClassRef", any(classes));
            ref(detail, "DepartmentRef", any(departments));
        }
    }
}
