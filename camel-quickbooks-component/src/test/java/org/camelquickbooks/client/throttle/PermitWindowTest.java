package org.camelquickbooks.client.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermitWindowTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void noWindowHasMoreThanTheLimitAndNobodyWaitsLongerThanNeeded() {
        Random random = new Random(7);
        PermitWindow window = new PermitWindow(60 * SECOND);
        ArrayDeque<Long> given = new ArrayDeque<>();
        long now = 0;
        for (int i = 0; i < 5_000; i++) {
            now += random.nextInt(200) * SECOND / 1_000;
            long wait = window.nanosToWait(now, 100);
            if (wait > 0) {
                assertThat(window.nanosToWait(now + wait - 1, 100)).isEqualTo(1);
                now += wait;
                assertThat(window.nanosToWait(now, 100)).isZero();
            }
            window.take(now);
            given.add(now);
            while (now - given.peekFirst() >= 60 * SECOND) {
                given.removeFirst();
            }
            assertThat(given).hasSizeLessThanOrEqualTo(100);
        }
    }

    /**
     * Requests are sent some time after the permit, and arrive before their answer. Where answers take long, they arrive
     * within a fifth of a second; where answers are quick, now and then one is late, since the machine is busy.
     */
    @ParameterizedTest(name = "one in {0} is up to {1} ms on its way, answered in {2} to {3} ms")
    @CsvSource({"1, 200, 150, 400", "20, 950, 0, 50"})
    void noSecondHasMoreThanTenArrivalsHoweverLongRequestsAreOnTheirWay(int oneIn, int late, int quick, int slow) {
        Random random = new Random(11);
        SecondWindow window = new SecondWindow();
        List<Long> arrivals = new ArrayList<>();
        List<long[]> answers = new ArrayList<>();
        List<SecondWindow.Given> permits = new ArrayList<>();
        Map<Integer, Long> sendings = new HashMap<>();
        long now = 0;
        for (int i = 0; i < 3_000; i++) {
            now += random.nextInt(30) * SECOND / 1_000;
            now += window.nanosToWait(now, 10);
            for (int j = answers.size() - 1; j >= 0; j--) {
                if (sendings.containsKey((int) answers.get(j)[1]) && sendings.get((int) answers.get(j)[1]) <= now) {
                    int sent = (int) answers.get(j)[1];
                    window.sent(permits.get(sent), sendings.remove(sent));
                }
                if (answers.get(j)[0] <= now) {
                    window.answered(permits.get((int) answers.get(j)[1]), answers.get(j)[0]);
                    answers.remove(j);
                }
            }
            if (window.nanosToWait(now, 10) > 0) {
                continue;
            }
            permits.add(window.take(now, false));
            // A process that stalls sends late.
            long sending = now + (random.nextInt(20) == 0 ? random.nextInt(3_000) * SECOND / 1_000 : 0);
            sendings.put(permits.size() - 1, sending);
            long arrival = sending + (random.nextInt(oneIn) == 0 ? random.nextInt(late) : 5) * SECOND / 1_000;
            arrivals.add(arrival);
            answers.add(
                    new long[] {arrival + (quick + random.nextInt(slow - quick)) * SECOND / 1_000, permits.size() - 1});
        }
        arrivals.sort(null);
        for (int i = 10; i < arrivals.size(); i++) {
            assertThat(arrivals.get(i) - arrivals.get(i - 10)).isGreaterThanOrEqualTo(SECOND);
        }
    }
}
