package org.camelquickbooks.flow.revenue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A prepaid item on an invoice or a sales receipt: what of it is earned in which month. Credits take from it from the
 * month in which they are given: what was earned too much until then is taken back in that month.
 */
final class Contract {

    /** One line of the document. */
    record Line(BigDecimal amount, LocalDate start) {}

    /** A credit memo, or a refund. */
    record Credit(BigDecimal amount, YearMonth month) {}

    private static final int CENTS = 2;

    private final Unit unit;
    private final Terms terms;
    private final int months;
    private final List<Line> lines = new ArrayList<>();
    private final List<Credit> credits = new ArrayList<>();

    /**
     * What it is of.
     *
     * @param customer the Id of who has paid
     * @param number of the document, as people know it
     * @param item the name of the item
     */
    record Terms(String customer, String number, String item, LocalDate date, Money money) {}

    /** A currency at a rate; both null in the company's own. */
    record Money(String currency, BigDecimal rate) {

        boolean isSame(Money other) {
            return String.valueOf(currency).equals(String.valueOf(other.currency))
                    && (rate == null ? BigDecimal.ONE : rate)
                                    .compareTo(other.rate == null ? BigDecimal.ONE : other.rate)
                            == 0;
        }
    }

    /** @param months over how many each line is earned */
    Contract(Unit unit, Terms terms, int months) {
        this.unit = unit;
        this.terms = terms;
        this.months = months;
    }

    Unit unit() {
        return unit;
    }

    int months() {
        return months;
    }

    Terms terms() {
        return terms;
    }

    void line(BigDecimal amount, LocalDate start) {
        lines.add(new Line(amount, start));
    }

    void credit(BigDecimal amount, YearMonth month) {
        credits.add(new Credit(amount, month));
    }

    /** What the document has of the item. */
    BigDecimal amount() {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What is left after all credits. */
    BigDecimal left() {
        return credits.stream().map(Credit::amount).reduce(amount(), BigDecimal::subtract);
    }

    /** What is earned in each month until one, to the cent; months with nothing are left out. */
    Map<YearMonth, BigDecimal> earned(YearMonth until) {
        Map<YearMonth, BigDecimal> earned = new TreeMap<>();
        YearMonth first = lines.stream()
                .map(line -> YearMonth.from(line.start()))
                .min(YearMonth::compareTo)
                .orElse(until);
        for (Credit credit : credits) {
            first = credit.month().isBefore(first) ? credit.month() : first;
        }
        BigDecimal before = BigDecimal.ZERO;
        for (YearMonth month = first; !month.isAfter(until); month = month.plusMonths(1)) {
            BigDecimal now = earnedBy(month);
            if (now.compareTo(before) != 0) {
                earned.put(month, now.subtract(before));
            }
            before = now;
        }
        return earned;
    }

    /** All that is earned by the end of a month, with the credits that are given by then. */
    private BigDecimal earnedBy(YearMonth month) {
        BigDecimal credited = credits.stream()
                .filter(credit -> !credit.month().isAfter(month))
                .map(Credit::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal whole = amount();
        BigDecimal rest = credited;
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            BigDecimal part = i == lines.size() - 1 || whole.signum() == 0
                    ? rest
                    : credited.multiply(line.amount()).divide(whole, CENTS, RoundingMode.HALF_UP);
            rest = rest.subtract(part);
            sum = sum.add(Schedule.earnedBy(line.amount().subtract(part), line.start(), months, month));
        }
        return sum;
    }
}
