package org.camelquickbooks.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.state.State;

/** The state of a component, and the threads on which its database is used. */
public final class StateRuntime implements AutoCloseable {

    /** The profile of the threads, which users may define otherwise. */
    public static final String THREADS = "QuickBooksState";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CamelContext context;
    private final ExecutorService threads;
    private final State state;

    /**
     * Opens nothing yet; the first work does.
     *
     * @param source whose threads they are
     * @param dataSource null for a SQLite file in the directory
     */
    public StateRuntime(
            CamelContext context, Object source, Path directory, DataSource dataSource, Executor callbacks, Time time) {
        this.context = context;
        threads = context.getExecutorServiceManager().newThreadPool(source, THREADS, profile(context));
        InstantSource clock = time::now;
        state = dataSource == null
                ? State.inFile(directory.resolve("quickbooks.db"), threads, callbacks, clock)
                : State.in(dataSource, threads, callbacks, clock);
    }

    private static ThreadPoolProfile profile(CamelContext context) {
        ThreadPoolProfile own = context.getExecutorServiceManager().getThreadPoolProfile(THREADS);
        if (own != null) {
            return own;
        }
        ThreadPoolProfile profile = new ThreadPoolProfile(THREADS);
        profile.setPoolSize(State.THREADS);
        profile.setMaxPoolSize(State.THREADS);
        // The state itself keeps what waits, and never asks for more threads at the same time than these.
        profile.setMaxQueueSize(100);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        profile.setKeepAliveTime(60L);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        return profile;
    }

    public State state() {
        return state;
    }

    /** What was asked is done first. */
    @Override
    public void close() {
        state.close();
        context.getExecutorServiceManager().shutdownGraceful(threads, PATIENCE.toMillis());
    }
}
