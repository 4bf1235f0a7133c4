package org.camelquickbooks.client.time;

import java.time.Duration;
import java.time.Instant;

/** The client's only source of time. Tests replace it with one that they can move. */
public interface Time {

    /** A scheduled task. */
    interface Task {

        /** Cancels the task. */
        void cancel();
    }

    /** The time of day. */
    Instant now();

    /** A monotonic clock for durations. */
    long nanos();

    /** Runs a task later. The task may block. */
    Task after(Duration delay, Runnable task);
}
