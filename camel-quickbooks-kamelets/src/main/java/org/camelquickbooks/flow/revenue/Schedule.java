package org.camelquickbooks.flow.revenue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Spreads an amount over months, evenly; the cents that do not divide are earned last. */
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
            throw new IllegalArgumentException("Revenue is spread over " + months + " months; it is 1 or more");
        }
        BigDecimal each = amount.divide(BigDecimal.valueOf(months), CENTS, RoundingMode.DOWN);
        List<Portion> portions = new ArrayList<>();
        BigDecimal rest = amount;
        for (int i = 1; i <= months; i++) {
            BigDecimal portion = i == months ? rest : each;
            rest = rest.subtract(portion);
            portions.add(new Portion(i, YearMonth.from(start).plusMonths(i - 1L).atEndOfMonth(), portion));
        }
        return portions;
    }

    /**
     * The same portion where its month is closed: on the first day that is open.
     *
     * @param closed the last day on which nothing can be posted; null for none
     */
    public static Portion open(Portion portion, LocalDate closed) {
        return closed == null || portion.date().isAfter(closed)
                ? portion
                : new Portion(portion.number(), closed.plusDays(1), portion.amount());
    }
}
