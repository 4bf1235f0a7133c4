package org.camelquickbooks.sandbox.entity.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.account.Taxes;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.stock.Goods;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Money;

/** The lines of a sales form: goods and bundles, then their subtotal, then discounts, then shipping. */
public final class SalesLines {

    private static final String SHIPPING = "SHIPPING_ITEM_ID";
    private static final String GRATUITY = "GRATUITY_ITEM_ID";

    private final Draft draft;
    private final List<ObjectNode> goods = new ArrayList<>();
    private final List<ObjectNode> discounts = new ArrayList<>();
    private final List<ObjectNode> extras = new ArrayList<>();

    private SalesLines(Draft draft) {
        this.draft = draft;
    }

    public static SalesLines read(Draft draft) {
        SalesLines lines = new SalesLines(draft);
        Transactions.lines(draft.entity()).forEach(lines::sort);
        if (lines.goods.isEmpty() && lines.extras.isEmpty()) {
            throw QuickBooksFault.required("Line");
        }
        return lines;
    }

    private void sort(ObjectNode line) {
        switch (Transactions.detailType(line)) {
            case "SalesItemLineDetail" -> {
                sale(line);
                (isExtra(line) ? extras : goods).add(line);
            }
            case "GroupLineDetail" -> {
                group(line);
                goods.add(line);
            }
            case "DescriptionOnly" -> {
                line.withObject("/DescriptionLineDetail");
                goods.add(line.remove(List.of("Amount")));
            }
            case "ReimburseLineDetail" -> {
                ObjectNode detail = line.withObject("/ReimburseLineDetail");
                Transactions.itemAmount(line, detail);
                account(line, detail);
                goods.add(line);
            }
            case "DiscountLineDetail" -> discounts.add(line);
            case "SubTotalLineDetail" -> {
                // Made anew below.
            }
            default ->
                throw new QuickBooksFault(
                        FaultCode.INVALID_ENUMERATION,
                        "Invalid Enumeration : " + Transactions.detailType(line) + " is no line of a "
                                + draft.type().name(),
                        "Line.DetailType");
        }
    }

    private static boolean isExtra(JsonNode line) {
        String item = Json.text(line, "SalesItemLineDetail.ItemRef.value");
        return SHIPPING.equals(item) || GRATUITY.equals(item);
    }

    private void sale(ObjectNode line) {
        ObjectNode detail = line.withObject("/SalesItemLineDetail");
        if (Json.ref(detail, "ItemRef") == null) {
            JsonNode fallback =
                    draft.change().first("Item", i -> "Service".equals(Json.text(i, "Type")) && Json.bool(i, "Active"));
            if (fallback == null) {
                throw QuickBooksFault.required("Line.SalesItemLineDetail.ItemRef");
            }
            detail.set("ItemRef", Json.reference(Json.text(fallback, "Id"), Json.text(fallback, "FullyQualifiedName")));
        }
        JsonNode item = draft.change().find("Item", Json.ref(detail, "ItemRef"));
        if (item != null && "Group".equals(Json.text(item, "Type"))) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_REFERENCE,
                    "Invalid Reference Id : a bundle must be on a line of DetailType GroupLineDetail",
                    "Line.SalesItemLineDetail.ItemRef");
        }
        Transactions.itemAmount(line, detail);
        account(line, detail);
        JsonNode stocked = Goods.inventoryItem(detail, draft.change());
        if (stocked != null) {
            if (!detail.has("Qty")) {
                detail.put("Qty", 1);
            }
            Goods.checkDate(draft, stocked);
        }
    }

    /** The account of the income is kept on the line, so that the books stay as they were when the item changes. */
    private void account(ObjectNode line, ObjectNode detail) {
        String item = Json.ref(detail, "ItemRef");
        if (Transactions.keepFormer(draft, line, detail)) {
            return;
        }
        String account;
        if (SHIPPING.equals(item)) {
            account = preferred("DefaultShippingAccount", Role.SHIPPING);
        } else if (GRATUITY.equals(item)) {
            account = Accounts.ensure(draft.change(), Role.GRATUITY, null);
        } else {
            JsonNode found = item == null ? null : draft.change().find("Item", item);
            String own = found == null ? null : Json.ref(found, "IncomeAccountRef");
            account = own == null ? Accounts.ensure(draft.change(), Role.SALES, null) : own;
        }
        String name = Json.text(draft.change().find("Account", account), "FullyQualifiedName");
        detail.set("ItemAccountRef", Json.reference(account, name));
    }

    /** The account that the preferences name, or the one in a role. */
    private String preferred(String preference, Role role) {
        String chosen = Json.text(draft.preferences(), "SalesFormsPrefs." + preference);
        return chosen != null && draft.change().find("Account", chosen) != null
                ? chosen
                : Accounts.ensure(draft.change(), role, null);
    }

    private void group(ObjectNode line) {
        ObjectNode detail = line.withObject("/GroupLineDetail");
        String id = Json.ref(detail, "GroupItemRef");
        JsonNode bundle = id == null ? null : draft.change().find("Item", id);
        if (bundle == null || !"Group".equals(Json.text(bundle, "Type"))) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_REFERENCE, "Invalid Reference Id : Line.GroupLineDetail.GroupItemRef");
        }
        if (!detail.has("Quantity")) {
            detail.put("Quantity", 1);
        }
        if (detail.path("Line").isEmpty()) {
            expand(detail, bundle);
        }
        BigDecimal sum = BigDecimal.ZERO.setScale(2);
        for (JsonNode nested : detail.path("Line")) {
            sale((ObjectNode) nested);
            sum = sum.add(Json.decimal(nested, "Amount"));
        }
        line.put("Amount", sum);
    }

    private void expand(ObjectNode detail, JsonNode bundle) {
        ArrayNode lines = detail.putArray("Line");
        for (JsonNode component : bundle.path("ItemGroupDetail").path("ItemGroupLine")) {
            JsonNode item = draft.change().find("Item", Json.ref(component, "ItemRef"));
            ObjectNode line = lines.addObject();
            if (item.has("Description")) {
                line.set("Description", item.get("Description"));
            }
            line.put("DetailType", "SalesItemLineDetail");
            ObjectNode sale = line.putObject("SalesItemLineDetail");
            sale.set("ItemRef", component.get("ItemRef").deepCopy());
            sale.put("Qty", Json.decimal(component, "Qty").multiply(Json.decimal(detail, "Quantity")));
            sale.put("UnitPrice", Json.decimal(item, "UnitPrice"));
            if (draft.profile().isUnitedStates()) {
                sale.putObject("TaxCodeRef").put("value", Json.bool(item, "Taxable") ? "TAX" : "NON");
            }
        }
    }

    /** What can be taxed: every sale, also within bundles. */
    public List<Taxes.Taxable> taxables() {
        List<Taxes.Taxable> taxables = new ArrayList<>();
        goods.forEach(line -> {
            if (line.has("GroupLineDetail")) {
                line.path("GroupLineDetail")
                        .path("Line")
                        .forEach(nested -> taxables.add(taxable((ObjectNode) nested, true)));
            } else if (line.has("Amount")) {
                taxables.add(taxable(line, true));
            }
        });
        extras.forEach(line -> taxables.add(taxable(line, false)));
        return taxables;
    }

    private static Taxes.Taxable taxable(ObjectNode line, boolean isGoods) {
        String detail = line.has("SalesItemLineDetail") ? "SalesItemLineDetail" : "ReimburseLineDetail";
        return new Taxes.Taxable(line, line.withObject("/" + detail), isGoods);
    }

    /** After tax was taken out of lines that include it, the sum of a bundle is another. */
    private void sumBundles() {
        for (ObjectNode line : goods) {
            if (line.has("GroupLineDetail")) {
                line.put("Amount", sum(line.path("GroupLineDetail").path("Line")));
            }
        }
    }

    public BigDecimal subtotal() {
        sumBundles();
        return sum(goods);
    }

    public BigDecimal extras() {
        return sum(extras);
    }

    private static BigDecimal sum(Iterable<? extends JsonNode> lines) {
        BigDecimal sum = BigDecimal.ZERO.setScale(2);
        for (JsonNode line : lines) {
            sum = sum.add(Json.decimal(line, "Amount"));
        }
        return sum;
    }

    /** What is taken off; works out the amount of discounts in percent. */
    public BigDecimal discount() {
        sumBundles();
        BigDecimal subtotal = subtotal();
        BigDecimal sum = BigDecimal.ZERO.setScale(2);
        for (ObjectNode line : discounts) {
            ObjectNode detail = line.withObject("/DiscountLineDetail");
            if (Json.bool(detail, "PercentBased")) {
                line.put("Amount", Money.percentOf(subtotal, Json.decimal(detail, "DiscountPercent")));
            } else if (!line.has("Amount")) {
                throw QuickBooksFault.required("Line.Amount");
            }
            sum = sum.add(Json.decimal(line, "Amount"));
        }
        return sum;
    }

    /** Refuses accounts of discounts and charges that cannot be posted to. */
    public void checkAccounts() {
        for (ObjectNode line : discounts) {
            Transactions.checkLine(draft, Json.ref(line.path("DiscountLineDetail"), "DiscountAccountRef"), null, null);
        }
        for (Taxes.Taxable taxable : taxables()) {
            Currencies.checkAccount(draft, Json.ref(taxable.detail(), "ItemAccountRef"), false);
        }
    }

    /** Puts the lines in their order, with numbers and Ids. */
    public void write() {
        for (ObjectNode line : discounts) {
            ObjectNode detail = line.withObject("/DiscountLineDetail");
            if (Json.ref(detail, "DiscountAccountRef") == null) {
                String account = preferred("DefaultDiscountAccount", Role.DISCOUNTS);
                String name = Json.text(draft.change().find("Account", account), "FullyQualifiedName");
                detail.set("DiscountAccountRef", Json.reference(account, name));
            }
            line.remove(List.of("Id", "LineNum"));
        }
        extras.forEach(line -> line.remove(List.of("Id", "LineNum")));
        ArrayNode numbered = Json.array().addAll(goods);
        List<JsonNode> identified = new ArrayList<>();
        for (ObjectNode line : goods) {
            identified.add(line);
            line.path("GroupLineDetail").path("Line").forEach(identified::add);
        }
        Transactions.lineIds(draft, identified, 1);
        // Recorded: the lines within a bundle have numbers of their own.
        int number = 0;
        for (JsonNode line : identified) {
            ((ObjectNode) line).put("LineNum", ++number);
        }
        ArrayNode all = numbered.deepCopy();
        all.addObject()
                .put("Amount", subtotal())
                .put("DetailType", "SubTotalLineDetail")
                .putObject("SubTotalLineDetail");
        all.addAll(discounts).addAll(extras);
        draft.entity().set("Line", all);
    }
}
