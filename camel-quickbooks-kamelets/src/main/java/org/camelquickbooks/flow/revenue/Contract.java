package org.camelquickbooks.flow.revenue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A prepaid item on an invoice or a sales receipt: what of it is earned in which month. Credits take from it from the
 * month in which they are given: what was earned too much until then is taken back in that month.
 */
final class Contract {

    /** One line of the document. */
    private record Line(BigDecimal amount, LocalDate start, Posted posted) {}

    /** A credit memo, or a refund. */
    private record Credit(BigDecimal amount, YearMonth month) {}

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
    record Terms(String customer, String number, String item) {}

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

    /** @param posted how what is earned of the line is posted */
    void line(BigDecimal amount, LocalDate start, Posted posted) {
        lines.add(new Line(amount, start, posted));
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

    /** What is earned in each month until one, to the cent, by how it is posted; what is nothing is left out. */
    Map<YearMonth, Map<Posted, BigDecimal>> earned(YearMonth until) {
        Map<YearMonth, Map<Posted, BigDecimal>> earned = new TreeMap<>();
        YearMonth first = lines.stream()
                .map(line -> YearMonth.from(line.start()))
                .min(YearMonth::compareTo)
                .orElse(until);
        for (Credit credit : credits) {
            first = credit.month().isBefore(first) ? credit.month() : first;
        }
        Map<Posted, BigDecimal> before = Map.of();
        for (YearMonth month = first; !month.isAfter(until); month = month.plusMonths(1)) {
            Map<Posted, BigDecimal> now = earnedBy(month);
            for (Map.Entry<Posted, BigDecimal> each : now.entrySet()) {
                BigDecimal more = each.getValue().subtract(before.getOrDefault(each.getKey(), BigDecimal.ZERO));
                if (more.signum() != 0) {
                    earned.computeIfAbsent(month, key -> new LinkedHashMap<>()).put(each.getKey(), more);
                }
            }
            before = now;
        }
        return earned;
    }

    /** All that is earned by the end of a month, with the credits that are given by then. */
    private Map<Posted, BigDecimal> earnedBy(YearMonth month) {
        BigDecimal credited = credits.stream()
                .filter(credit -> !credit.month().isAfter(month))
                .map(Credit::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal whole = amount();
        BigDecimal rest = credited;
        Map<Posted, BigDecimal> earned = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            BigDecimal part = i == lines.size() - 1 || whole.signum() == 0
                    ? rest
                    : credited.multiply(line.amount()).divide(whole, CENTS, RoundingMode.HALF_UP);
            rest = rest.subtract(part);
            earned.merge(
                    line.posted(),
                    Schedule.earnedBy(line.amount().subtract(part), line.start(), months, month),
                    BigDecimal::add);
        }
        return earned;
    }
}
