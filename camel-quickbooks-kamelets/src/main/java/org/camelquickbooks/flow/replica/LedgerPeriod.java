package org.camelquickbooks.flow.replica;

import java.time.LocalDate;
import java.time.YearMonth;

/** A part of the ledger that is read at once: a month, or what lies before the first or after the last one. */
record LedgerPeriod(String name, LocalDate from, LocalDate until, long revision) {

    static final String EARLIER = "earlier";
    static final String LATER = "later";

    /** It is asked for only where something has a day in it: QuickBooks may have nothing as old as that. */
    static final String EARLIEST = "earliest";

    static final LocalDate BEGINNING = LocalDate.of(1970, 1, 1);
    private static final LocalDate OLDEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate END = LocalDate.of(2099, 12, 31);

    /** @param first the first month of all, and the last one */
    static LedgerPeriod of(String name, long revision, YearMonth first, YearMonth last) {
        return switch (name) {
            case EARLIEST -> new LedgerPeriod(name, OLDEST, BEGINNING.minusDays(1), revision);
            case EARLIER -> new LedgerPeriod(name, BEGINNING, first.atDay(1).minusDays(1), revision);
            case LATER -> new LedgerPeriod(name, last.atEndOfMonth().plusDays(1), END, revision);
            default -> {
                YearMonth month = YearMonth.parse(name);
                yield new LedgerPeriod(name, month.atDay(1), month.atEndOfMonth(), revision);
            }
        };
    }
}
