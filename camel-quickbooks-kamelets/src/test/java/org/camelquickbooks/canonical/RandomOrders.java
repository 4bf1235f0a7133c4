package org.camelquickbooks.canonical;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.camelquickbooks.model.Json;

/** Orders whose sums are right, the same for the same seed: of few lines and many, with the ends of each range among them. */
final class RandomOrders {

    private static final int MOST_LINES = 20;
    private static final int ONE_IN = 5;

    private final Random random;

    RandomOrders(long seed) {
        random = new Random(seed);
    }

    ObjectNode next() {
        ObjectNode order = Json.object().put("id", "1").put("date", "2026-01-31");
        order.putObject("customer").put("name", "A");
        ArrayNode lines = order.putArray("lines");
        BigDecimal sum = BigDecimal.ZERO;
        for (int left = 1 + random.nextInt(MOST_LINES); left > 0; left--) {
            BigDecimal quantity = number("0.00001", "9999", 5);
            BigDecimal price = number("0", "9999", 7);
            BigDecimal amount = quantity.multiply(price).setScale(2, RoundingMode.HALF_UP);
            lines.addObject()
                    .put("item", "Tea")
                    .put("quantity", quantity)
                    .put("unitPrice", price)
                    .put("amount", amount);
            sum = sum.add(amount);
        }
        BigDecimal discount = number("0", "99.99", 2).min(sum);
        BigDecimal shipping = number("0", "99.99", 2);
        BigDecimal tax = number("0", "99.99", 2);
        boolean contained = random.nextBoolean();
        order.put("discount", discount)
                .put("shipping", shipping)
                .put("tax", tax)
                .put("pricesIncludeTax", contained);
        BigDecimal total = sum.subtract(discount).add(shipping);
        return order.put("total", contained ? total : total.add(tax));
    }

    boolean flag() {
        return random.nextBoolean();
    }

    /** From the least to the most, in steps of the scale; now and then exactly one of the two. */
    private BigDecimal number(String least, String most, int scale) {
        BigDecimal low = new BigDecimal(least).setScale(scale);
        BigDecimal high = new BigDecimal(most).setScale(scale);
        if (random.nextInt(ONE_IN) == 0) {
            return random.nextBoolean() ? low : high;
        }
        long steps = high.subtract(low).unscaledValue().longValueExact();
        return low.add(BigDecimal.valueOf(random.nextLong(steps + 1), scale));
    }
}
