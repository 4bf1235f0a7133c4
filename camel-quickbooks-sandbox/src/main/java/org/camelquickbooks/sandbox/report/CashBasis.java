package org.camelquickbooks.sandbox.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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

    /** How much of a form has been settled by the end of a day, as a fraction. */
    record Share(LocalDate date, long settled, long owed) {

        /** What of an amount counts by then. */
        long of(long cents) {
            return BigDecimal.valueOf(cents)
                    .multiply(BigDecimal.valueOf(settled))
                    .divide(BigDecimal.valueOf(owed), 0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
    }

    private final Map<Entry.Key, Form> forms = new HashMap<>();
    private final Map<Entry.Key, List<Share>> shares = new HashMap<>();
    private final List<Line> result = new ArrayList<>();
    private final String unappliedIncome;
    private final String unappliedExpense;
    private final Predicate<String> statement;

    /**
     * @param accrual all lines in the order of their dates
     * @param statement whether an account is one of profit and loss: those take the cents that rounding leaves over, so
     *     that taxes are exact
     */
    CashBasis(List<Line> accrual, String unappliedIncome, String unappliedExpense, Predicate<String> statement) {
        this.unappliedIncome = unappliedIncome;
        this.unappliedExpense = unappliedExpense;
        this.statement = statement;
        collect(accrual);
        settle(accrual);
    }

    /** The lines that count on a cash basis, in no order. */
    List<Line> lines() {
        return result;
    }

    /** How much of a form counts, day by day; null for what counts at once. */
    List<Share> shares(Entry.Key form) {
        Form found = forms.get(form);
        return found == null || found.owed == 0 ? null : shares.getOrDefault(form, List.of());
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
        shares.computeIfAbsent(form.entry.key(), k -> new ArrayList<>())
                .add(new Share(settlement.date, form.settled, form.owed));
        long[] now = share(form);
        for (int i = 0; i < now.length; i++) {
            Line line = form.lines.get(i);
            long cents = now[i] - form.recognized[i];
            if (cents != 0) {
                // Costs that turned out later than a closed period count no earlier than there.
                result.add(line.on(later(settlement.date, line.date()), cents));
            }
        }
        form.recognized = now;
    }

    /** What of each line counts after so much has been settled: in proportion, and to the cent in all. */
    private long[] share(Form form) {
        Share share = new Share(null, form.settled, form.owed);
        long[] parts = new long[form.lines.size()];
        long sum = 0;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = share.of(form.lines.get(i).posting().home());
            sum += parts[i];
        }
        int largest = largest(form, true);
        largest = largest < 0 ? largest(form, false) : largest;
        if (largest >= 0) {
            parts[largest] += -form.settled - sum;
        }
        return parts;
    }

    private int largest(Form form, boolean ofStatement) {
        int largest = -1;
        long most = -1;
        for (int i = 0; i < form.lines.size(); i++) {
            Posting posting = form.lines.get(i).posting();
            boolean fits = posting.side() == Side.PLAIN && (!ofStatement || statement.test(posting.account()));
            if (fits && Math.abs(posting.home()) > most) {
                largest = i;
                most = Math.abs(posting.home());
            }
        }
        return largest;
    }

    private Line unapplied(Line line, long cents, LocalDate date) {
        String account = line.posting().side() == Side.RECEIVABLE ? unappliedIncome : unappliedExpense;
        return line.to(account).on(date, cents);
    }
}
