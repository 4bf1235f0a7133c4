package org.camelquickbooks.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.camelquickbooks.model.Json;

/** No mapping makes money or loses it, whatever is sold. */
class MappingPropertiesTest {

    private final ToQuickBooks mapping = new ToQuickBooks((entity, field, value) -> entity + "/" + value);

    @Provide
    Arbitrary<ObjectNode> orders() {
        Arbitrary<BigDecimal> quantities = Arbitraries.bigDecimals()
                .between(new BigDecimal("0.00001"), new BigDecimal("9999"))
                .ofScale(5);
        Arbitrary<BigDecimal> prices = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("9999"))
                .ofScale(7);
        Arbitrary<ObjectNode> lines = Combinators.combine(quantities, prices).as((quantity, price) -> {
            ObjectNode line = Json.object().put("item", "Tea");
            line.put("quantity", quantity).put("unitPrice", price);
            return line.put("amount", quantity.multiply(price).setScale(2, RoundingMode.HALF_UP));
        });
        Arbitrary<BigDecimal> small = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("99.99"))
                .ofScale(2);
        return Combinators.combine(
                        lines.list().ofMinSize(1).ofMaxSize(20), small, small, small, Arbitraries.of(true, false))
                .as(MappingPropertiesTest::order);
    }

    private static ObjectNode order(
            List<ObjectNode> lines, BigDecimal discount, BigDecimal shipping, BigDecimal tax, boolean contained) {
        ObjectNode order = Json.object().put("id", "1").put("date", "2026-01-31");
        order.putObject("customer").put("name", "A");
        ArrayNode array = order.putArray("lines");
        BigDecimal sum = BigDecimal.ZERO;
        for (ObjectNode line : lines) {
            array.add(line);
            sum = sum.add(line.path("amount").decimalValue());
        }
        BigDecimal taken = discount.min(sum);
        order.put("discount", taken).put("shipping", shipping).put("tax", tax).put("pricesIncludeTax", contained);
        BigDecimal total = sum.subtract(taken).add(shipping);
        return order.put("total", contained ? total : total.add(tax));
    }

    /** What QuickBooks makes of a sales form: lines less discounts, plus tax that is not contained. */
    private static BigDecimal totalOf(ObjectNode sale) {
        BigDecimal total = BigDecimal.ZERO;
        for (JsonNode line : sale.path("Line")) {
            BigDecimal amount = line.path("Amount").decimalValue();
            total = line.path("DetailType").asText().equals("DiscountLineDetail")
                    ? total.subtract(amount)
                    : total.add(amount);
        }
        boolean contained = sale.path("GlobalTaxCalculation").asText().equals("TaxInclusive");
        JsonNode tax = sale.at("/TxnTaxDetail/TotalTax");
        return contained || tax.isMissingNode() ? total : total.add(tax.decimalValue());
    }

    @Property
    void theTotalOfTheInvoiceIsThatOfTheOrder(@ForAll("orders") ObjectNode order) {
        assertThat(Canonical.problems(CanonicalType.ORDER, order)).isEmpty();
        assertThat(totalOf(mapping.invoice(order)))
                .isEqualByComparingTo(order.path("total").decimalValue());
        assertThat(totalOf(mapping.estimate(order)))
                .isEqualByComparingTo(order.path("total").decimalValue());
    }

    @Property
    void eachLineIsWhatQuickBooksReckons(@ForAll("orders") ObjectNode order) {
        for (JsonNode line : mapping.invoice(order).path("Line")) {
            JsonNode detail = line.path("SalesItemLineDetail");
            if (detail.has("Qty")) {
                BigDecimal product = detail.path("Qty")
                        .decimalValue()
                        .multiply(detail.path("UnitPrice").decimalValue())
                        .setScale(2, RoundingMode.HALF_UP);
                // Else it would be refused with 6070.
                assertThat(line.path("Amount").decimalValue()).isEqualByComparingTo(product);
            }
        }
    }

    @Property
    void aCentMoreOrLessIsSeen(@ForAll("orders") ObjectNode order, @ForAll boolean more) {
        BigDecimal cent = new BigDecimal(more ? "0.01" : "-0.01");
        BigDecimal wrong = order.path("total").decimalValue().add(cent);
        if (wrong.signum() < 0) {
            return;
        }
        order.put("total", wrong);
        assertThat(Canonical.problems(CanonicalType.ORDER, order))
                .anySatisfy(problem -> assertThat(problem.pointer()).isEqualTo("/total"));
    }

    @Property
    void thereAndBackItIsTheSameMoney(@ForAll("orders") ObjectNode order) {
        order.put("pricesIncludeTax", false);
        BigDecimal sum =
                Sums.lineSum(order).subtract(Sums.amount(order, "discount")).add(Sums.amount(order, "shipping"));
        order.put("total", sum.add(Sums.amount(order, "tax")));
        ObjectNode invoice = mapping.invoice(order);
        // As QuickBooks answers: with an Id, names beside Ids, and the total.
        invoice.put("Id", "1").set("TotalAmt", order.path("total"));
        ((ObjectNode) invoice.path("CustomerRef")).put("name", "A");
        invoice.path("Line").forEach(line -> {
            if (line.at("/SalesItemLineDetail/ItemRef").isObject()) {
                ((ObjectNode) line.at("/SalesItemLineDetail/ItemRef")).put("name", "Tea");
            }
        });
        ObjectNode back = FromQuickBooks.message("Invoice", invoice);
        assertThat(Canonical.problems(CanonicalType.ORDER, back)).isEmpty();
        assertThat(back.path("total")).isEqualTo(order.path("total"));
        assertThat(Sums.lineSum(back)).isEqualByComparingTo(Sums.lineSum(order));
    }

    @Property
    void aMappingChangesNothingOfTheMessage(@ForAll("orders") ObjectNode order) {
        ObjectNode before = order.deepCopy();
        ObjectNode once = mapping.invoice(order);
        assertThat(order).isEqualTo(before);
        assertThat(mapping.invoice(order)).isEqualTo(once);
    }
}
