package org.camelquickbooks.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Whether the amounts of a message add up. Nothing is put right here: what is wrong is for a person to see. */
final class Sums {

    private static final int CENTS = 2;

    private Sums() {}

    static List<Problem> problems(CanonicalType type, JsonNode message) {
        List<Problem> problems = new ArrayList<>();
        switch (type) {
            case ORDER, REFUND -> sale(message, problems);
            case BILL, PURCHASE -> {
                lines(message, problems);
                boolean plain =
                        !message.has("tax") || message.path("pricesIncludeTax").asBoolean();
                BigDecimal right = plain ? lineSum(message) : lineSum(message).add(amount(message, "tax"));
                differs(
                        "/total",
                        message.path("total"),
                        right,
                        "the sum of the lines" + (plain ? "" : ", plus tax"),
                        problems);
            }
            case PAYMENT -> payment(message, problems);
            default -> {
                // No sums.
            }
        }
        return problems;
    }

    private static void sale(JsonNode message, List<Problem> problems) {
        lines(message, problems);
        BigDecimal sum = lineSum(message).subtract(amount(message, "discount")).add(amount(message, "shipping"));
        boolean contained = message.path("pricesIncludeTax").asBoolean();
        BigDecimal total = contained ? sum : sum.add(amount(message, "tax"));
        if (total.signum() < 0) {
            problems.add(new Problem("/discount", "exceeds the sum of the lines by " + plain(total.negate())));
            return;
        }
        differs(
                "/total",
                message.path("total"),
                total,
                "the lines minus discount plus shipping" + (contained ? "" : ", plus tax"),
                problems);
    }

    private static void lines(JsonNode message, List<Problem> problems) {
        JsonNode lines = message.path("lines");
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = lines.path(i);
            if (line.has("quantity") && line.has("unitPrice")) {
                BigDecimal product = line.path("quantity")
                        .decimalValue()
                        .multiply(line.path("unitPrice").decimalValue())
                        .setScale(CENTS, RoundingMode.HALF_UP);
                differs("/lines/" + i + "/amount", line.path("amount"), product, "quantity times price", problems);
            }
        }
    }

    private static void payment(JsonNode message, List<Problem> problems) {
        BigDecimal split = BigDecimal.ZERO;
        for (JsonNode invoice : message.path("invoices")) {
            split = split.add(amount(invoice, "amount"));
        }
        BigDecimal over = split.subtract(amount(message, "amount"));
        if (over.signum() > 0) {
            problems.add(new Problem("/invoices", "are paid " + plain(over) + " more than the amount of the payment"));
        }
    }

    private static void differs(String pointer, JsonNode given, BigDecimal right, String what, List<Problem> problems) {
        BigDecimal difference = given.decimalValue().subtract(right);
        if (difference.signum() != 0) {
            problems.add(new Problem(
                    pointer,
                    plain(given.decimalValue()) + " is not " + what + ", which is " + plain(right) + " (difference "
                            + plain(difference) + ")"));
        }
    }

    static BigDecimal lineSum(JsonNode message) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : message.path("lines")) {
            sum = sum.add(line.path("amount").decimalValue());
        }
        return sum;
    }

    static BigDecimal amount(JsonNode message, String field) {
        return message.has(field) ? message.path(field).decimalValue() : BigDecimal.ZERO;
    }

    private static String plain(BigDecimal amount) {
        return amount.setScale(Math.max(CENTS, amount.stripTrailingZeros().scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
