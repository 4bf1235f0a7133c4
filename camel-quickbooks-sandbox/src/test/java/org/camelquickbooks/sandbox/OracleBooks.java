package org.camelquickbooks.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.camelquickbooks.sandbox.json.Json;

/**
 * An accountant's own books of a company, kept from what the API answers and from nothing of the sandbox's ledger. Each
 * transaction is a list of lines; sums are made from them when they are asked for. Goods are costed by laying the
 * quantities that came and that left side by side.
 */
final class OracleBooks {

    /** What a line is of: any of it may be null. */
    record Of(String customer, String vendor, String classId, String department, String item, BigDecimal quantity) {

        static final Of NOTHING = new Of(null, null, null, null, null, null);
    }

    /** A line: debits positive, in cents; {@code party} where it stands in somebody's balance. */
    record Line(String account, long home, long foreign, String party, Of of, boolean cost) {}

    /** Goods of a line: in where the quantity is positive. */
    record Move(
            String id,
            String item,
            BigDecimal quantity,
            long cost,
            String asset,
            String offset,
            BigDecimal unit,
            Of of) {}

    /** What of a tax rate is in a transaction: owed where positive, in cents of the home currency. */
    record Tax(String rate, long net, long tax) {}

    /** A transaction with the payments' amounts by what they settle. */
    record Document(
            String key,
            String date,
            List<Line> lines,
            List<Move> moves,
            Map<String, Settled> settles,
            List<Tax> taxes) {}

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
            case "CreditCardPaymentTxn" -> {
                posting.plain(Json.ref(entity, "CreditCardAccountRef"), cents(entity, "Amount"));
                posting.plain(Json.ref(entity, "BankAccountRef"), -cents(entity, "Amount"));
            }
            case "Account" -> posting.opening();
            case "JournalEntry" -> posting.journal();
            case "InventoryAdjustment" -> posting.adjustment();
            case "Item" -> posting.start();
            default -> throw new IllegalArgumentException(type);
        }
        frozen.keySet().removeIf(at -> at.startsWith(key + "#") && !posting.used.contains(at));
        long over = posting.lines.stream().mapToLong(Line::home).sum();
        if (over != 0) {
            posting.lines.add(new Line(accounts.exchange(), -over, 0, null, posting.whole(), false));
        }
        String date =
                switch (type) {
                    case "Item" -> Json.text(entity, "InvStartDate");
                    case "Account" -> Json.text(entity, "OpeningBalanceDate");
                    default -> Json.text(entity, "TxnDate");
                };
        documents.put(key, new Document(key, date, posting.lines, posting.moves, posting.settles, posting.taxes));
    }

    void bookTaxPayment(JsonNode payment, String liability) {
        String key = "TaxPayment/" + Json.text(payment, "Id");
        long cents = cents(payment, "PaymentAmount") * (Json.bool(payment, "Refund") ? -1 : 1);
        String bank = Json.ref(payment, "PaymentAccountRef");
        List<Line> lines = List.of(
                new Line(liability, cents, cents, null, Of.NOTHING, false),
                new Line(bank, -cents, -cents, null, Of.NOTHING, false));
        documents.put(key, new Document(key, Json.text(payment, "PaymentDate"), lines, List.of(), Map.of(), List.of()));
    }

    /** What of taxes was paid to their agencies between two days: it stands on accounts of taxes and is no tax. */
    long taxesPaid(String from, String to) {
        return documents.values().stream()
                .filter(d -> d.key.startsWith("TaxPayment/") && within(d.date, from, to))
                .mapToLong(d -> d.lines.get(0).home)
                .sum();
    }

    /** Puts one name in the place of another one in all that is booked. */
    void merge(String kind, String from, String into) {
        Renaming names = new Renaming(kind, from, into);
        documents.replaceAll((key, d) -> new Document(
                d.key,
                d.date,
                d.lines.stream().map(names::line).toList(),
                d.moves.stream().map(names::move).toList(),
                names.settled(d.settles),
                d.taxes));
        closed.replaceAll((place, costs) -> costs.stream()
                .map(cost -> new Cost(cost.date, names.move(cost.move), cost.cents, cost.key, cost.quantity))
                .toList());
        frozen.replaceAll((at, of) -> new Frozen(
                names.of("Item", of.item),
                names.of("Account", of.asset),
                names.of("Account", of.expense),
                of.unit,
                names.of("Account", of.income)));
    }

    /** The name that goes, and the one in its place. */
    private record Renaming(String kind, String from, String into) {

        String of(String entity, String id) {
            return entity.equals(kind) && from.equals(id) ? into : id;
        }

        private String party(String party) {
            return (kind + "/" + from).equals(party) ? kind + "/" + into : party;
        }

        private Of of(Of of) {
            return new Of(
                    of("Customer", of.customer),
                    of("Vendor", of.vendor),
                    of("Class", of.classId),
                    of.department,
                    of("Item", of.item),
                    of.quantity);
        }

        Line line(Line l) {
            return new Line(of("Account", l.account), l.home, l.foreign, party(l.party), of(l.of), l.cost);
        }

        Move move(Move m) {
            return new Move(
                    m.id,
                    of("Item", m.item),
                    m.quantity,
                    m.cost,
                    of("Account", m.asset),
                    of("Account", m.offset),
                    m.unit,
                    of(m.of));
        }

        Map<String, Settled> settled(Map<String, Settled> settles) {
            Map<String, Settled> renamed = new LinkedHashMap<>();
            settles.forEach((key, s) ->
                    renamed.put(key, new Settled(s.foreign, s.home, of("Account", s.account), party(s.party))));
            return renamed;
        }
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
        private final List<Tax> taxes = new ArrayList<>();

        Posting(String key, JsonNode entity, Accounts accounts) {
            this.key = key;
            this.entity = entity;
            this.accounts = accounts;
            this.rate = rate(entity);
        }

        void plain(String account, long cents) {
            plain(account, cents, whole());
        }

        void plain(String account, long cents, Of of) {
            lines.add(new Line(account, home(cents, rate), cents, null, of, false));
        }

        /** A line on any account; on receivables and payables it is somebody's. */
        void line(String account, long cents, String party, Of of) {
            String type = accounts.type(account);
            boolean open = type.equals("Accounts Receivable") || type.equals("Accounts Payable");
            lines.add(new Line(account, home(cents, rate), cents, open ? party : null, of, false));
        }

        /** Whom the whole transaction is with. */
        Of whole() {
            String customer = Json.ref(entity, "CustomerRef");
            String vendor = Json.ref(entity, "VendorRef");
            if ("Vendor".equals(Json.text(entity, "EntityRef.type"))) {
                vendor = Json.text(entity, "EntityRef.value");
            } else if ("Customer".equals(Json.text(entity, "EntityRef.type"))) {
                customer = Json.text(entity, "EntityRef.value");
            }
            return new Of(customer, vendor, null, null, null, null);
        }

        private Of of(JsonNode detail, BigDecimal quantity) {
            String classId =
                    Json.ref(detail, "ClassRef") == null ? Json.ref(entity, "ClassRef") : Json.ref(detail, "ClassRef");
            String customer = Json.ref(detail, "CustomerRef");
            return new Of(
                    customer == null ? whole().customer : customer,
                    whole().vendor,
                    classId,
                    Json.ref(entity, "DepartmentRef"),
                    Json.ref(detail, "ItemRef"),
                    quantity);
        }

        void opening() {
            long cents = cents(entity, "OpeningBalance");
            plain(Json.text(entity, "Id"), cents);
            plain(accounts.openingBalance(), -cents);
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
                // What has not moved yet will cost what it costs then.
                frozen.put(at, moved ? known : new Frozen(item, null, null, null, known.income));
            }
            return known;
        }

        void sale(int sign, boolean onAccount) {
            String party = "Customer/" + Json.ref(entity, "CustomerRef");
            entity.path("Line").forEach(line -> sale(line, sign));
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

        private void sale(JsonNode line, int sign) {
            long amount = cents(line, "Amount") * sign;
            JsonNode detail = line.path("SalesItemLineDetail");
            BigDecimal quantity = Json.decimal(detail, "Qty").multiply(BigDecimal.valueOf(sign));
            switch (Json.text(line, "DetailType")) {
                case "DiscountLineDetail" -> {
                    JsonNode discount = line.path("DiscountLineDetail");
                    plain(Json.ref(discount, "DiscountAccountRef"), amount, of(discount, null));
                }
                case "GroupLineDetail" ->
                    line.path("GroupLineDetail").path("Line").forEach(nested -> sale(nested, sign));
                case "SalesItemLineDetail" -> {
                    if (Json.ref(detail, "ItemRef").equals("SHIPPING_ITEM_ID")) {
                        plain(Json.ref(detail, "ItemAccountRef"), -amount, of(detail, null));
                    } else {
                        Frozen of = frozen(line, detail);
                        plain(of.income, -amount, of(detail, quantity));
                        goods(Json.text(line, "Id"), of, quantity.negate(), of(detail, null));
                    }
                }
                default -> {
                    // subtotals
                }
            }
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
            lines.add(new Line(account, settled ? -settledHome : home, foreign, party, whole(), false));
        }

        private void taxes(int sign) {
            for (JsonNode tax : entity.path("TxnTaxDetail").path("TaxLine")) {
                String of = Json.text(tax, "TaxLineDetail.TaxRateRef.value");
                plain(accounts.taxOf(of), cents(tax, "Amount") * sign);
                taxes.add(new Tax(
                        of,
                        home(cents(tax.path("TaxLineDetail"), "NetAmountTaxable"), rate) * -sign,
                        home(cents(tax, "Amount"), rate) * -sign));
            }
        }

        /** Goods of a sale: they leave at a cost that is found later, or come back at the cost of one unit. */
        private void goods(String id, Frozen frozen, BigDecimal quantity, Of of) {
            if (frozen.unit == null || quantity.signum() == 0) {
                return;
            }
            long value = 0;
            if (quantity.signum() > 0) {
                value = frozen.unit
                        .multiply(quantity)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
                lines.add(new Line(frozen.asset, value, value, null, of, true));
                lines.add(new Line(frozen.expense, -value, -value, null, of, true));
            }
            moves.add(new Move(id, frozen.item, quantity, value, frozen.asset, frozen.expense, frozen.unit, of));
        }

        void purchase(int sign, String vendor) {
            for (JsonNode line : entity.path("Line")) {
                long amount = cents(line, "Amount") * sign;
                JsonNode expense = line.path("AccountBasedExpenseLineDetail");
                if (!expense.isMissingNode()) {
                    String account = Json.ref(expense, "AccountRef");
                    String header = vendor != null
                            ? vendor
                            : Json.text(entity, "EntityRef.type") + "/" + Json.text(entity, "EntityRef.value");
                    boolean receivable = accounts.type(account).equals("Accounts Receivable");
                    line(
                            account,
                            amount,
                            receivable ? "Customer/" + Json.ref(expense, "CustomerRef") : header,
                            of(expense, null));
                    continue;
                }
                JsonNode detail = line.path("ItemBasedExpenseLineDetail");
                Frozen frozen = frozen(line, detail);
                BigDecimal quantity = Json.decimal(detail, "Qty").multiply(BigDecimal.valueOf(sign));
                Of of = of(detail, quantity);
                if (frozen.unit == null) {
                    plain(Json.ref(detail, "ItemAccountRef"), amount, of);
                } else {
                    plain(quantity.signum() > 0 ? frozen.asset : frozen.expense, amount, of);
                    if (quantity.signum() != 0) {
                        long cost = quantity.signum() > 0 ? home(amount, rate) : 0;
                        moves.add(new Move(
                                Json.text(line, "Id"),
                                frozen.item,
                                quantity,
                                cost,
                                frozen.asset,
                                frozen.expense,
                                frozen.unit,
                                of));
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
                    : entity.has("CheckPayment")
                            ? Json.text(entity, "CheckPayment.BankAccountRef.value")
                            : Json.text(entity, "CreditCardPayment.CCAccountRef.value");
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
                lines.add(new Line(own.account, home, foreign, own.party, whole(), false));
                settles.put(target, new Settled(foreign, home, own.account, own.party));
                rest -= foreign;
            }
            if (rest != 0) {
                String account =
                        kind.equals("Customer") ? accounts.receivable(currency()) : accounts.payable(currency());
                lines.add(new Line(account, home(rest, rate), rest, payer, whole(), false));
            }
        }

        void deposit() {
            plain(Json.ref(entity, "DepositToAccountRef"), cents(entity, "TotalAmt"));
            if (entity.has("CashBack")) {
                plain(Json.ref(entity.path("CashBack"), "AccountRef"), cents(entity.path("CashBack"), "Amount"));
            }
            for (JsonNode line : entity.path("Line")) {
                JsonNode link = line.path("LinkedTxn").path(0);
                long amount = -cents(line, "Amount");
                if (link.isMissingNode()) {
                    JsonNode detail = line.path("DepositLineDetail");
                    boolean vendor = "VENDOR".equalsIgnoreCase(Json.text(detail, "Entity.type"));
                    String who = Json.ref(detail, "Entity");
                    Of plain = of(detail, null);
                    line(
                            Json.ref(detail, "AccountRef"),
                            amount,
                            (vendor ? "Vendor/" : "Customer/") + who,
                            new Of(
                                    vendor ? null : who,
                                    vendor ? who : null,
                                    plain.classId,
                                    plain.department,
                                    null,
                                    null));
                } else {
                    JsonNode source = read.apply(Json.text(link, "TxnType"), Json.text(link, "TxnId"));
                    lines.add(new Line(
                            accounts.undeposited(), home(amount, rate(source)), amount, null, Of.NOTHING, false));
                }
            }
        }

        void journal() {
            for (JsonNode line : entity.path("Line")) {
                JsonNode detail = line.path("JournalEntryLineDetail");
                if (detail.isMissingNode()) {
                    continue;
                }
                long amount = cents(line, "Amount")
                        * (Json.text(detail, "PostingType").equals("Debit") ? 1 : -1);
                String type = Json.text(detail, "Entity.Type");
                String who = Json.text(detail, "Entity.EntityRef.value");
                line(
                        Json.ref(detail, "AccountRef"),
                        amount,
                        type + "/" + who,
                        new Of(
                                "Customer".equals(type) ? who : null,
                                "Vendor".equals(type) ? who : null,
                                Json.ref(detail, "ClassRef"),
                                Json.ref(detail, "DepartmentRef"),
                                null,
                                null));
            }
        }

        void adjustment() {
            for (JsonNode line : entity.path("Line")) {
                JsonNode detail = line.path("ItemAdjustmentLineDetail");
                Frozen of = frozen(line, detail);
                Frozen against = new Frozen(of.item, of.asset, Json.ref(entity, "AdjustAccountRef"), of.unit, null);
                goods(Json.text(line, "Id"), against, Json.decimal(detail, "QtyDiff"), of(detail, null));
            }
        }

        void start() {
            BigDecimal quantity = Json.decimal(entity, "StartQty");
            long value = cents(Json.decimal(entity, "StartCost").multiply(quantity));
            String asset = Json.text(entity, "StartAsset");
            plain(asset, value);
            plain(accounts.openingBalance(), -value);
            moves.add(new Move(
                    "start",
                    Json.text(entity, "Id"),
                    quantity,
                    value,
                    asset,
                    accounts.openingBalance(),
                    Json.decimal(entity, "StartCost").movePointRight(2),
                    Of.NOTHING));
        }
    }

    // What is asked of the books

    /** Balances of accounts at the end of a day, cost of goods included. */
    Map<String, Long> balances(String from, String to) {
        Map<String, Long> balances = new TreeMap<>();
        lines(from, to, (key, line) -> balances.merge(line.account, line.home, Long::sum));
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

    /** The same, of one party: of a journal entry, what it has on that party's account. */
    long open(String key, String party) {
        long open = 0;
        for (Line l : documents.get(key).lines) {
            open += party.equals(l.party) ? l.foreign : 0;
        }
        for (Document other : documents.values()) {
            Settled settled = other.settles.get(key);
            open += settled == null || !settled.party.equals(party) ? 0 : settled.foreign;
        }
        return open;
    }

    /** What is open for each party on a day in the home currency, by the transaction that it is open of. */
    Map<String, Map<String, Long>> openOn(String day) {
        Map<String, Map<String, Long>> open = new TreeMap<>();
        for (Document document : documents.values()) {
            if (document.date.compareTo(day) > 0) {
                continue;
            }
            for (Line l : document.lines) {
                if (l.party != null) {
                    open.computeIfAbsent(document.key, k -> new TreeMap<>()).merge(l.party, l.home, Long::sum);
                }
            }
            document.settles.forEach((target, settled) -> {
                if (documents.get(target).date.compareTo(day) <= 0) {
                    open.computeIfAbsent(document.key, k -> new TreeMap<>())
                            .merge(settled.party, -settled.home, Long::sum);
                    open.computeIfAbsent(target, k -> new TreeMap<>()).merge(settled.party, settled.home, Long::sum);
                }
            });
        }
        return open;
    }

    /** All lines, the cost of goods among them, with their dates, up to a day. */
    void lines(String from, String to, BiConsumer<String, Line> each) {
        documents.values().forEach(d -> {
            if (within(d.date, from, to)) {
                d.lines.forEach(l -> each.accept(d.key, l));
            }
        });
        costs().forEach(cost -> {
            if (within(cost.date, from, to) && cost.cents != 0) {
                Move move = cost.move;
                each.accept(cost.key, new Line(move.offset, cost.cents, cost.cents, null, move.of, true));
                each.accept(cost.key, new Line(move.asset, -cost.cents, -cost.cents, null, move.of, true));
            }
        });
    }

    private record Placed(String date, boolean out, String key, int line, Move move) {}

    /** The cost of one move out, or a part of it. */
    record Cost(String date, Move move, long cents, String key, BigDecimal quantity) {}

    /** What of the costs stands in closed periods, by transaction and line. */
    private Map<String, List<Cost>> closed = new HashMap<>();

    private String closeDay;

    /** Closes the books up to a day: the costs that stand there then stand there for good. */
    void close(String day) {
        Map<String, List<Cost>> now = new HashMap<>();
        if (day != null) {
            costs().stream().filter(cost -> cost.date.compareTo(day) <= 0).forEach(cost -> now.computeIfAbsent(
                            place(cost.key, cost.move), k -> new ArrayList<>())
                    .add(cost));
        }
        closed = now;
        closeDay = day;
    }

    private static String place(String key, Move move) {
        return key + "#" + move.id;
    }

    private List<Cost> parts(Placed out, long cents) {
        List<Cost> parts = new ArrayList<>();
        long rest = cents;
        for (Cost part : closed.getOrDefault(place(out.key, out.move), List.of())) {
            parts.add(new Cost(part.date, out.move, part.cents, out.key, part.quantity));
            rest -= part.cents;
        }
        if (parts.isEmpty()) {
            parts.add(new Cost(out.date, out.move, rest, out.key, out.move.quantity));
        } else if (rest != 0) {
            String next = LocalDate.parse(closeDay).plusDays(1).toString();
            parts.add(new Cost(next, out.move, rest, out.key, BigDecimal.ZERO));
        }
        return parts;
    }

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
                        BigDecimal first = at.max(begin).subtract(begin);
                        sum = sum.add(worth(in, first.add(part)).subtract(worth(in, first)));
                    }
                }
                BigDecimal missing = until.subtract(at).subtract(covered);
                long cents = sum.longValueExact()
                        + missing.multiply(out.move.unit)
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValueExact();
                costs.addAll(parts(out, cents));
                at = until;
            }
        });
        return costs;
    }

    /** What the first pieces of goods that came had cost. */
    private static BigDecimal worth(Move in, BigDecimal pieces) {
        return pieces.multiply(BigDecimal.valueOf(in.cost)).divide(in.quantity, 0, RoundingMode.HALF_UP);
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
