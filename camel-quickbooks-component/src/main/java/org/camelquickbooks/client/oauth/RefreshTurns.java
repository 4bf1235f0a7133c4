package org.camelquickbooks.client.oauth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A few refreshes at a time, the neediest first: those that somebody waits for, and among them those whose token ended
 * first. So five hundred companies whose tokens end in one second are no storm.
 */
final class RefreshTurns {

    private record Turn(Flight flight, Supplier<CompletionStage<Token>> work, CompletableFuture<Token> done) {}

    private static final Comparator<Turn> NEED = Comparator.<Turn, Boolean>comparing(turn -> !turn.flight.isAwaited())
            .thenComparing(turn -> turn.flight.need());

    private final Executor workers;
    private final int most;
    private final List<Turn> waiting = new ArrayList<>();
    private int running;

    RefreshTurns(Executor workers, int most) {
        this.workers = workers;
        this.most = most;
    }

    /** Does the work when it is the flight's turn. */
    CompletionStage<Token> take(Flight flight, Supplier<CompletionStage<Token>> work) {
        Turn turn = new Turn(flight, work, new CompletableFuture<>());
        synchronized (this) {
            waiting.add(turn);
        }
        next();
        return turn.done;
    }

    private void next() {
        Turn turn;
        synchronized (this) {
            if (running == most || waiting.isEmpty()) {
                return;
            }
            turn = Collections.min(waiting, NEED);
            waiting.remove(turn);
            running++;
        }
        CompletableFuture.supplyAsync(turn.work, workers)
                .thenCompose(Function.identity())
                .whenComplete((token, failure) -> {
                    synchronized (this) {
                        running--;
                    }
                    next();
                    if (failure == null) {
                        turn.done.complete(token);
                    } else {
                        turn.done.completeExceptionally(failure);
                    }
                });
    }
}
