package org.camelquickbooks.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No mapping makes money or loses it, whatever is sold. */
class MappingPropertiesTest {

    private static final int ORDERS_A_SEED = 250;

    private final ToQuickBooks mapping = new ToQuickBooks((entity, field, value) -> entity + "/" + value);

    /** What holds for one order. */
    private interface Property {
        void holds(ObjectNode order, boolean flag);
    }

    private static void forOrders(long seed, Property property) {
        RandomOrders orders = new RandomOrders(seed);
        for (int number = 1; number <= ORDERS_A_SEED; number++) {
            ObjectNode order = orders.next();
            String printed = order.toString();
            try {
                property.holds(order, orders.flag());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Seed %d, order %d: %s".formatted(seed, number, printed), e);
            }
        }
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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theTotalOfTheInvoiceIsThatOfTheOrder(long seed) {
        forOrders(seed, (order, flag) -> {
            assertThat(Canonical.problems(CanonicalType.ORDER, order)).isEmpty();
            assertThat(totalOf(mapping.invoice(order)))
                    .isEqualByComparingTo(order.path("total").decimalValue());
            assertThat(totalOf(mapping.estimate(order)))
                    .isEqualByComparingTo(order.path("total").decimalValue());
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eachLineIsWhatQuickBooksReckons(long seed) {
        forOrders(seed, (order, flag) -> {
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
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aCentMoreOrLessIsSeen(long seed) {
        forOrders(seed, (order, more) -> {
            BigDecimal cent = new BigDecimal(more ? "0.01" : "-0.01");
            BigDecimal wrong = order.path("total").decimalValue().add(cent);
            if (wrong.signum() < 0) {
                return;
            }
            order.put("total", wrong);
            assertThat(Canonical.problems(CanonicalType.ORDER, order))
                    .anySatisfy(problem -> assertThat(problem.pointer()).isEqualTo("/total"));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void thereAndBackItIsTheSameMoney(long seed) {
        forOrders(seed, (order, flag) -> {
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
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aMappingChangesNothingOfTheMessage(long seed) {
        forOrders(seed, (order, flag) -> {
            ObjectNode before = order.deepCopy();
            ObjectNode once = mapping.invoice(order);
            assertThat(order).isEqualTo(before);
            assertThat(mapping.invoice(order)).isEqualTo(once);
        });
    }
}
