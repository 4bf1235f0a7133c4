package org.camelquickbooks.client.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RefreshTurnsTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private final RefreshTurns turns = new RefreshTurns(Runnable::run, 2);
    private final List<String> started = new ArrayList<>();
    private final List<CompletableFuture<Token>> running = new ArrayList<>();

    private Flight flight(String realmId, int ends) {
        Flight flight = new Flight(realmId, null, null);
        flight.saw(new Token(realmId, "access", NOON.plusSeconds(ends), "refresh", null));
        return flight;
    }

    private CompletionStage<Token> take(Flight flight) {
        return turns.take(flight, () -> {
            started.add(flight.realmId());
            CompletableFuture<Token> work = new CompletableFuture<>();
            running.add(work);
            return work;
        });
    }

    @Test
    void theNeediestGoFirst() {
        take(flight("1", 0));
        take(flight("2", 0));
        assertThat(started).containsExactly("1", "2");
        take(flight("later", 300));
        Flight soon = flight("soon", 100);
        take(soon);
        Flight awaited = flight("awaited", 200);
        take(awaited);
        Flight neediest = flight("neediest", -5);
        take(neediest);
        Flight unknown = new Flight("unknown", null, null);
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
        CompletionStage<Token> first = take(flight("1", 0));
        take(flight("2", 0));
        take(flight("3", 0));
        running.get(0).completeExceptionally(new IllegalStateException("refused"));
        assertThat(first.toCompletableFuture()).isCompletedExceptionally();
        assertThat(started).containsExactly("1", "2", "3");
        CompletionStage<Token> broken = turns.take(flight("4", 0), () -> {
            throw new IllegalStateException("at once");
        });
        running.get(1).complete(null);
        assertThat(broken.toCompletableFuture()).isCompletedExceptionally();
    }
}
