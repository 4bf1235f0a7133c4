package org.camelquickbooks.flow.report;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.apache.camel.Message;

/**
 * The days that are compared.
 *
 * @param since the first; null for all
 * @param until the last; null for all
 */
record Period(LocalDate since, LocalDate until) {

    /** That of the headers, or else of the flow's parameters. */
    static Period of(Message message, String since, String until) {
        Period period = new Period(
                day(message, "CamelQuickBooksSince", since, "since"),
                day(message, "CamelQuickBooksUntil", until, "until"));
        if (period.since != null && period.until != null && period.until.isBefore(period.since)) {
            throw new IllegalArgumentException(
                    "The reconciliation has until=" + period.until + " before since=" + period.since);
        }
        return period;
    }

    private static LocalDate day(Message message, String header, String parameter, String name) {
        String given = message.getHeader(header, String.class);
        String text = given != null && !given.isBlank() ? given : parameter;
        if (text.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(text.trim());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " is '" + text + "'; use a date such as 2026-01-31", e);
        }
    }

    boolean isAll() {
        return since == null && until == null;
    }

    /** Whether a day is within; what has no day is in all periods. */
    boolean has(String day) {
        return day == null
                || (since == null || day.compareTo(since.toString()) >= 0)
                        && (until == null || day.compareTo(until.toString()) <= 0);
    }
}
