package org.camelquickbooks.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.camelquickbooks.sandbox.json.Json;

/**
 * An accountant's own books of a company, kept from what the API answers and from nothing of the sandbox's ledger. Each
 * transaction is a list of lines; sums are made from them when they are asked for. Goods are costed by laying the
 * quantities that came and that left side by side.
 */
final class OracleBooks {

    /** A line: debits positive, in cents; {@code party} where it stands in somebody's balance. */
    record Line(String account, long home, long foreign, String party) {}

    /** Goods of a line: in where the quantity is positive. */
    record Move(String item, BigDecimal quantity, long cost, String asset, String offset, BigDecimal unit) {}

    /** A transaction with the payments' amounts by what they settle. */
    record Document(String key, String date, List<Line> lines, List<Move> moves, Map<String, Settled> settles) {}

    /** What a payment settles of a transaction. */
    record Settled(long foreign, long home, String account, String party) {}

    /** The accounts and the cost with which a line of goods was posted first. */
    private record Frozen(String item, String asset, String expense, BigDecimal unit, String income) {}

    final Map<String, Document> documents = new LinkedHashMap<>();
    private final Map<String, Frozen> frozen = new HashMap<>();
    private final BiFunction<String, String, JsonNode> read;

    OracleBooks(BiFunction<String, String, JsonNode> read) {
        this.read = read;
    }

    static long cents(JsonNode node, String field) {
        return cents(Json.decimal(node, field));
    }

    static long cents(BigDecimal amount) {
        return amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static long home(long cents, BigDecimal rate) {
        return BigDecimal.valueOf(cents)
                .multiply(rate)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    static BigDecimal rate(JsonNode entity) {
        BigDecimal rate = Json.decimal(entity, "ExchangeRate");
        return rate.signum() == 0 ? BigDecimal.ONE : rate;
    }

    void forget(String type, String id) {
        documents.remove(type + "/" + id);
    }

    /** Books a transaction as it was answered. */
    void book(String type, JsonNode entity, Accounts accounts) {
        String key = type + "/" + Json.text(entity, "Id");
        Posting posting = new Posting(key, entity, accounts);
        switch (type) {
            case "Invoice", "SalesReceipt" -> posting.sale(1, type.equals("Invoice"));
            case "CreditMemo", "RefundReceipt" -> posting.sale(-1, type.equals("CreditMemo"));
            case "Bill" -> posting.purchase(1, "Vendor/" + Json.ref(entity, "VendorRef"));
            case "VendorCredit" -> posting.purchase(-1, "Vendor/" + Json.ref(entity, "VendorRef"));
            case "Purchase" -> posting.purchase(Json.bool(entity, "Credit") ? -1 : 1, null);
            case "Payment" -> posting.payment("Customer", 1);
            case "BillPayment" -> posting.payment("Vendor", -1);
            case "Deposit" -> posting.deposit();
            case "Transfer" -> {
                posting.plain(Json.ref(entity, "ToAccountRef"), cents(entity, "Amount"));
                posting.plain(Json.ref(entity, "FromAccountRef"), -cents(entity, "Amount"));
            }
            case "JournalEntry" -> posting.journal();
            case "InventoryAdjustment" -> posting.adjustment();
            case "Item" -> posting.start();
            default -> throw new IllegalArgumentException(type);
        }
        frozen.keySet().removeIf(at -> at.startsWith(key + "#") && !posting.used.contains(at));
        long over = posting.lines.stream().mapToLong(Line::home).sum();
        if (over != 0) {
            posting.lines.add(new Line(accounts.exchange(), -over, 0, null));
        }
        String date = type.equals("Item") ? Json.text(entity, "InvStartDate") : Json.text(entity, "TxnDate");
        documents.put(key, new Document(key, date, posting.lines, posting.moves, posting.settles));
    }

    /** What the oracle has to be told of a company. */
    interface Accounts {
        String receivable(String currency);

        String payable(String currency);

        String undeposited();

        String exchange();

        String openingBalance();

        String taxOf(String rateId);

        String type(String account);

        boolean isHome(JsonNode entity);
    }

    /** The making of one document. */
    private final class Posting {
        private final String key;
        private final JsonNode entity;
        private final Accounts accounts;
        private final BigDecimal rate;
        private final List<Line> lines = new ArrayList<>();
        private final List<Move> moves = new ArrayList<>();
        private final Set<String> used = new HashSet<>();
        private final Map<String, Settled> settles = new LinkedHashMap<>();

        Posting(String key, JsonNode entity, Accounts accounts) {
            this.key = key;
            this.entity = entity;
            this.accounts = accounts;
            this.rate = rate(entity);
        }

        void plain(String account, long cents) {
            lines.add(new Line(account, home(cents, rate), cents, null));
        }

        /** A line on any account; on receivables and payables it is somebody's. */
        void line(String account, long cents, String party) {
            String type = accounts.type(account);
            boolean open = type.equals("Accounts Receivable") || type.equals("Accounts Payable");
            lines.add(new Line(account, home(cents, rate), cents, open ? party : null));
        }

        private Frozen frozen(JsonNode line, JsonNode detail) {
            String at = key + "#" + Json.text(line, "Id");
            used.add(at);
            String item = Json.ref(detail, "ItemRef");
            Frozen known = frozen.get(at);
            boolean moved = detail.has("QtyDiff")
                    ? Json.decimal(detail, "QtyDiff").signum() != 0
                    : !detail.has("Qty") || Json.decimal(detail, "Qty").signum() != 0;
            if (!moved && known != null && known.item.equals(item)) {
                // Voided: no goods stand in the books, and if any come again they come at what they cost then.
                frozen.put(at, new Frozen(item, null, null, null, known.income));
                return known;
            }
            if (known != null && known.item.equals(item) && known.asset == null && moved) {
                JsonNode now = read.apply("Item", item);
                known = new Frozen(
                        item,
                        Json.ref(now, "AssetAccountRef"),
                        Json.ref(now, "ExpenseAccountRef"),
                        "Inventory".equals(Json.text(now, "Type"))
                                ? Json.decimal(now, "PurchaseCost").movePointRight(2)
                                : null,
                        known.income);
                frozen.put(at, known);
            }
            if (known == null || !known.item.equals(item)) {
                JsonNode now = read.apply("Item", item);
                known = new Frozen(
                        item,
                        Json.ref(now, "AssetAccountRef"),
                        Json.ref(now, "ExpenseAccountRef"),
                        "Inventory".equals(Json.text(now, "Type"))
                                ? Json.decimal(now, "PurchaseCost").movePointRight(2)
                                : null,
                        Json.ref(now, "IncomeAccountRef"));
                frozen.put(at, known);
            }
            return known;
        }

        void sale(int sign, boolean onAccount) {
            String party = "Customer/" + Json.ref(entity, "CustomerRef");
            for (JsonNode line : entity.path("Line")) {
                long amount = cents(line, "Amount") * sign;
                JsonNode detail = line.path("SalesItemLineDetail");
                switch (Json.text(line, "DetailType")) {
                    case "DiscountLineDetail" ->
                        plain(Json.text(line, "DiscountLineDetail.DiscountAccountRef.value"), amount);
                    case "SalesItemLineDetail" -> {
                        if (Json.ref(detail, "ItemRef").equals("SHIPPING_ITEM_ID")) {
                            plain(Json.ref(detail, "ItemAccountRef"), -amount);
                        } else {
                            Frozen of = frozen(line, detail);
                            plain(of.income, -amount);
                            goods(of, detail, Json.decimal(detail, "Qty").multiply(BigDecimal.valueOf(-sign)));
                        }
                    }
                    default -> {
                        // subtotals
                    }
                }
            }
            taxes(-sign);
            long total = cents(entity, "TotalAmt");
            long deposit = onAccount ? cents(entity, "Deposit") : 0;
            if (!onAccount) {
                plain(Json.ref(entity, "DepositToAccountRef"), total * sign);
                return;
            }
            if (deposit != 0) {
                plain(Json.ref(entity, "DepositToAccountRef"), deposit);
            }
            own(
                    accounts.receivable(currency()),
                    (total - deposit) * sign,
                    home(total, rate) * sign - home(deposit, rate),
                    party);
        }

        private String currency() {
            return Json.ref(entity, "CurrencyRef");
        }

        /** The party's side of a form; when it is settled it is worth what settled it. */
        private void own(String account, long foreign, long home, String party) {
            long settledForeign = 0;
            long settledHome = 0;
            for (Document other : documents.values()) {
                Settled settled = other.settles.get(key);
                if (settled != null) {
                    settledForeign += settled.foreign;
                    settledHome += settled.home;
                }
            }
            boolean settled = settledForeign != 0 && settledForeign + foreign == 0;
            lines.add(new Line(account, settled ? -settledHome : home, foreign, party));
        }

        private void taxes(int sign) {
            for (JsonNode tax : entity.path("TxnTaxDetail").path("TaxLine")) {
                plain(accounts.taxOf(Json.text(tax, "TaxLineDetail.TaxRateRef.value")), cents(tax, "Amount") * sign);
            }
        }

        /** Goods of a sale: they leave at a cost that is found later, or come back at the cost of one unit. */
        private void goods(Frozen of, JsonNode detail, BigDecimal quantity) {
            if (of.unit == null || quantity.signum() == 0) {
                return;
            }
            long value = 0;
            if (quantity.signum() > 0) {
                value = of.unit
                        .multiply(quantity)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
                lines.add(new Line(of.asset, value, value, null));
                lines.add(new Line(of.expense, -value, -value, null));
            }
            moves.add(new Move(of.item, quantity, value, of.asset, of.expense, of.unit));
        }

        void purchase(int sign, String vendor) {
            for (JsonNode line : entity.path("Line")) {
                long amount = cents(line, "Amount") * sign;
                JsonNode expense = line.path("AccountBasedExpenseLineDetail");
                if (!expense.isMissingNode()) {
                    String header = vendor != null
                            ? vendor
                            : Json.text(entity, "EntityRef.type") + "/" + Json.text(entity, "EntityRef.value");
                    String customer = Json.ref(expense, "CustomerRef");
                    line(
                            Json.ref(expense, "AccountRef"),
                            amount,
                            accounts.type(Json.ref(expense, "AccountRef")).equals("Accounts Receivable")
                                    ? "Customer/" + customer
                                    : header);
                    continue;
                }
                JsonNode detail = line.path("ItemBasedExpenseLineDetail");
                Frozen of = frozen(line, detail);
                BigDecimal quantity = Json.decimal(detail, "Qty").multiply(BigDecimal.valueOf(sign));
                if (of.unit == null) {
                    plain(Json.ref(detail, "ItemAccountRef"), amount);
                } else {
                    plain(quantity.signum() > 0 ? of.asset : of.expense, amount);
                    if (quantity.signum() != 0) {
                        long cost = quantity.signum() > 0 ? home(amount, rate) : 0;
                        moves.add(new Move(of.item, quantity, cost, of.asset, of.expense, of.unit));
                    }
                }
            }
            taxes(sign);
            long total = cents(entity, "TotalAmt");
            if (vendor == null) {
                plain(Json.ref(entity, "AccountRef"), -total * sign);
            } else {
                own(accounts.payable(currency()), -total * sign, -home(total, rate) * sign, vendor);
            }
        }

        void payment(String kind, int sign) {
            String payer = kind + "/" + Json.ref(entity, kind + "Ref");
            long total = cents(entity, "TotalAmt");
            String bank = kind.equals("Customer")
                    ? Json.ref(entity, "DepositToAccountRef")
                    : Json.text(entity, "CheckPayment.BankAccountRef.value");
            plain(bank, total * sign);
            long rest = -total * sign;
            documents.remove(key);
            for (JsonNode line : entity.path("Line")) {
                JsonNode link = line.path("LinkedTxn").path(0);
                String target = Json.text(link, "TxnType") + "/" + Json.text(link, "TxnId");
                Document document = documents.get(target);
                Line own = document.lines.stream()
                        .filter(l -> l.party != null
                                && l.party.startsWith(kind)
                                && (!target.startsWith("Journal") || l.party.equals(payer)))
                        .findFirst()
                        .orElseThrow();
                long ownForeign = 0;
                long ownHome = 0;
                for (Line l : document.lines) {
                    if (own.party.equals(l.party)) {
                        ownForeign += l.foreign;
                        ownHome += l.home;
                    }
                }
                long openForeign = ownForeign;
                long openHome = ownHome;
                for (Document other : documents.values()) {
                    Settled settled = other.settles.get(target);
                    if (settled != null && settled.party.equals(own.party)) {
                        openForeign += settled.foreign;
                        openHome += settled.home;
                    }
                }
                long foreign = -Long.signum(ownForeign) * cents(line, "Amount");
                JsonNode entityOfTarget = read.apply(Json.text(link, "TxnType"), Json.text(link, "TxnId"));
                long home = openForeign + foreign == 0 ? -openHome : home(foreign, rate(entityOfTarget));
                lines.add(new Line(own.account, home, foreign, own.party));
                settles.put(target, new Settled(foreign, home, own.account, own.party));
                rest -= foreign;
            }
            if (rest != 0) {
                String account =
                        kind.equals("Customer") ? accounts.receivable(currency()) : accounts.payable(currency());
                lines.add(new Line(account, home(rest, rate), rest, payer));
            }
        }

        void deposit() {
            plain(Json.ref(entity, "DepositToAccountRef"), cents(entity, "TotalAmt"));
            for (JsonNode line : entity.path("Line")) {
                JsonNode link = line.path("LinkedTxn").path(0);
                long amount = -cents(line, "Amount");
                if (link.isMissingNode()) {
                    JsonNode detail = line.path("DepositLineDetail");
                    line(Json.ref(detail, "AccountRef"), amount, "Customer/" + Json.ref(detail, "Entity"));
                } else {
                    JsonNode source = read.apply(Json.text(link, "TxnType"), Json.text(link, "TxnId"));
                    lines.add(new Line(accounts.undeposited(), home(amount, rate(source)), amount, null));
                }
            }
        }

        void journal() {
            for (JsonNode line : entity.path("Line")) {
                JsonNode detail = line.path("JournalEntryLineDetail");
                long amount = cents(line, "Amount")
                        * (Json.text(detail, "PostingType").equals("Debit") ? 1 : -1);
                String party = Json.text(detail, "Entity.Type") + "/" + Json.text(detail, "Entity.EntityRef.value");
                line(Json.ref(detail, "AccountRef"), amount, party);
            }
        }

        void adjustment() {
            for (JsonNode line : entity.path("Line")) {
                JsonNode detail = line.path("ItemAdjustmentLineDetail");
                Frozen of = frozen(line, detail);
                Frozen against = new Frozen(of.item, of.asset, Json.ref(entity, "AdjustAccountRef"), of.unit, null);
                goods(against, detail, Json.decimal(detail, "QtyDiff"));
            }
        }

        void start() {
            BigDecimal quantity = Json.decimal(entity, "StartQty");
            long value = cents(Json.decimal(entity, "StartCost").multiply(quantity));
            String asset = Json.ref(entity, "AssetAccountRef");
            plain(asset, value);
            plain(accounts.openingBalance(), -value);
            moves.add(new Move(
                    Json.text(entity, "Id"),
                    quantity,
                    value,
                    asset,
                    accounts.openingBalance(),
                    Json.decimal(entity, "StartCost").movePointRight(2)));
        }
    }

    // What is asked of the books

    /** Balances of accounts at the end of a day, cost of goods included. */
    Map<String, Long> balances(String from, String to) {
        Map<String, Long> balances = new TreeMap<>();
        documents.values().stream()
                .filter(d -> within(d.date, from, to))
                .forEach(d -> d.lines.forEach(l -> balances.merge(l.account, l.home, Long::sum)));
        costs().forEach(cost -> {
            if (within(cost.date, from, to)) {
                balances.merge(cost.move.offset, cost.cents, Long::sum);
                balances.merge(cost.move.asset, -cost.cents, Long::sum);
            }
        });
        balances.values().removeIf(cents -> cents == 0);
        return balances;
    }

    static boolean within(String date, String from, String to) {
        return date.compareTo(from) >= 0 && date.compareTo(to) <= 0;
    }

    /** Balances of customers and vendors in their currency, or in the home currency. */
    Map<String, Long> parties(String to, boolean home) {
        Map<String, Long> balances = new TreeMap<>();
        for (Document document : documents.values()) {
            for (Line l : document.lines) {
                if (l.party != null && document.date.compareTo(to) <= 0) {
                    long cents = home ? l.home : l.foreign;
                    balances.merge(l.party, l.party.startsWith("Vendor") ? -cents : cents, Long::sum);
                }
            }
        }
        balances.values().removeIf(cents -> cents == 0);
        return balances;
    }

    /** What payments have left open of a document, in its currency. */
    long open(String key) {
        Document document = documents.get(key);
        long open = 0;
        for (Line l : document.lines) {
            open += l.party == null ? 0 : l.foreign;
        }
        for (Document other : documents.values()) {
            Settled settled = other.settles.get(key);
            open += settled == null ? 0 : settled.foreign;
        }
        return open;
    }

    private record Placed(String date, boolean out, String key, int line, Move move) {}

    /** The cost of one move out. */
    record Cost(String date, Move move, long cents, String key) {}

    Map<String, List<Cost>> costsByDocument() {
        Map<String, List<Cost>> costs = new HashMap<>();
        costs().forEach(cost ->
                costs.computeIfAbsent(cost.key, k -> new ArrayList<>()).add(cost));
        return costs;
    }

    private Map<String, List<Placed>> moves() {
        Map<String, List<Placed>> moves = new TreeMap<>();
        for (Document document : documents.values()) {
            int n = 0;
            for (Move move : document.moves) {
                moves.computeIfAbsent(move.item, i -> new ArrayList<>())
                        .add(new Placed(document.date, move.quantity.signum() < 0, document.key, n++, move));
            }
        }
        Comparator<Placed> order = Comparator.comparing(Placed::date)
                .thenComparing(Placed::out)
                .thenComparing(p -> !p.key.startsWith("Item/"))
                .thenComparing(p -> Integer.valueOf(p.key.substring(p.key.indexOf('/') + 1)))
                .thenComparing(Placed::line);
        moves.values().forEach(list -> list.sort(order));
        return moves;
    }

    /**
     * The n-th unit that left cost what the n-th unit that came had cost. Quantities that came and that left are laid
     * side by side; where nothing came, a unit costs what the item costs.
     */
    List<Cost> costs() {
        List<Cost> costs = new ArrayList<>();
        moves().forEach((item, list) -> {
            List<BigDecimal> ends = new ArrayList<>();
            List<Placed> ins = list.stream().filter(p -> !p.out).toList();
            BigDecimal end = BigDecimal.ZERO;
            for (Placed in : ins) {
                end = end.add(in.move.quantity);
                ends.add(end);
            }
            BigDecimal at = BigDecimal.ZERO;
            for (Placed out : list) {
                if (!out.out) {
                    continue;
                }
                BigDecimal until = at.add(out.move.quantity.negate());
                BigDecimal sum = BigDecimal.ZERO;
                BigDecimal covered = BigDecimal.ZERO;
                for (int i = 0; i < ins.size(); i++) {
                    BigDecimal begin = i == 0 ? BigDecimal.ZERO : ends.get(i - 1);
                    BigDecimal part = until.min(ends.get(i)).subtract(at.max(begin));
                    if (part.signum() > 0) {
                        Move in = ins.get(i).move;
                        covered = covered.add(part);
                        sum = sum.add(part.multiply(BigDecimal.valueOf(in.cost))
                                .divide(in.quantity, 0, RoundingMode.UNNECESSARY));
                    }
                }
                BigDecimal missing = until.subtract(at).subtract(covered);
                long cents = sum.longValueExact()
                        + missing.multiply(out.move.unit)
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValueExact();
                costs.add(new Cost(out.date, out.move, cents, out.key));
                at = until;
            }
        });
        return costs;
    }

    /** Quantity and value in cents of each item at the end of a day. */
    Map<String, String> stock(String to) {
        Map<String, BigDecimal> quantities = new TreeMap<>();
        Map<String, Long> values = new TreeMap<>();
        documents.values().stream()
                .filter(d -> d.date.compareTo(to) <= 0)
                .forEach(d -> d.moves.forEach(m -> {
                    quantities.merge(m.item, m.quantity, BigDecimal::add);
                    values.merge(m.item, m.cost, Long::sum);
                }));
        costs().stream()
                .filter(c -> c.date.compareTo(to) <= 0)
                .forEach(c -> values.merge(c.move.item, -c.cents, Long::sum));
        Map<String, String> stock = new TreeMap<>();
        quantities.forEach((item, quantity) ->
                stock.put(item, quantity.setScale(2) + " " + BigDecimal.valueOf(values.get(item), 2)));
        return stock;
    }
}
