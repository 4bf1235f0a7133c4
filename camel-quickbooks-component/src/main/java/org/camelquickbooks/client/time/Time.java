package org.camelquickbooks.client.time;

import java.time.Duration;
import java.time.Instant;

/** The client's only source of time. Tests put one in its place that they move. */
public interface Time {

    /** Something that is to happen later. */
    interface Task {

        /** It is no longer to happen. */
        void cancel();
    }

    /** The time of day. */
    Instant now();

    /** A clock for distances, which never goes back. */
    long nanos();

    /** Runs a task later; it may take its time and may block. */
    Task after(Duration delay, Runnable task);
}
