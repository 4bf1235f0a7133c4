package org.camelquickbooks.client.time;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Checks at intervals for requests that take too long. A timer for each request would wake a thread for each, and
 * nearly all are cancelled. So a deadline may be exceeded by a twentieth.
 */
public final class Deadlines {

    /** Something that is to be done in time. */
    public static final class Deadline {
        private final long deadline;
        private final Runnable late;

        private Deadline(long deadline, Runnable late) {
            this.deadline = deadline;
            this.late = late;
        }
    }

    private final Time time;
    private final Duration allowed;
    private final Duration pause;
    private final Set<Deadline> deadlines = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    public Deadlines(Time time, Duration allowed) {
        this.time = time;
        this.allowed = allowed;
        this.pause = allowed.dividedBy(20);
    }

    /** Runs {@code late} unless {@link #done} comes in time. */
    public Deadline watch(Runnable late) {
        Deadline added = new Deadline(time.nanos() + allowed.toNanos(), late);
        deadlines.add(added);
        lookLater(pause);
        return added;
    }

    public void done(Deadline watch) {
        deadlines.remove(watch);
    }

    private void lookLater(Duration delay) {
        if (looking.compareAndSet(false, true)) {
            try {
                time.after(delay, this::look);
            } catch (RuntimeException noTimer) {
                // Nothing happens later any more, since the component stops.
                looking.set(false);
            }
        }
    }

    private void look() {
        long now = time.nanos();
        try {
            for (Deadline watch : deadlines) {
                if (watch.deadline - now <= 0 && deadlines.remove(watch)) {
                    watch.late.run();
                }
            }
        } finally {
            // Whatever one of them did: the others are looked after.
            looking.set(false);
            if (!deadlines.isEmpty()) {
                lookLater(nextLook());
            }
        }
    }

    /** When the first of them is over; all have the same time, so that one added meanwhile is over later. */
    private Duration nextLook() {
        long now = time.nanos();
        long first = deadlines.stream()
                .mapToLong(watch -> watch.deadline - now)
                .min()
                .orElse(0);
        return Duration.ofNanos(Math.max(pause.toNanos(), first));
    }
}
