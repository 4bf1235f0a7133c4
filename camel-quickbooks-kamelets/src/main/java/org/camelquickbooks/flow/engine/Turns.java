package org.camelquickbooks.flow.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.runtime.QuickBooksRuntime;
import org.camelquickbooks.state.MessageLeaseTable;

/**
 * Processes exchanges with the same name one after the other, without blocking a thread. An exchange keeps its place
 * until it is completed, also while a step is redelivered. Across processes, a lease in the state database ensures
 * this. Its owner is the message, so a message that is redelivered after a crash gets it at once.
 */
public final class Turns {

    /** For how long a process may stand still; a turn is renewed as long as its message is on its way. */
    private static final Duration LEASE = Duration.ofMinutes(15);

    private static final Duration RENEWAL = LEASE.dividedBy(3);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** A turn of a process that died lasts until its lease ends: whoever waits for that asks less and less often. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();
    private final String property = "CamelQuickBooksTurns" + System.identityHashCode(this);

    /** Completes when it is the turn of an exchange within this process. */
    @SuppressWarnings("unchecked")
    CompletableFuture<Void> takeHere(String name, Exchange exchange) {
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
        onDone(exchange, () -> {
            last.remove(name, mine);
            // Not on this thread: a long queue would call itself deeper and deeper.
            mine.completeAsync(() -> null);
        });
        return turn;
    }

    /** Completes when it is the turn of a message, over all processes that share the state database. */
    public CompletableFuture<Void> take(String name, Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        String owner = work == null
                ? Digest.ofTexts("exchange", exchange.getExchangeId())
                : work.key().hash();
        // A step that is redelivered has the turn already.
        HeldTurn before = work == null ? null : work.turn(name);
        boolean isNew = before == null;
        Lease lease = isNew ? new Lease(exchange.getContext(), Digest.ofTexts(name), owner) : (Lease) before;
        if (isNew && work != null) {
            work.has(name, lease);
        }
        return takeHere(name, exchange).thenCompose(here -> {
            if (isNew) {
                // Before it is taken, so that it is given back whatever happens.
                onDone(exchange, lease::release);
            }
            return lease.take(PAUSE);
        });
    }

    /** Several, in one order for everybody, so that nobody waits in a circle. */
    public CompletableFuture<Void> takeAll(Set<String> names, Exchange exchange) {
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (String name : names.stream().sorted().toList()) {
            all = all.thenCompose(before -> take(name, exchange));
        }
        return all;
    }

    private static void onDone(Exchange exchange, Runnable then) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                then.run();
            }
        });
    }

    /** A turn in the database, which is renewed until it is given back. */
    private static final class Lease implements HeldTurn {

        private final QuickBooksRuntime runtime;
        private final MessageLeaseTable table;
        private final String name;
        private final String owner;
        private final AtomicReference<Time.Task> renewal = new AtomicReference<>();
        private volatile boolean released;

        Lease(CamelContext context, String name, String owner) {
            this.runtime = Journals.component(context).runtime();
            this.table = new MessageLeaseTable(runtime.state());
            this.name = name;
            this.owner = owner;
        }

        @Override
        public boolean isHeld(Connection connection) throws SQLException {
            return table.holds(connection, name, owner);
        }

        CompletableFuture<Void> take(Duration pause) {
            return runtime.state()
                    .write(connection -> table.take(connection, name, owner, LEASE.toMillis()))
                    .toCompletableFuture()
                    .thenCompose(taken -> {
                        if (taken) {
                            renewLater();
                            return CompletableFuture.completedFuture(null);
                        }
                        CompletableFuture<Void> later = new CompletableFuture<>();
                        Duration twice = pause.multipliedBy(2);
                        Duration next = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
                        runtime.time().after(pause, () -> take(next).whenComplete((done, failure) -> {
                            if (failure == null) {
                                later.complete(null);
                            } else {
                                later.completeExceptionally(failure);
                            }
                        }));
                        return later;
                    });
        }

        /** Where somebody else has it, it was lost: that is noticed by what depends on it. */
        private void renewLater() {
            Time.Task next = runtime.time().after(RENEWAL, this::renew);
            Time.Task before = renewal.getAndSet(next);
            if (before != null) {
                before.cancel();
            }
            if (released) {
                next.cancel();
            }
        }

        private void renew() {
            if (released) {
                return;
            }
            runtime.state()
                    .write(connection -> table.holds(connection, name, owner)
                            && table.take(connection, name, owner, LEASE.toMillis()))
                    .whenComplete((held, failure) -> {
                        // What failed may still succeed before it expires.
                        if (failure != null || held) {
                            renewLater();
                        }
                    });
        }

        /** Where that fails it expires. */
        void release() {
            released = true;
            Time.Task next = renewal.get();
            if (next != null) {
                next.cancel();
            }
            runtime.state().write(connection -> table.release(connection, name, owner));
        }
    }
}
