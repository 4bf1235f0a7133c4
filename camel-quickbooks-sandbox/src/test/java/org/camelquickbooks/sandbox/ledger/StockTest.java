package org.camelquickbooks.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.junit.jupiter.api.Test;

/** First in, first out, whatever order transactions are written in. */
class StockTest {

    private final Ledger ledger = new Ledger();

    private void post(String id, int day, int quantity, long cost) {
        Movement movement = new Movement(
                "item",
                BigDecimal.valueOf(quantity),
                quantity > 0 ? cost : 0,
                "asset",
                "cogs",
                BigDecimal.valueOf(700));
        ledger.replace(key(id), new Entry(key(id), LocalDate.of(2026, 1, day), id, null, List.of(), List.of(movement)));
    }

    private static Entry.Key key(String id) {
        return new Entry.Key("Bill", new IdValue(id));
    }

    @Test
    void theFirstThatCameAreTheFirstToLeave() {
        post("1", 1, 10, 5_000);
        post("2", 2, 10, 8_000);
        post("3", 3, -12, 0);

        assertThat(ledger.balance("cogs")).isEqualTo(5_000 + 1_600);
        assertThat(ledger.balance("asset")).isEqualTo(-6_600);
        assertThat(ledger.quantity("item")).isEqualByComparingTo("8");
    }

    @Test
    void goodsThatComeLaterUnderAnEarlierDateChangeTheCost() {
        post("2", 2, 10, 8_000);
        post("3", 3, -10, 0);
        assertThat(ledger.balance("cogs")).isEqualTo(8_000);

        post("1", 1, 10, 5_000);

        assertThat(ledger.balance("cogs")).isEqualTo(5_000);
    }

    @Test
    void goodsThatLeaveBeforeTheyComeCostWhatTheItemCostsUntilTheyCome() {
        post("1", 1, -3, 0);
        assertThat(ledger.balance("cogs")).isEqualTo(2_100);

        post("2", 2, 3, 2_400);

        assertThat(ledger.balance("cogs")).isEqualTo(2_400);
    }

    @Test
    void takingATransactionBackTakesItsCostBack() {
        post("1", 1, 5, 2_500);
        post("2", 2, -5, 0);

        ledger.replace(key("2"), null);

        assertThat(ledger.balance("cogs")).isZero();
        assertThat(ledger.trialBalance()).isZero();
        assertThat(ledger.quantity("item")).isEqualByComparingTo("5");
    }

    @Test
    void centsThatDoNotDivideAreNotLost() {
        post("1", 1, 3, 1_000);
        post("2", 2, -1, 0);
        post("3", 3, -1, 0);
        post("4", 4, -1, 0);

        assertThat(ledger.balance("cogs")).isEqualTo(1_000);
    }
}
