package org.camelquickbooks.sandbox.company;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.camelquickbooks.sandbox.ledger.Entry;

/** Brings a state to where the lines of a journal lead. */
final class Replay {

    private static final int READ_AHEAD_BYTES = 4 << 20;

    /** Hands on the lines of a journal, one after the other. */
    interface Lines {
        void each(Consumer<byte[]> reader);
    }

    /** A line that is being read ahead. */
    private record Ahead(int bytes, CompletableFuture<JournalLine> line) {}

    private final Bookkeeper bookkeeper;
    private final Timestamps timestamps;

    Replay(Bookkeeper bookkeeper, Timestamps timestamps) {
        this.bookkeeper = bookkeeper;
        this.timestamps = timestamps;
    }

    void into(CompanyState state, Lines lines) {
        new Reading(state).all(lines);
    }

    /** Lines are read ahead on other processors, so many bytes of them, and applied in their order. */
    private final class Reading {

        private final CompanyState state;
        private final Queue<Ahead> ahead = new ArrayDeque<>();
        private long aheadBytes;

        Reading(CompanyState state) {
            this.state = state;
        }

        void all(Lines lines) {
            lines.each(line -> {
                ahead.add(new Ahead(line.length, CompletableFuture.supplyAsync(() -> JournalLine.read(line))));
                aheadBytes += line.length;
                while (aheadBytes > READ_AHEAD_BYTES) {
                    applyNext();
                }
            });
            while (!ahead.isEmpty()) {
                applyNext();
            }
        }

        private void applyNext() {
            Ahead next = ahead.remove();
            aheadBytes -= next.bytes;
            apply(next.line.join());
        }

        private void apply(JournalLine line) {
            List<JournalLine.Changed> changes = line.changes();
            changes.forEach(changed -> state.apply(changed, line.time(), timestamps));
            changes.forEach(this::rebook);
            changes.forEach(state::closePeriod);
            state.keep(line.letters());
            state.remember(line.requestId(), line.answer());
        }

        /** Books what a line says was booked; older journals do not say, and their entities post anew. */
        private void rebook(JournalLine.Changed changed) {
            Entry.Key key = new Change.Target(changed.type(), changed.id()).key();
            if (changed.entity() == null) {
                new Booking(state.ledger).put(key, null);
            } else if (changed.booked() == null) {
                new Booking(state.ledger).put(key, bookkeeper.post(changed.type(), changed.entity(), state));
            } else if (changed.booked() != Booked.AS_BEFORE) {
                new Booking(state.ledger).put(key, changed.booked().entry());
            }
        }
    }
}
