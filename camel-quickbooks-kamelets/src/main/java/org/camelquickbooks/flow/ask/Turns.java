package org.camelquickbooks.flow.ask;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * One exchange after the other, among those with the same name; nobody holds a thread while they wait. An exchange that
 * has its turn keeps it until it is completed, also where a step of it is redelivered.
 */
public final class Turns {

    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();
    private final String property = "CamelQuickBooksTurns" + System.identityHashCode(this);

    /** Completes when it is the turn of an exchange, which has it until it is done. */
    @SuppressWarnings("unchecked")
    public CompletableFuture<Void> take(String name, Exchange exchange) {
        Map<String, CompletableFuture<Void>> taken = exchange.getProperty(property, Map.class);
        if (taken == null) {
            taken = new ConcurrentHashMap<>();
            exchange.setProperty(property, taken);
        }
        CompletableFuture<Void> again = taken.get(name);
        if (again != null) {
            return again;
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> before = last.put(name, mine);
        CompletableFuture<Void> turn = before == null ? CompletableFuture.completedFuture(null) : before;
        taken.put(name, turn);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                last.remove(name, mine);
                // Not on this thread: a long queue would call itself deeper and deeper.
                mine.completeAsync(() -> null);
            }
        });
        return turn;
    }

    /** Several, in one order for everybody, so that nobody waits in a circle. */
    public CompletableFuture<Void> takeAll(Set<String> names, Exchange exchange) {
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (String name : names.stream().sorted().toList()) {
            all = all.thenCompose(before -> take(name, exchange));
        }
        return all;
    }
}
