package org.camelquickbooks.client.changes;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Where a consumer without a cursor starts.
 *
 * @param time null for the beginning of the books, for now, and for a date
 * @param date starts at midnight in the company's time zone; null if no date was given
 */
public record StartFrom(boolean now, Instant time, LocalDate date) {

    /** @throws IllegalArgumentException that names the option */
    public static StartFrom parse(String text) {
        if (text == null || text.equalsIgnoreCase("now")) {
            return new StartFrom(true, null, null);
        }
        if (text.equalsIgnoreCase("beginning")) {
            return new StartFrom(false, null, null);
        }
        try {
            return text.contains("T")
                    ? new StartFrom(false, OffsetDateTime.parse(text).toInstant(), null)
                    : new StartFrom(false, null, LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("startFrom='" + text
                    + "' is not valid; use now, beginning, a date such as 2026-01-31, or a time with its offset "
                    + "such as 2026-01-31T09:00:00-08:00");
        }
    }

    /** Whether one is to begin later than that. */
    boolean isLaterThan(Instant now) {
        // No zone is further behind.
        return date != null
                ? date.atStartOfDay(ZoneOffset.ofHours(-12)).toInstant().isAfter(now)
                : time != null && time.isAfter(now);
    }

    /** When that is for a company, of those that do not begin now. */
    Instant of(CompanyReads company) {
        if (date != null) {
            return company.midnight(date);
        }
        return time == null ? Cursor.BEGINNING : time;
    }
}
