package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.camelquickbooks.sandbox.json.Json;

/** An accountant's own total and tax of a form, from the body that was sent and the rates of the codes. */
final class OracleTax {

    private final SandboxCompany company;
    private final boolean canada;

    OracleTax(SandboxCompany company, boolean canada) {
        this.company = company;
        this.canada = canada;
    }

    /** A line as it was sent, whose price includes the tax or not. */
    private record Sold(BigDecimal amount, String code, boolean goods) {}

    void check(String when, String type, JsonNode sent, JsonNode answered) {
        boolean sale = List.of("Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt")
                .contains(type);
        if (!sale && !List.of("Bill", "VendorCredit", "Purchase").contains(type)) {
            return;
        }
        List<Sold> lines = new ArrayList<>();
        BigDecimal percent = BigDecimal.ZERO;
        BigDecimal fixed = BigDecimal.ZERO;
        for (JsonNode line : sent.path("Line")) {
            JsonNode detail = line.path(Json.text(line, "DetailType"));
            if (detail.has("DiscountPercent")) {
                percent = Json.decimal(detail, "DiscountPercent").movePointLeft(2);
            } else if (detail.has("PercentBased")) {
                fixed = Json.decimal(line, "Amount");
            } else if (detail.has("GroupItemRef")) {
                // Two of the service at 0, and two pieces at 20, of a set.
                lines.add(new Sold(Json.decimal(detail, "Quantity").multiply(new BigDecimal("40")), "NON", true));
            } else {
                boolean goods = !"SHIPPING_ITEM_ID".equals(Json.ref(detail, "ItemRef"));
                lines.add(new Sold(Json.decimal(line, "Amount"), Json.ref(detail, "TaxCodeRef"), goods));
            }
        }
        boolean before = Json.bool(answered, "ApplyTaxAfterDiscount");
        BigDecimal goods = sum(lines.stream().filter(Sold::goods).toList());
        BigDecimal discount =
                goods.multiply(percent).setScale(2, RoundingMode.HALF_UP).add(fixed);
        BigDecimal given = sum(lines).subtract(discount);
        BigDecimal total = Json.decimal(answered, "TotalAmt");
        if ("TaxInclusive".equals(Json.text(answered, "GlobalTaxCalculation"))) {
            assertThat(total).as(when + ": a total that includes the tax").isEqualByComparingTo(given);
            return;
        }
        String form = Json.ref(answered.path("TxnTaxDetail"), "TxnTaxCodeRef");
        Map<String, BigDecimal> bases = new HashMap<>();
        for (Sold line : lines) {
            BigDecimal share = before && line.goods && goods.signum() != 0
                    ? discount.multiply(line.amount).divide(goods, MathContext.DECIMAL128)
                    : BigDecimal.ZERO;
            String code = canada ? line.code : "TAX".equals(line.code) ? form : null;
            if (code != null) {
                bases.merge(code, line.amount.subtract(share), BigDecimal::add);
            }
        }
        Map<String, BigDecimal> byRate = new HashMap<>();
        bases.forEach((code, base) -> rates(code, sale)
                .forEach(
                        (rate, value) -> byRate.merge(rate, base.multiply(value).movePointLeft(2), BigDecimal::add)));
        BigDecimal tax = BigDecimal.ZERO;
        for (BigDecimal exact : byRate.values()) {
            tax = tax.add(exact.setScale(2, RoundingMode.HALF_UP));
        }
        // A discount that is spread over several codes is spread to the cent, so that each base may be off by half of
        // one.
        BigDecimal off =
                before && discount.signum() != 0 && bases.size() > 0 ? new BigDecimal("0.01") : BigDecimal.ZERO;
        assertThat(total).as(when + ": the total, tax by rate " + byRate).isCloseTo(given.add(tax), Offset.offset(off));
    }

    private static BigDecimal sum(List<Sold> lines) {
        return lines.stream().map(Sold::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Map<String, BigDecimal> rates(String code, boolean sale) {
        Map<String, BigDecimal> found = new HashMap<>();
        JsonNode of = company.read("TaxCode", code);
        of.path(sale ? "SalesTaxRateList" : "PurchaseTaxRateList")
                .path("TaxRateDetail")
                .forEach(detail -> {
                    String rate = Json.text(detail, "TaxRateRef.value");
                    found.put(rate, Json.decimal(company.read("TaxRate", rate), "RateValue"));
                });
        return found;
    }
}
