package org.camelquickbooks.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.camelquickbooks.client.changes.Change;
import org.camelquickbooks.client.changes.ChangeFeed;
import org.camelquickbooks.runtime.ConsumerProgress.FollowedCursor;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** Tells of the changes of one company. Not told by two threads at a time. */
final class CompanyPoll {

    /**
     * What all companies of a consumer share.
     *
     * @param pending what was read and is not done yet
     * @param inOrder whether what comes after one that failed waits for it
     * @param pace learns what polls find
     */
    record Shared(
            QuickBooksRuntime runtime,
            Delivery delivery,
            Exchanges exchanges,
            ParallelWork parallelWork,
            AtomicInteger pending,
            boolean inOrder,
            PollPace pace) {}

    /** So many come from the feed at once; what was done of them is written down together. */
    static final int CHUNK = 500;

    /** Where one that failed does not keep the others waiting: so many are tried together. */
    private static final int SMALL_CHUNK = 50;

    /** With so many failures it is not the rows that are wrong. */
    private static final int MOST_FAILURES = 100;

    private final String realmId;
    private final ChangeFeed feed;
    private final Shared shared;
    private final FollowedCursor following;
    private final AtomicBoolean waiting = new AtomicBoolean();
    /** Since reading began; guarded by this. */
    private int failed;

    private boolean found;

    private volatile boolean left;

    CompanyPoll(String realmId, ChangeFeed feed, Shared shared, FollowedCursor following) {
        this.realmId = realmId;
        this.feed = feed;
        this.shared = shared;
        this.following = following;
    }

    String realmId() {
        return realmId;
    }

    /** The names of its cursors. */
    List<String> cursors() {
        return feed.cursors();
    }

    /** Puts it where its turn is waited for, unless it is there, or at work. */
    void queue(Queue<CompanyPoll> queue) {
        if (waiting.compareAndSet(false, true)) {
            queue.add(this);
        }
    }

    void leftQueue() {
        waiting.set(false);
    }

    /** The consumer has stopped: nothing is read any more, and no cursor is taken. */
    void leave() {
        left = true;
    }

    /** Makes the cursors where there are none. */
    synchronized void begin() {
        shared.runtime().checkCompany(realmId);
        if (!left) {
            feed.begin();
        }
    }

    /**
     * One chunk of changes.
     *
     * @param max how many at most
     * @param scheduled whether the scheduler polls, and not a webhook
     * @return how many were done, and whether there may be more
     */
    synchronized PollResult step(int max, boolean scheduled) {
        boolean finished = false;
        Instant came = shared.runtime().time().now();
        long began = shared.runtime().time().nanos();
        try {
            shared.runtime().checkCompany(realmId);
            if (left) {
                return new PollResult(0, false);
            }
            List<Change> changes = feed.next(Math.min(shared.inOrder() ? CHUNK : SMALL_CHUNK, max));
            if (changes.isEmpty()) {
                finished = failed == 0;
                if (finished) {
                    atTheEnd(came, began, scheduled);
                }
                return new PollResult(0, false);
            }
            found = true;
            changes.forEach(change -> shared.pace().found(realmId, change));
            List<Change> done = route(changes);
            feed.done(done);
            failed += changes.size() - done.size();
            finished = failed == 0 || !shared.inOrder() && failed < MOST_FAILURES;
            if (failed == 0 && !feed.isOpen()) {
                atTheEnd(came, began, scheduled);
            }
            return new PollResult(done.size(), finished && feed.isOpen());
        } finally {
            if (!finished) {
                // What is not done is read again, from the cursors as they are kept.
                feed.forget();
                failed = 0;
                found = false;
            }
        }
    }

    private List<Change> route(List<Change> changes) {
        AtomicInteger left = new AtomicInteger(changes.size());
        shared.pending().addAndGet(changes.size());
        try {
            return shared.parallelWork()
                    .work(
                            changes,
                            change -> change.type().name() + "/" + change.id(),
                            shared.inOrder(),
                            (change, index) -> {
                                try {
                                    return tell(change, index, changes.size());
                                } finally {
                                    left.decrementAndGet();
                                    shared.pending().decrementAndGet();
                                }
                            });
        } finally {
            shared.pending().addAndGet(-left.get());
        }
    }

    private void atTheEnd(Instant asOf, long began, boolean scheduled) {
        if (feed.wasOurs()) {
            shared.pace().polled(realmId, began, scheduled && !found);
        }
        found = false;
        shared.runtime().progress().caughtUp(following, asOf);
    }

    /** What a step came to. */
    record PollResult(int done, boolean more) {}

    private boolean tell(Change change, int index, int size) {
        shared.runtime().cache().changed(realmId, change.type().name(), change.json());
        boolean done = shared.delivery().deliver(change + " of company " + realmId, () -> {
            Exchange exchange = shared.exchanges()
                    .ofChange(
                            realmId,
                            change.type().name(),
                            change.id(),
                            change.kind().word(),
                            change.time(),
                            change.syncToken(),
                            change.json());
            return Exchanges.placed(exchange, index, size);
        });
        if (done) {
            shared.runtime()
                    .listener()
                    .delivered(realmId, change.type().name(), change.kind().word());
        }
        return done;
    }
}
