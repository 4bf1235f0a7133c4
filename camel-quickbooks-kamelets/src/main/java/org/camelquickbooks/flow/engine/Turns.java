package org.camelquickbooks.flow.engine;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** One after the other, among those with the same name; nobody holds a thread while they wait. */
public final class Turns {

    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /** Completes when it is the turn of an exchange, which has it until it is done. */
    public CompletableFuture<Void> take(String name, Exchange exchange) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> before = last.put(name, mine);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                last.remove(name, mine);
                mine.complete(null);
            }
        });
        return before == null ? CompletableFuture.completedFuture(null) : before;
    }
}
