package org.camelquickbooks.flow.engine;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.apache.camel.Exchange;

/** The month for which a flow is started. */
public final class Months {

    private Months() {}

    /** That of the body; the last one where it is empty. */
    public static YearMonth of(String flow, Exchange exchange) {
        String text = exchange.getMessage().getBody(String.class);
        if (text == null || text.isBlank()) {
            return YearMonth.from(Journals.now(exchange.getContext()).atZone(ZoneOffset.UTC))
                    .minusMonths(1);
        }
        try {
            return YearMonth.parse(text.trim());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "The " + flow + " flow needs a month such as 2026-01, or an empty body, not '" + text + "'", e);
        }
    }
}
