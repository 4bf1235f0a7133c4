package org.camelquickbooks.client.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelquickbooks.client.query.Page;
import org.camelquickbooks.client.query.QueryPages;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.Json;
import org.junit.jupiter.api.Test;

/** What is kept, how much of it, and for how long. */
class ReferenceCacheTest {

    private long nanos;
    private final AtomicInteger loads = new AtomicInteger();
    private RuntimeException failure;

    private final Time time = new Time() {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Task after(Duration delay, Runnable task) {
            throw new UnsupportedOperationException();
        }
    };

    private final ReferenceCache cache =
            new ReferenceCache(Set.of("Item"), Duration.ofMinutes(10), (realm, entity) -> rows(), null, time, 20);

    /** Nine entities. */
    private QueryPages rows() {
        loads.incrementAndGet();
        if (failure != null) {
            throw failure;
        }
        List<JsonNode> rows = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            rows.add(Json.EXACT.createObjectNode().put("Id", "" + i).put("Name", "Tea " + i));
        }
        return () -> CompletableFuture.completedFuture(new Page(rows, true));
    }

    private String find(String realm, String name) {
        return cache.find(realm, "Item", "Name", name)
                .toCompletableFuture()
                .join()
                .path("Id")
                .asText();
    }

    @Test
    void theInjectedClockSaysWhenItIsReadAnew() {
        assertThat(find("1", "tea 3")).isEqualTo("3");
        nanos += Duration.ofMinutes(9).toNanos();
        find("1", "tea 4");
        assertThat(loads).hasValue(1);
        nanos += Duration.ofMinutes(2).toNanos();
        find("1", "tea 5");
        assertThat(loads).hasValue(2);
    }

    @Test
    void ofManyCompaniesAFewAreKept() {
        for (int realm = 0; realm < 10; realm++) {
            find("" + realm, "tea 1");
        }
        for (int realm = 0; realm < 10; realm++) {
            find("" + realm, "tea 1");
        }
        assertThat(loads.get()).as("Two of them fit").isGreaterThanOrEqualTo(18);
    }

    @Test
    void aReadThatFailedIsTriedAgain() {
        failure = new IllegalStateException("away");
        assertThat(cache.find("1", "Item", "Name", "Tea 1").toCompletableFuture())
                .isCompletedExceptionally();
        failure = null;
        assertThat(find("1", "Tea 1")).isEqualTo("1");
    }
}
