package org.camelquickbooks.flow.revenue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Spreads an amount evenly over months. The remaining cents are earned in the last month. */
public final class Schedule {

    private static final int CENTS = 2;

    private Schedule() {}

    /**
     * The portions, each at the end of its month.
     *
     * @param start a day of the first month
     * @param months over how many
     */
    public static List<Portion> of(BigDecimal amount, LocalDate start, int months) {
        if (months < 1) {
            throw new IllegalArgumentException("Revenue is spread over " + months + " months; it must be 1 or more");
        }
        List<Portion> portions = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO;
        for (int i = 1; i <= months; i++) {
            YearMonth month = YearMonth.from(start).plusMonths(i - 1L);
            BigDecimal now = earnedBy(amount, start, months, month);
            portions.add(new Portion(i, month.atEndOfMonth(), now.subtract(before)));
            before = now;
        }
        return portions;
    }

    /** What of an amount is earned by the end of a month. */
    static BigDecimal earnedBy(BigDecimal amount, LocalDate start, int months, YearMonth month) {
        long past = ChronoUnit.MONTHS.between(YearMonth.from(start), month) + 1;
        if (past <= 0) {
            return BigDecimal.ZERO;
        }
        return past >= months
                ? amount
                : amount.divide(BigDecimal.valueOf(months), CENTS, RoundingMode.DOWN)
                        .multiply(BigDecimal.valueOf(past));
    }
}
