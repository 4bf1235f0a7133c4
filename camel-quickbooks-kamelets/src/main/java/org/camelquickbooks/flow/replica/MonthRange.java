package org.camelquickbooks.flow.replica;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Months, the last one included, by the time in UTC at which rows were created. */
record MonthRange(YearMonth first, YearMonth last) {

    static MonthRange parse(String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split("/");
        return new MonthRange(YearMonth.parse(parts[0]), YearMonth.parse(parts[1]));
    }

    Instant from() {
        return first.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The instant after the last. */
    Instant until() {
        return last.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    YearMonth middle() {
        return first.plusMonths(ChronoUnit.MONTHS.between(first, last) / 2);
    }

    @Override
    public String toString() {
        return first + "/" + last;
    }
}
