package org.camelquickbooks.flow.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An amount that is earned over months is all of it, and no month has less than nothing. */
class ScheduleTest {

    private static final int MOST_MONTHS = 60;
    private static final int MOST_CENTS = 100_000_000;

    /** Each number of months, with the least amount, the most, and some between. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void portionsAreTheAmountToTheCent(long seed) {
        Random random = new Random(seed);
        for (int months = 1; months <= MOST_MONTHS; months++) {
            check(1, months);
            check(MOST_CENTS, months);
            check(1 + random.nextInt(MOST_CENTS), months);
            check(1 + random.nextInt(months), months);
        }
    }

    private static void check(int cents, int months) {
        BigDecimal amount = BigDecimal.valueOf(cents, 2);
        List<Portion> portions = Schedule.of(amount, LocalDate.of(2026, 1, 31), months);
        assertThat(portions).as("%s over %s months", amount, months).hasSize(months);
        assertThat(portions.stream().map(Portion::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("%s over %s months", amount, months)
                .isEqualByComparingTo(amount);
        assertThat(portions)
                .as("%s over %s months", amount, months)
                .allMatch(portion -> portion.amount().signum() >= 0);
    }
}
