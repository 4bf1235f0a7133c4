package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.camelquickbooks.client.http.Failures;

/** Adds a message to the journal: a new message, a repeated one, or the next version of one. */
public final class Intake {

    private static final int ATTEMPTS = 6;

    private final String flow;
    private final String what;
    private final Content content;
    private final Duration keep;
    private final JsonNode facts;

    /** What another content under an id that is known means. */
    public enum Content {
        /** A mistake: a message of the id has one content. */
        FIXED,
        /** A version, newer or older than the one that is known. */
        VERSIONS,
        /** What is so now; it may be again what it was before. */
        STATE
    }

    /**
     * @param flow the name under which the journal keeps the messages
     * @param what the kind of message, for errors
     * @param content what another content under the same id means
     * @param keep for how long the journal keeps what is done
     */
    public Intake(String flow, String what, Content content, Duration keep) {
        this(flow, what, content, keep, null);
    }

    private Intake(String flow, String what, Content content, Duration keep, JsonNode facts) {
        this.facts = facts;
        this.flow = flow;
        this.what = what;
        this.content = content;
        this.keep = keep;
    }

    String flow() {
        return flow;
    }

    Duration keep() {
        return keep;
    }

    /** The same for entries that are needed for longer. */
    public Intake keeping(Duration longer) {
        return new Intake(flow, what, content, longer.compareTo(keep) > 0 ? longer : keep, facts);
    }

    /** The same, where something is kept with the message in the journal. */
    public Intake with(JsonNode kept) {
        return new Intake(flow, what, content, keep, kept);
    }

    /**
     * Begins the work on a message.
     *
     * @param whatMatters of which two messages that say the same have the same
     * @param version by its own word; null where it says none
     */
    public CompletableFuture<FlowWork> begin(
            Exchange exchange, String company, String id, JsonNode message, JsonNode whatMatters, String version) {
        FlowKey key = new FlowKey(flow, company, id);
        Journal journal = Journals.of(exchange.getContext());
        return take(journal, key, Digest.of(whatMatters), version, 1).thenApply(taken -> {
            FlowWork work = new FlowWork(journal, keep, message, taken.entry(), taken.older()).after(taken.newer());
            FlowWork.begin(exchange, work);
            return work;
        });
    }

    /**
     * What the journal has of a message.
     *
     * @param older whether the message says what was so before something newer came
     * @param newer the message, where an older version of it has to be finished first; else null
     */
    private record Taken(FlowEntry entry, boolean older, NewerVersion newer) {

        Taken(FlowEntry entry, boolean older) {
            this(entry, older, null);
        }
    }

    private CompletableFuture<Taken> take(Journal journal, FlowKey key, String digest, String version, int attempt) {
        return journal.find(key)
                .thenCompose(before -> before.map(there -> again(journal, there, digest, version))
                        .orElseGet(() -> put(journal, null, FlowEntry.received(key, digest, version, journal.now()))))
                .exceptionallyCompose(
                        failure -> Failures.cause(failure) instanceof Journal.ConflictException && attempt < ATTEMPTS
                                ? take(journal, key, digest, version, attempt + 1)
                                : CompletableFuture.failedFuture(Failures.cause(failure)));
    }

    private CompletableFuture<Taken> put(Journal journal, FlowEntry before, FlowEntry next) {
        return journal.put(before, next.keeping(facts), keep).thenApply(put -> new Taken(put, false));
    }

    private CompletableFuture<Taken> again(Journal journal, FlowEntry before, String digest, String version) {
        boolean same = before.digest().equals(digest);
        FlowState state = before.state();
        if (same && state != FlowState.REFUSED) {
            return CompletableFuture.completedFuture(new Taken(before, false));
        }
        boolean versions = content != Content.FIXED;
        if (content == Content.VERSIONS && isOlder(before, digest, version)) {
            return CompletableFuture.completedFuture(new Taken(before, true));
        }
        if (content == Content.VERSIONS && state != FlowState.REFUSED && isSameVersion(before, version)) {
            throw new IllegalArgumentException("Another " + what + " with the id "
                    + before.key().id() + " has the same version, " + version
                    + ", and other content; nothing was changed. Give the newer message a newer version");
        }
        if (state == FlowState.REFUSED || versions && state == FlowState.DONE) {
            return put(journal, before, before.again(digest, version, journal.now()));
        }
        if (versions && state == FlowState.RECEIVED) {
            // Nothing was decided for the version before; this one takes its place.
            FlowEntry dropped = before.refused("a newer version arrived", journal.now());
            return put(journal, before, dropped.again(digest, version, journal.now()));
        }
        if (content == Content.VERSIONS) {
            // It may have been booked: it is finished, and then this one takes its place.
            return CompletableFuture.completedFuture(
                    new Taken(before, false, new NewerVersion(digest, version, facts)));
        }
        throw new IllegalArgumentException("Another " + what + " with the id "
                + before.key().id() + " is "
                + (state == FlowState.DONE || state == FlowState.BOOKED
                        ? (before.entityId() == null ? "done" : before.entity() + " " + before.entityId()) + " already"
                        : "in progress")
                + ", and this one has other content; it was not booked. Give it its own id");
    }

    /** By version where both have one; else what was seen before something newer is old. */
    private static boolean isOlder(FlowEntry before, String digest, String version) {
        if (version != null && before.version() != null && !isSameVersion(before, version)) {
            return Versions.compare(version, before.version()) < 0;
        }
        return before.wasSeen(digest);
    }

    private static boolean isSameVersion(FlowEntry before, String version) {
        return version != null && before.version() != null && Versions.compare(version, before.version()) == 0;
    }
}
