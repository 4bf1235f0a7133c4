package org.camelquickbooks.flow.engine;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** The order of versions: numbers by their value, times by the instant, other texts letter by letter. */
final class Versions {

    private Versions() {}

    static int compare(String one, String other) {
        BigDecimal number = number(one);
        BigDecimal otherNumber = number(other);
        if (number != null && otherNumber != null) {
            return number.compareTo(otherNumber);
        }
        OffsetDateTime time = time(one);
        OffsetDateTime otherTime = time(other);
        if (time != null && otherTime != null) {
            return time.toInstant().compareTo(otherTime.toInstant());
        }
        return one.compareTo(other);
    }

    private static BigDecimal number(String text) {
        return text.matches("-?\\d{1,40}(\\.\\d{1,20})?") ? new BigDecimal(text) : null;
    }

    private static OffsetDateTime time(String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
