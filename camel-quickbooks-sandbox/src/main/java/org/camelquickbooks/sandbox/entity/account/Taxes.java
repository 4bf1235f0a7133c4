package org.camelquickbooks.sandbox.entity.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/**
 * Tax of a transaction. In the United States one code for the whole form taxes the lines marked TAX; elsewhere each
 * line has its code, and amounts may include the tax.
 */
public final class Taxes {

    /** On which side a transaction stands; a tax code has rates for each. */
    public enum Direction {
        SALES("SalesTaxRateList"),
        PURCHASE("PurchaseTaxRateList");

        private final String list;

        Direction(String list) {
            this.list = list;
        }
    }

    /**
     * What a line adds to the taxable amount.
     *
     * @param isGoods whether discounts are taken off the line: they are on the subtotal, which shipping is not in
     */
    public record Taxable(ObjectNode line, ObjectNode detail, boolean isGoods) {}

    /** A rate, what it is on, and the tax. */
    private record Part(BigDecimal percent, BigDecimal base, BigDecimal tax) {

        Part plus(Part other) {
            return new Part(percent, base.add(other.base), tax.add(other.tax));
        }
    }

    /** What the lines of one tax code come to. */
    private static final class Group {
        private BigDecimal goods = BigDecimal.ZERO.setScale(2);
        private BigDecimal extras = BigDecimal.ZERO.setScale(2);
        /** What lines that include the tax have of it; null where prices are without tax. */
        private BigDecimal included;
    }

    private Taxes() {}

    /**
     * Works out TxnTaxDetail and answers the tax that comes on top of the lines.
     *
     * @param discount what is taken off the goods, in proportion, before tax; zero where it comes after. Asked for when
     *     lines that include the tax have been brought down to their net amounts
     */
    public static BigDecimal apply(
            Draft draft, List<Taxable> lines, Supplier<BigDecimal> discount, Direction direction) {
        return draft.profile().isUnitedStates()
                ? applyByForm(draft, lines, discount.get(), direction)
                : applyByLine(draft, lines, discount, direction);
    }

    private static BigDecimal applyByForm(Draft draft, List<Taxable> lines, BigDecimal discount, Direction direction) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Taxable line : lines) {
            if (direction == Direction.SALES && line.detail.path("TaxCodeRef").isMissingNode()) {
                line.detail.set("TaxCodeRef", Json.object().put("value", "NON"));
            }
            String code = Json.ref(line.detail, "TaxCodeRef");
            boolean taxed = code != null && Json.bool(draft.change().find("TaxCode", code), "Taxable");
            add(groups, taxed ? "TAX" : "NON", line);
        }
        takeOff(groups, discount);
        Group taxed = groups.getOrDefault("TAX", new Group());
        ObjectNode entity = draft.entity();
        String code = Json.ref(entity.path("TxnTaxDetail"), "TxnTaxCodeRef");
        Map<String, Part> parts = new LinkedHashMap<>();
        if (code != null) {
            rates(draft.change(), code, direction)
                    .forEach((rate, percent) -> parts.put(rate, part(percent, taxed.goods.add(taxed.extras))));
        }
        return writeDetail(draft, parts, overridden(draft));
    }

    private static Part part(BigDecimal percent, BigDecimal base) {
        return new Part(percent, base, Money.percentOf(base, percent));
    }

    private static Group add(Map<String, Group> groups, String code, Taxable line) {
        Group group = groups.computeIfAbsent(code, c -> new Group());
        BigDecimal amount = Json.decimal(line.line, "Amount");
        if (line.isGoods) {
            group.goods = group.goods.add(amount);
        } else {
            group.extras = group.extras.add(amount);
        }
        return group;
    }

    /** Spreads a discount over the goods of all tax codes, to the cent. */
    private static void takeOff(Map<String, Group> groups, BigDecimal discount) {
        BigDecimal all = BigDecimal.ZERO;
        for (Group group : groups.values()) {
            all = all.add(group.goods);
        }
        if (discount.signum() == 0 || all.signum() == 0) {
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal taken = BigDecimal.ZERO;
        for (Group group : groups.values()) {
            sum = sum.add(group.goods);
            BigDecimal share = Money.round(discount.multiply(sum).divide(all, MathContext.DECIMAL64))
                    .subtract(taken);
            taken = taken.add(share);
            group.goods = group.goods.subtract(share);
            if (share.signum() != 0) {
                group.included = null;
            }
        }
    }

    /** A total that the caller gives, and that is not just what the former version had, stands as it is. */
    private static BigDecimal overridden(Draft draft) {
        JsonNode given = draft.entity().path("TxnTaxDetail").path("TotalTax");
        if (!given.isNumber() || given.decimalValue().signum() == 0) {
            return null;
        }
        boolean former = !draft.isNew()
                && given.decimalValue().compareTo(Json.decimal(draft.before(), "TxnTaxDetail.TotalTax")) == 0
                && draft.before().path("TxnTaxDetail").has("TxnTaxCodeRef");
        return former ? null : given.decimalValue();
    }

    private static BigDecimal applyByLine(
            Draft draft, List<Taxable> lines, Supplier<BigDecimal> discount, Direction direction) {
        String mode = Json.text(draft.entity(), "GlobalTaxCalculation");
        if (mode == null) {
            mode = lines.stream().anyMatch(l -> l.detail.has("TaxCodeRef")) ? "TaxExcluded" : "NotApplicable";
            draft.entity().put("GlobalTaxCalculation", mode);
        }
        Map<String, Part> parts = new LinkedHashMap<>();
        if (!mode.equals("NotApplicable")) {
            Map<String, Group> groups = new LinkedHashMap<>();
            for (Taxable line : lines) {
                String code = Json.ref(line.detail, "TaxCodeRef");
                if (code == null) {
                    throw QuickBooksFault.business(
                            "Make sure all your transactions have a GST/HST rate before you save.");
                }
                boolean inclusive = mode.equals("TaxInclusive");
                BigDecimal tax = takeTaxOut(line, rates(draft.change(), code, direction), inclusive);
                Group group = add(groups, code, line);
                if (inclusive) {
                    group.included = group.included == null ? tax : group.included.add(tax);
                }
            }
            takeOff(groups, discount.get());
            groups.forEach((code, group) -> parts(group, rates(draft.change(), code, direction))
                    .forEach((rate, part) -> parts.merge(rate, part, Part::plus)));
        }
        return writeDetail(draft, rounded(parts, mode.equals("TaxInclusive")), null);
    }

    /** Without tax in the prices a rate is on the sum of all its lines, and rounded once. */
    private static Map<String, Part> rounded(Map<String, Part> parts, boolean inclusive) {
        if (!inclusive) {
            parts.replaceAll((rate, part) -> part(part.percent, part.base));
        }
        return parts;
    }

    /** The tax of one code by its rates; where prices include it, it is what they include, to the cent. */
    private static Map<String, Part> parts(Group group, Map<String, BigDecimal> rates) {
        Map<String, Part> parts = new LinkedHashMap<>();
        BigDecimal base = group.goods.add(group.extras);
        BigDecimal rest = group.included;
        String largest = null;
        for (Map.Entry<String, BigDecimal> rate : rates.entrySet()) {
            Part part = part(rate.getValue(), base);
            parts.put(rate.getKey(), part);
            rest = rest == null ? null : rest.subtract(part.tax);
            largest = largest == null || rate.getValue().compareTo(rates.get(largest)) > 0 ? rate.getKey() : largest;
        }
        if (rest != null && rest.signum() != 0 && largest != null) {
            BigDecimal over = rest;
            parts.computeIfPresent(largest, (rate, part) -> new Part(part.percent, part.base, part.tax.add(over)));
        }
        return parts;
    }

    /** Brings a line that includes the tax down to its net amount, keeping the gross; answers the tax. */
    private static BigDecimal takeTaxOut(Taxable line, Map<String, BigDecimal> rates, boolean inclusive) {
        if (!inclusive) {
            line.detail.remove("TaxInclusiveAmt");
            return BigDecimal.ZERO;
        }
        BigDecimal gross = Json.decimal(line.detail, "TaxInclusiveAmt");
        if (gross.signum() == 0) {
            gross = Json.decimal(line.line, "Amount");
        }
        BigDecimal percent = rates.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal divisor = BigDecimal.ONE.add(percent.movePointLeft(2));
        BigDecimal net = Money.round(gross.divide(divisor, MathContext.DECIMAL64));
        line.detail.put("TaxInclusiveAmt", Money.round(gross));
        line.line.put("Amount", net);
        return Money.round(gross).subtract(net);
    }

    private static BigDecimal writeDetail(Draft draft, Map<String, Part> parts, BigDecimal override) {
        ObjectNode entity = draft.entity();
        if (parts.isEmpty() && override == null && !entity.has("TxnTaxDetail")) {
            return BigDecimal.ZERO;
        }
        ObjectNode detail = entity.withObject("/TxnTaxDetail");
        BigDecimal sum = BigDecimal.ZERO.setScale(2);
        ArrayNode taxLines = Json.array();
        for (Map.Entry<String, Part> e : parts.entrySet()) {
            Part part = e.getValue();
            sum = sum.add(part.tax);
            ObjectNode line = taxLines.addObject().put("Amount", part.tax).put("DetailType", "TaxLineDetail");
            ObjectNode lineDetail = line.putObject("TaxLineDetail");
            lineDetail.set("TaxRateRef", Json.object().put("value", e.getKey()));
            lineDetail.put("PercentBased", true);
            lineDetail.put("TaxPercent", part.percent);
            lineDetail.put("NetAmountTaxable", part.base);
        }
        if (override != null) {
            if (!taxLines.isEmpty()) {
                ObjectNode last = (ObjectNode) taxLines.get(taxLines.size() - 1);
                last.put("Amount", Json.decimal(last, "Amount").add(override.subtract(sum)));
            }
            sum = Money.round(override);
        }
        detail.put("TotalTax", sum);
        detail.remove("TaxLine");
        if (!taxLines.isEmpty()) {
            detail.set("TaxLine", taxLines);
        }
        return sum;
    }

    private static Map<String, BigDecimal> rates(Lookup books, String code, Direction direction) {
        Map<String, BigDecimal> rates = new LinkedHashMap<>();
        for (JsonNode detail : books.find("TaxCode", code).path(direction.list).path("TaxRateDetail")) {
            String id = Json.ref(detail, "TaxRateRef");
            rates.put(id, Json.decimal(books.find("TaxRate", id), "RateValue"));
        }
        return rates;
    }

    /** Makes sure that there is an account for the tax of a form. */
    public static void ensureAccount(Draft draft) {
        if (Json.decimal(draft.entity(), "TxnTaxDetail.TotalTax").signum() != 0) {
            Accounts.ensure(draft.change(), Role.TAX_PAYABLE, null);
        }
    }

    /** Posts the tax to what is owed to each agency; {@code sign} is -1 where it is credited, as on an invoice. */
    public static void post(EntryBuilder entry, JsonNode entity, Lookup books, int sign) {
        BigDecimal rest = Json.decimal(entity, "TxnTaxDetail.TotalTax");
        Tags tags = Tags.NONE.withParty(entry.party());
        for (JsonNode line : entity.path("TxnTaxDetail").path("TaxLine")) {
            BigDecimal tax = Json.decimal(line, "Amount");
            rest = rest.subtract(tax);
            entry.debit(
                    agencyAccount(books, Json.ref(line.path("TaxLineDetail"), "TaxRateRef")),
                    tax.multiply(BigDecimal.valueOf(sign)),
                    tags);
        }
        if (rest.signum() != 0) {
            entry.debit(Accounts.find(books, Role.TAX_PAYABLE, null), rest.multiply(BigDecimal.valueOf(sign)), tags);
        }
    }

    private static String agencyAccount(Lookup books, String rateId) {
        JsonNode rate = rateId == null ? null : books.find("TaxRate", rateId);
        String agency = rate == null ? null : Json.ref(rate, "AgencyRef");
        String account =
                agency == null ? null : Json.ref(books.find("TaxAgency", agency), "TaxTrackedOnSalesAccountRef");
        return account == null ? Accounts.find(books, Role.TAX_PAYABLE, null) : account;
    }
}
