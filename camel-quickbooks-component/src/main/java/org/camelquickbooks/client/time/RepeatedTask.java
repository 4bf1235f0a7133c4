package org.camelquickbooks.client.time;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Background work that runs repeatedly. An error ends one run, and does not affect the following runs. */
public final class RepeatedTask {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);

    private final Time time;
    private final String what;
    private final Duration pause;
    private final Runnable work;
    private Time.Task next;
    private boolean stopped;

    private RepeatedTask(Time time, String what, Duration pause, Runnable work) {
        this.time = time;
        this.what = what;
        this.pause = pause;
        this.work = work;
    }

    /**
     * Starts work.
     *
     * @param what it does, for the log: such as "refresh idle tokens"
     * @param first before the first time
     * @param pause between the end of one time and the next
     */
    public static RepeatedTask start(Time time, String what, Duration first, Duration pause, Runnable work) {
        RepeatedTask task = new RepeatedTask(time, what, pause, work);
        task.schedule(first);
        return task;
    }

    private synchronized void schedule(Duration delay) {
        if (!stopped) {
            next = time.after(delay, this::run);
        }
    }

    private void run() {
        try {
            work.run();
        } catch (Throwable e) {
            LOG.warn("Could not {}; the next attempt is in {} s", what, pause.toSeconds(), e);
        } finally {
            schedule(pause);
        }
    }

    public synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel();
        }
    }
}
