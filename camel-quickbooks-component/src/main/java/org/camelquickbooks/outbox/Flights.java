package org.camelquickbooks.outbox;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Writes with a key that somebody in this process waits for. A second one under the same key waits for the same answer. */
final class Flights {

    /** One write. */
    record Flight(Key key, CompletableFuture<Answer> answer) {}

    private final Map<String, Flight> flights = new ConcurrentHashMap<>();

    private static String name(Key key) {
        return key.realmId() + "/" + key.name();
    }

    /** Null where the caller's is the first, and is to be ended; else the answer of the one that is. */
    CompletionStage<Answer> joined(Flight mine) {
        Flight first = flights.putIfAbsent(name(mine.key()), mine);
        if (first == null) {
            return null;
        }
        return first.key().digest().equals(mine.key().digest())
                ? first.answer().copy()
                : CompletableFuture.failedFuture(
                        Refusals.anotherWrite(mine.key(), first.key().label()));
    }

    /** The write is answered; until the verdict is safe, whoever comes with the same key gets the same answer. */
    void end(Flight flight, Answer answer, CompletionStage<?> kept) {
        kept.whenComplete((done, failure) -> flights.remove(name(flight.key()), flight));
        flight.answer().complete(answer);
    }

    void fail(Flight flight, Throwable failure) {
        // First of all, so that whoever hears of it can try again at once.
        flights.remove(name(flight.key()), flight);
        flight.answer().completeExceptionally(failure);
    }

    /** Nobody waits any longer. */
    void failAll() {
        flights.values()
                .forEach(flight -> fail(
                        flight,
                        Refusals.stopped(flight.key().realmId(), flight.key().label())));
    }
}
