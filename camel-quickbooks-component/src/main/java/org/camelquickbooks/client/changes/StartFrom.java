package org.camelquickbooks.client.changes;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Where one begins who has no cursor yet.
 *
 * @param time null for the beginning of the books, or for now
 */
public record StartFrom(boolean now, Instant time) {

    /** @throws IllegalArgumentException that names the option */
    public static StartFrom parse(String text) {
        if (text == null || text.equalsIgnoreCase("now")) {
            return new StartFrom(true, null);
        }
        if (text.equalsIgnoreCase("beginning")) {
            return new StartFrom(false, null);
        }
        try {
            return new StartFrom(
                    false,
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("startFrom='" + text + "' is no start; write now, beginning, a date such"
                    + " as 2026-01-31, or a time with its offset such as 2026-01-31T09:00:00-08:00");
        }
    }
}
