package org.camelquickbooks.client.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.VirtualTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What processes that died have counted ahead does not add up. */
class ReadsAheadTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-10T12:00:00Z"), now -> {});

    @ParameterizedTest
    @CsvSource({"1000,1,57", "1000,3,157", "100,3,107", "0,3,7"})
    void atMostFiftyReadsOfEachLiveProcessAreCountedAhead(long ahead, int live, long used) {
        ReadMeter.Counter database = new ReadMeter.Counter() {
            @Override
            public CompletionStage<Map<ReadKey, ReadCount>> add(
                    YearMonth month, SortedMap<ReadKey, Long> more, boolean all) {
                return CompletableFuture.completedFuture(Map.of(
                        new ReadKey("1", "query"),
                        new ReadCount(7, time.now()),
                        ReadMonth.AHEAD,
                        new ReadCount(ahead, time.now())));
            }

            @Override
            public int processes() {
                return live;
            }
        };
        ReadMeter meter = new ReadMeter(database, new ReadBudget(5_000, true, 100), time, new ThrottleListener() {
            @Override
            public void near(String realmId, String limit, long count, long allowed) {}

            @Override
            public void throttled(String realmId, Instant until) {}
        });
        assertThat(meter.useNow().toCompletableFuture().join().used()).isEqualTo(used);
    }
}
