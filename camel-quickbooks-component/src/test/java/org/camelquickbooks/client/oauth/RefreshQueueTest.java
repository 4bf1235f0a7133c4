package org.camelquickbooks.client.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RefreshQueueTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private final RefreshQueue queue = new RefreshQueue(Runnable::run, 2);
    private final List<String> started = new ArrayList<>();
    private final List<CompletableFuture<Token>> running = new ArrayList<>();

    private PendingRefresh refresh(String realmId, int ends) {
        PendingRefresh pending = new PendingRefresh(realmId, null, null);
        pending.saw(new Token(realmId, "access", NOON.plusSeconds(ends), "refresh", null));
        return pending;
    }

    private CompletionStage<Token> take(PendingRefresh pending) {
        return queue.submit(pending, () -> {
            started.add(pending.realmId());
            CompletableFuture<Token> work = new CompletableFuture<>();
            running.add(work);
            return work;
        });
    }

    @Test
    void theNeediestGoFirst() {
        take(refresh("1", 0));
        take(refresh("2", 0));
        assertThat(started).containsExactly("1", "2");
        take(refresh("later", 300));
        PendingRefresh soon = refresh("soon", 100);
        take(soon);
        PendingRefresh awaited = refresh("awaited", 200);
        take(awaited);
        PendingRefresh neediest = refresh("neediest", -5);
        take(neediest);
        PendingRefresh unknown = new PendingRefresh("unknown", null, null);
        take(unknown);
        assertThat(started).hasSize(2);
        // Somebody comes for it while it waits.
        awaited.await();
        neediest.await();
        for (int i = 0; i < started.size(); i++) {
            running.get(i).complete(null);
        }
        assertThat(started).containsExactly("1", "2", "neediest", "awaited", "unknown", "soon", "later");
    }

    @Test
    void oneThatFailsMakesRoomToo() {
        CompletionStage<Token> first = take(refresh("1", 0));
        take(refresh("2", 0));
        take(refresh("3", 0));
        running.get(0).completeExceptionally(new IllegalStateException("refused"));
        assertThat(first.toCompletableFuture()).isCompletedExceptionally();
        assertThat(started).containsExactly("1", "2", "3");
        CompletionStage<Token> broken = queue.submit(refresh("4", 0), () -> {
            throw new IllegalStateException("at once");
        });
        running.get(1).complete(null);
        assertThat(broken.toCompletableFuture()).isCompletedExceptionally();
    }
}
