package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.Draft;
import org.camelquickbooks.sandbox.entity.rule.Accounts.Role;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/**
 * Tax of a transaction. In the United States one code for the whole form taxes the lines marked TAX; elsewhere each
 * line has its code, and amounts may include the tax.
 */
final class Taxes {

    /** On which side a transaction stands; a tax code has rates for each. */
    enum Direction {
        SALES("SalesTaxRateList"),
        PURCHASE("PurchaseTaxRateList");

        private final String list;

        Direction(String list) {
            this.list = list;
        }
    }

    /** What a line adds to the taxable amount. */
    record Taxable(ObjectNode line, ObjectNode detail) {}

    private record Part(BigDecimal percent, BigDecimal base) {}

    private Taxes() {}

    /**
     * Works out TxnTaxDetail and answers the tax that comes on top of the lines.
     *
     * @param discount what is taken off the lines, in proportion, before tax; zero where it comes after
     */
    static BigDecimal apply(Draft draft, List<Taxable> lines, BigDecimal discount, Direction direction) {
        return draft.profile().isUnitedStates()
                ? applyByForm(draft, lines, discount, direction)
                : applyByLine(draft, lines, direction);
    }

    private static BigDecimal applyByForm(Draft draft, List<Taxable> lines, BigDecimal discount, Direction direction) {
        BigDecimal all = BigDecimal.ZERO;
        BigDecimal taxable = BigDecimal.ZERO;
        for (Taxable line : lines) {
            BigDecimal amount = Json.decimal(line.line, "Amount");
            all = all.add(amount);
            if (direction == Direction.SALES && line.detail.path("TaxCodeRef").isMissingNode()) {
                line.detail.set("TaxCodeRef", Json.object().put("value", "NON"));
            }
            String code = Json.ref(line.detail, "TaxCodeRef");
            if (code != null && Json.bool(draft.change().find("TaxCode", code), "Taxable")) {
                taxable = taxable.add(amount);
            }
        }
        if (discount.signum() != 0 && all.signum() != 0) {
            taxable = Money.round(taxable.subtract(discount.multiply(taxable).divide(all, MathContext.DECIMAL64)));
        }
        ObjectNode entity = draft.entity();
        String code = Json.ref(entity.path("TxnTaxDetail"), "TxnTaxCodeRef");
        Map<String, Part> parts = new LinkedHashMap<>();
        if (code != null) {
            for (Map.Entry<String, BigDecimal> rate :
                    rates(draft.change(), code, direction).entrySet()) {
                parts.put(rate.getKey(), new Part(rate.getValue(), taxable));
            }
        }
        return writeDetail(draft, parts, overridden(draft));
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

    private static BigDecimal applyByLine(Draft draft, List<Taxable> lines, Direction direction) {
        String mode = Json.text(draft.entity(), "GlobalTaxCalculation");
        if (mode == null) {
            mode = lines.stream().anyMatch(l -> l.detail.has("TaxCodeRef")) ? "TaxExcluded" : "NotApplicable";
            draft.entity().put("GlobalTaxCalculation", mode);
        }
        Map<String, Part> parts = new LinkedHashMap<>();
        if (!mode.equals("NotApplicable")) {
            for (Taxable line : lines) {
                String code = Json.ref(line.detail, "TaxCodeRef");
                if (code == null) {
                    throw QuickBooksFault.business(
                            "Make sure all your transactions have a GST/HST rate before you save.");
                }
                Map<String, BigDecimal> rates = rates(draft.change(), code, direction);
                BigDecimal net = net(line, rates, mode.equals("TaxInclusive"));
                rates.forEach((rate, percent) ->
                        parts.merge(rate, new Part(percent, net), (a, b) -> new Part(percent, a.base.add(b.base))));
            }
        }
        return writeDetail(draft, parts, null);
    }

    /** The amount without tax. A line that includes the tax keeps what it was given as TaxInclusiveAmt. */
    private static BigDecimal net(Taxable line, Map<String, BigDecimal> rates, boolean inclusive) {
        BigDecimal amount = Json.decimal(line.line, "Amount");
        if (!inclusive) {
            line.detail.remove("TaxInclusiveAmt");
            return amount;
        }
        if (Json.decimal(line.detail, "TaxInclusiveAmt").signum() != 0) {
            return amount;
        }
        BigDecimal percent = rates.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal divisor = BigDecimal.ONE.add(percent.movePointLeft(2));
        BigDecimal net = Money.round(amount.divide(divisor, MathContext.DECIMAL64));
        line.detail.put("TaxInclusiveAmt", amount);
        line.line.put("Amount", net);
        return net;
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
            BigDecimal tax = Money.percentOf(part.base, part.percent);
            sum = sum.add(tax);
            ObjectNode line = taxLines.addObject().put("Amount", tax).put("DetailType", "TaxLineDetail");
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
    static void ensureAccount(Draft draft) {
        if (Json.decimal(draft.entity(), "TxnTaxDetail.TotalTax").signum() != 0) {
            Accounts.ensure(draft.change(), Role.TAX_PAYABLE, null);
        }
    }

    /** Posts the tax to what is owed to each agency; {@code sign} is -1 where it is credited, as on an invoice. */
    static void post(EntryBuilder entry, JsonNode entity, Lookup books, int sign) {
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
