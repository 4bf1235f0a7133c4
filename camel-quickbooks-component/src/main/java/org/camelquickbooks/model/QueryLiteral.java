package org.camelquickbooks.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.Date;

/** Writes a value as a literal of the query language. A value can never become more than one literal. */
public final class QueryLiteral {

    private QueryLiteral() {}

    /** @throws IllegalArgumentException where the language has no literal for such a value */
    public static String of(Object value) {
        if (value instanceof Date date) {
            return of(date.toInstant());
        }
        if (value instanceof Calendar calendar) {
            return of(calendar.toInstant());
        }
        if (value instanceof Instant instant) {
            return of(instant.atOffset(ZoneOffset.UTC));
        }
        if (value instanceof ZonedDateTime time) {
            return of(time.toOffsetDateTime());
        }
        if (value instanceof OffsetDateTime time) {
            // QuickBooks keeps seconds.
            return quoted(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(ChronoUnit.SECONDS)));
        }
        if (value instanceof Number number && !JsonLimits.allows(number)) {
            throw new IllegalArgumentException(JsonLimits.reason(number.toString()));
        }
        if (value instanceof BigDecimal decimal) {
            return quoted(decimal.toPlainString());
        }
        if (value instanceof Number number) {
            return quoted(plain(number));
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof CharSequence || value instanceof LocalDate || value instanceof Enum) {
            return quoted(value.toString());
        }
        throw new IllegalArgumentException("A value of " + (value == null ? "null" : value.getClass())
                + " cannot be a value in a query; use text, a number, a boolean, a date, a time, or a list of "
                + "these for IN");
    }

    private static String plain(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return new BigDecimal(number.toString()).toPlainString();
        }
        return number instanceof BigInteger big ? big.toString() : Long.toString(number.longValue());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('\'');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('\'').toString();
    }
}
