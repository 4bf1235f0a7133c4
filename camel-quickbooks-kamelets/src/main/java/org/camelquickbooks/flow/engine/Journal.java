package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.state.JournalTable;
import org.camelquickbooks.state.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of a flow, in the state database. It contains what will be sent, before it is sent. So a restarted
 * process sends the same again, under the same request id, and does not decide again on books that have changed.
 */
public final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private static final int PAGE = 500;
    private static final Duration TIDY = Duration.ofHours(1);

    private final State state;
    private final JournalTable table;
    private final Supplier<Instant> now;
    private final AtomicReference<Instant> tidied = new AtomicReference<>(Instant.MIN);

    /** Another process, or another exchange, changed the entry first. */
    static final class ConflictException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ConflictException(FlowKey key) {
            super("Message " + key + " was changed by another process at the same time");
        }
    }

    Journal(State state, Supplier<Instant> now) {
        this.state = state;
        this.table = new JournalTable(state);
        this.now = now;
    }

    Instant now() {
        return now.get();
    }

    /** What is known of a message. */
    public CompletableFuture<Optional<FlowEntry>> find(FlowKey key) {
        return state.read(connection -> table.find(connection, key.hash()).map(Journal::entry))
                .toCompletableFuture();
    }

    /**
     * Changes an entry, where it is still what it was.
     *
     * @param before what it was; null where there was none
     * @param keep for how long it is kept once it is done or refused
     * @return what it is now; fails with a ConflictException where somebody else was first
     */
    CompletableFuture<FlowEntry> put(FlowEntry before, FlowEntry next, Duration keep) {
        return put(before, next, keep, List.of());
    }

    /** The same, where the turns in which it was decided are still held: that is looked at in the same transaction. */
    CompletableFuture<FlowEntry> put(FlowEntry before, FlowEntry next, Duration keep, Collection<HeldTurn> turns) {
        JournalTable.Row row = row(next, keep);
        tidy();
        return state.write(connection -> {
                    for (HeldTurn turn : turns) {
                        if (!turn.isHeld(connection)) {
                            throw new HeldTurn.LostException(next.key());
                        }
                    }
                    return before == null
                            ? table.insert(connection, row)
                            : table.replace(connection, before.state().name(), before.digest(), before.revision(), row);
                })
                .thenApply(done -> {
                    if (!done) {
                        throw new ConflictException(next.key());
                    }
                    return next;
                })
                .toCompletableFuture();
    }

    /** The entries of a flow and a company that were changed at a time or after it. */
    public CompletableFuture<List<FlowEntry>> changedSince(String flow, String company, Instant time) {
        return state.read(connection -> table.changedSince(connection, flow, company, time.toEpochMilli()).stream()
                        .map(Journal::entry)
                        .toList())
                .toCompletableFuture();
    }

    /**
     * Refuses to decide on a message while another one of its flow may, or may not, be booked: what is decided now would
     * be wrong once that is sent again.
     *
     * @param isOfTheSame whether a plan is about what the message is about
     * @param what that is, in words
     */
    public CompletableFuture<Void> refuseBesideOthers(FlowKey mine, Predicate<Plan> isOfTheSame, String what) {
        return state.read(connection -> table.unfinished(connection, mine.flow(), mine.company()).stream()
                        .map(Journal::entry)
                        .filter(entry -> entry.is(FlowState.PLANNED)
                                && !entry.key().equals(mine)
                                && entry.plan() != null
                                && !entry.plan().isNothing()
                                && isOfTheSame.test(entry.plan()))
                        .map(entry -> entry.key().id())
                        .toList())
                .toCompletableFuture()
                .thenAccept(ids -> {
                    if (!ids.isEmpty()) {
                        throw new IllegalStateException("It is not known whether " + String.join(", ", ids)
                                + ", of the same " + what + ", is booked. This message was not booked: send the "
                                + "dead letter of the other one again first, and then this one");
                    }
                });
    }

    /** A page of the entries of a flow and a company; empty where there are no more. */
    public CompletableFuture<List<FlowEntry>> page(String flow, String company, FlowEntry after) {
        String last = after == null ? "" : after.key().hash();
        return state.read(connection -> table.page(connection, flow, company, last, PAGE).stream()
                        .map(Journal::entry)
                        .toList())
                .toCompletableFuture();
    }

    /** All entries of a flow and a company, a page at a time in memory. */
    public CompletableFuture<Void> each(String flow, String company, Consumer<FlowEntry> consumer) {
        return each(flow, company, consumer, null);
    }

    private CompletableFuture<Void> each(String flow, String company, Consumer<FlowEntry> consumer, FlowEntry after) {
        return page(flow, company, after).thenCompose(page -> {
            page.forEach(consumer);
            return page.size() < PAGE
                    ? CompletableFuture.completedFuture(null)
                    : each(flow, company, consumer, page.get(page.size() - 1));
        });
    }

    /** The same for those who can wait. */
    public void forEach(String flow, String company, Consumer<FlowEntry> consumer) {
        each(flow, company, consumer).join();
    }

    /** The names of the flows that have booked for a company. */
    public CompletableFuture<List<String>> flows(String company) {
        return state.read(connection -> table.flows(connection, company)).toCompletableFuture();
    }

    private void tidy() {
        Instant time = now.get();
        Instant last = tidied.get();
        if ((last.equals(Instant.MIN) || last.plus(TIDY).isBefore(time)) && tidied.compareAndSet(last, time)) {
            state.write(connection -> table.forget(connection, time.toEpochMilli()))
                    .exceptionally(failure -> {
                        LOG.warn(
                                "Old entries of the flows' journal could not be deleted; the flow retries later",
                                failure);
                        return 0;
                    });
        }
    }

    /** What is not finished is kept for good. */
    private static JournalTable.Row row(FlowEntry entry, Duration keep) {
        boolean ended = entry.is(FlowState.DONE) || entry.is(FlowState.REFUSED);
        return new JournalTable.Row(
                entry.key().hash(),
                entry.key().flow(),
                entry.key().company(),
                entry.key().id(),
                entry.state().name(),
                entry.digest(),
                entry.revision(),
                entry.data().toString(),
                entry.at().toEpochMilli(),
                ended ? entry.at().plus(keep).toEpochMilli() : Long.MAX_VALUE);
    }

    private static FlowEntry entry(JournalTable.Row row) {
        try {
            return new FlowEntry(
                    new FlowKey(row.flow(), row.company(), row.id()),
                    FlowState.valueOf(row.state()),
                    row.digest(),
                    row.revision(),
                    (ObjectNode) Json.EXACT.readTree(row.data()),
                    Instant.ofEpochMilli(row.changed()));
        } catch (JsonProcessingException e) {
            throw new CompletionException("An entry of the flows' journal cannot be read: " + row.key(), e);
        }
    }
}
