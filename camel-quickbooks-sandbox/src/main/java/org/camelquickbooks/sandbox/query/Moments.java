package org.camelquickbooks.sandbox.query;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Dates and times as clients write them, in statements and in parameters. */
final class Moments {

    private Moments() {}

    /** Seconds since 1970; without an offset the text is in the company's zone, without a time it is the day's first. */
    static Long seconds(String text, ZoneId zone) {
        if (text.length() <= 10) {
            return LocalDate.parse(text).atStartOfDay(zone).toEpochSecond();
        }
        boolean offset = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > 10;
        return offset
                ? OffsetDateTime.parse(colon(text)).toEpochSecond()
                : LocalDateTime.parse(text).atZone(zone).toEpochSecond();
    }

    /** {@code -0800} is met as well as {@code -08:00}. */
    private static String colon(String text) {
        return text.matches(".*[+-]\\d{4}")
                ? text.substring(0, text.length() - 2) + ":" + text.substring(text.length() - 2)
                : text;
    }
}
