package org.camelquickbooks.sandbox.entity;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Movement;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting;

/** The period that Preferences.AccountingInfoPrefs.BookCloseDate has closed. */
final class ClosedPeriod {

    private ClosedPeriod() {}

    static void check(Lookup books, LocalDate date) {
        String closed = Json.text(books.preferences(), "AccountingInfoPrefs.BookCloseDate");
        if (closed != null && !date.isAfter(LocalDate.parse(closed))) {
            throw new QuickBooksFault(
                    FaultCode.PERIOD_CLOSED,
                    "Account Period Closed, Cannot Update Through Services API : The account period has closed and the"
                            + " account books cannot be updated through through the QBO Services API. Please use the"
                            + " QBO website to make these changes.");
        }
    }

    /** Refuses an entry in the closed period that moves other accounts, parties or goods than before. */
    static void check(Lookup books, Entry former, Entry entry) {
        if (former != null
                && entry != null
                && former.date().equals(entry.date())
                && sums(former).equals(sums(entry))) {
            return;
        }
        if (former != null) {
            check(books, former.date());
        }
        if (entry != null) {
            check(books, entry.date());
        }
    }

    private record Place(String account, Party party, String item) {}

    private static Map<Place, Object> sums(Entry entry) {
        Map<Place, Object> sums = new HashMap<>();
        for (Posting p : entry.postings()) {
            Party party = p.isOpen() ? p.tags().party() : null;
            sums.merge(new Place(p.account(), party, null), p.home(), (a, b) -> (Long) a + (Long) b);
        }
        sums.values().removeIf(cents -> cents.equals(0L));
        for (Movement m : entry.movements()) {
            sums.merge(
                    new Place(m.asset(), null, m.item() + "/" + m.offset()),
                    m.quantity().stripTrailingZeros().toPlainString() + " " + m.cost(),
                    (a, b) -> a + ", " + b);
        }
        return sums;
    }
}
