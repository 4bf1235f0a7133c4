package org.camelquickbooks.sandbox.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Side;

/**
 * The books on a cash basis: a form counts as far as it has been paid, on the day of the payment or on its own, whichever
 * is later. What is paid and not applied stands on the accounts for unapplied cash until it is. Journal entries, deposits
 * and expenses count as they were posted, also where they stand on receivables and payables.
 */
final class CashBasis {

    private static final Set<String> DEFERRED = Set.of("Invoice", "CreditMemo", "Bill", "VendorCredit");

    /** A form, the lines that are deferred, and how much of each has been recognized. */
    private static final class Form {
        private final Entry entry;
        private final List<Line> lines = new ArrayList<>();
        private long owed;
        private long settled;
        private long[] recognized;

        Form(Entry entry) {
            this.entry = entry;
        }
    }

    /** A part of a form that is settled. */
    private record Settlement(LocalDate date, Line line, Entry by) {}

    private final Map<Entry.Key, Form> forms = new HashMap<>();
    private final List<Line> result = new ArrayList<>();
    private final String unappliedIncome;
    private final String unappliedExpense;

    private CashBasis(String unappliedIncome, String unappliedExpense) {
        this.unappliedIncome = unappliedIncome;
        this.unappliedExpense = unappliedExpense;
    }

    /** @param accrual all lines in the order of their dates */
    static List<Line> of(List<Line> accrual, String unappliedIncome, String unappliedExpense) {
        CashBasis basis = new CashBasis(unappliedIncome, unappliedExpense);
        basis.collect(accrual);
        basis.settle(accrual);
        return basis.result;
    }

    private void collect(List<Line> accrual) {
        for (Line line : accrual) {
            Entry entry = line.entry();
            if (!DEFERRED.contains(entry.key().type())) {
                continue;
            }
            Form form = forms.computeIfAbsent(entry.key(), k -> new Form(entry));
            boolean prepaid = line.posting().settles(entry.key());
            if (line.posting().side() == Side.RECEIVABLE || line.posting().side() == Side.PAYABLE || prepaid) {
                form.owed += line.posting().home();
            } else {
                form.lines.add(line);
            }
        }
        forms.values().forEach(form -> form.recognized = new long[form.lines.size()]);
    }

    private void settle(List<Line> accrual) {
        List<Settlement> settlements = new ArrayList<>();
        for (Line line : accrual) {
            Posting posting = line.posting();
            Form own = forms.get(line.entry().key());
            Form target = posting.settles() == null
                    ? null
                    : forms.get(posting.settles().entry());
            if (own != null) {
                if (own.owed == 0) {
                    // Nothing to wait for: what a form of zero posts counts at once.
                    keep(own, line);
                } else if (target == own) {
                    result.add(line);
                    settlements.add(new Settlement(line.date(), line, line.entry()));
                }
            } else if (target != null) {
                settlements.add(new Settlement(later(line.date(), target.entry.date()), line, line.entry()));
            } else if ((posting.side() == Side.RECEIVABLE || posting.side() == Side.PAYABLE)
                    && posting.settles() == null
                    && line.entry().key().type().endsWith("Payment")) {
                result.add(unapplied(line, posting.home(), line.date()));
            } else {
                result.add(line);
            }
        }
        settlements.sort((a, b) -> a.date.compareTo(b.date));
        settlements.forEach(this::recognize);
    }

    private void keep(Form form, Line line) {
        if (line.posting().side() == Side.PLAIN || line.posting().side() == Side.COST) {
            result.add(line);
        } else if (form.lines.isEmpty()) {
            result.add(line);
        }
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private void recognize(Settlement settlement) {
        Posting posting = settlement.line.posting();
        Form form = forms.get(posting.settles().entry());
        boolean prepaid = settlement.by.key().equals(form.entry.key());
        // A payment's line has the sign against the form's; a deposit on the form itself the form's own.
        long part = prepaid ? posting.home() : -posting.home();
        if (!prepaid && settlement.date.isAfter(settlement.line.date())) {
            result.add(unapplied(settlement.line, posting.home(), settlement.line.date()));
            result.add(unapplied(settlement.line, -posting.home(), settlement.date));
        }
        form.settled += part;
        long[] now = share(form);
        for (int i = 0; i < now.length; i++) {
            Line line = form.lines.get(i);
            long cents = now[i] - form.recognized[i];
            if (cents != 0) {
                result.add(line.on(settlement.date, cents));
            }
        }
        form.recognized = now;
    }

    /** What of each line counts after so much has been settled: in proportion, and to the cent in all. */
    private static long[] share(Form form) {
        long[] shares = new long[form.lines.size()];
        long sum = 0;
        int largest = -1;
        for (int i = 0; i < shares.length; i++) {
            long cents = form.lines.get(i).posting().home();
            shares[i] = BigDecimal.valueOf(cents)
                    .multiply(BigDecimal.valueOf(form.settled))
                    .divide(BigDecimal.valueOf(form.owed), 0, RoundingMode.HALF_UP)
                    .longValueExact();
            sum += shares[i];
            boolean plain = form.lines.get(i).posting().side() == Side.PLAIN;
            if (plain
                    && (largest < 0
                            || Math.abs(cents)
                                    > Math.abs(form.lines.get(largest).posting().home()))) {
                largest = i;
            }
        }
        if (largest >= 0) {
            shares[largest] += -form.settled - sum;
        }
        return shares;
    }

    private Line unapplied(Line line, long cents, LocalDate date) {
        String account = line.posting().side() == Side.RECEIVABLE ? unappliedIncome : unappliedExpense;
        return line.to(account).on(date, cents);
    }
}
