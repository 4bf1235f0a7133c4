package org.camelquickbooks.flow.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.camelquickbooks.client.http.Failures;

/**
 * Records the content that both sides have, so that the flow in the other direction does not send the change back.
 */
public final class Agreement {

    private static final int ATTEMPTS = 6;

    private final Journal journal;
    private final Duration keep;

    /** @param keep for how long it is kept */
    public Agreement(Journal journal, Duration keep) {
        this.journal = journal;
        this.keep = keep;
    }

    /**
     * Both sides agree.
     *
     * @param key as the other flow knows it
     * @param digest of what both have
     * @param theirs what the other side calls it; null where that is the key
     */
    public CompletableFuture<?> put(FlowKey key, String digest, String entity, String entityId, String theirs) {
        return put(key, digest, Plan.nothing(entity, entityId, null), theirs, 1);
    }

    private CompletableFuture<FlowEntry> put(FlowKey key, String digest, Plan plan, String theirs, int attempt) {
        return journal.find(key)
                .thenCompose(before -> journal.put(before.orElse(null), next(before, key, digest, plan, theirs), keep))
                .exceptionallyCompose(
                        failure -> Failures.cause(failure) instanceof Journal.ConflictException && attempt < ATTEMPTS
                                ? put(key, digest, plan, theirs, attempt + 1)
                                : CompletableFuture.failedFuture(Failures.cause(failure)));
    }

    private FlowEntry next(Optional<FlowEntry> before, FlowKey key, String digest, Plan plan, String theirs) {
        Instant now = journal.now();
        FlowEntry received = before.map(there -> switch (there.state()) {
                    case DONE, REFUSED -> there.again(digest, null, now);
                    case BOOKED -> there.done(now).again(digest, null, now);
                    case RECEIVED, PLANNED ->
                        there.refused("both sides agree", now).again(digest, null, now);
                })
                .orElseGet(() -> FlowEntry.received(key, digest, null, now));
        return received.planned(plan, now).agreed(theirs, now);
    }
}
