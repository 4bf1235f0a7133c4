package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Values of JSON as columns have them; what does not fit its column is null there, and in the JSON as it is. */
final class Values {

    private static final int DIGITS_BEFORE_POINT = 18;
    private static final int DIGITS_AFTER_POINT = 10;
    private static final int LONGEST_KEY = 64;

    private Values() {}

    static Object of(JsonNode node, ColumnType type) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        try {
            return switch (type) {
                case KEY -> node.asText().length() > LONGEST_KEY ? null : text(node);
                case TEXT, JSON -> text(node);
                case DECIMAL -> decimal(node);
                case DATE -> LocalDate.parse(node.asText().substring(0, 10));
                case TIME -> OffsetDateTime.parse(node.asText()).toInstant();
                case BOOLEAN -> Boolean.valueOf(node.asText());
                case WHOLE -> Long.valueOf(node.asText());
            };
        } catch (DateTimeParseException | NumberFormatException | StringIndexOutOfBoundsException e) {
            return null;
        }
    }

    /** PostgreSQL has no text with the character 0. */
    private static String text(JsonNode node) {
        return node.asText().replace("\u0000", "");
    }

    private static BigDecimal decimal(JsonNode node) {
        BigDecimal number = node.isNumber() ? node.decimalValue() : new BigDecimal(node.asText());
        BigDecimal rounded = number.scale() > DIGITS_AFTER_POINT
                ? number.setScale(DIGITS_AFTER_POINT, RoundingMode.HALF_EVEN)
                : number;
        return rounded.precision() - rounded.scale() > DIGITS_BEFORE_POINT ? null : rounded;
    }
}
