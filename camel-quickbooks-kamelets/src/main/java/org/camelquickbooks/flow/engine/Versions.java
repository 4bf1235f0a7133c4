package org.camelquickbooks.flow.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of versions: numbers by their value, times by the instant, numbers with the same word before them part by
 * part ({@code v9} before {@code v10}, {@code 1.9.0} before {@code 1.10.0}), other texts letter by letter.
 */
final class Versions {

    private static final Pattern NUMBERED = Pattern.compile("(\\D*)(\\d{1,40}(?:\\.\\d{1,40})*)");

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
        Matcher parts = NUMBERED.matcher(one);
        Matcher otherParts = NUMBERED.matcher(other);
        return parts.matches() && otherParts.matches() && parts.group(1).equals(otherParts.group(1))
                ? compareParts(parts.group(2).split("\\."), otherParts.group(2).split("\\."))
                : one.compareTo(other);
    }

    private static int compareParts(String[] one, String[] other) {
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            int order = new BigInteger(one[i]).compareTo(new BigInteger(other[i]));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.length, other.length);
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
