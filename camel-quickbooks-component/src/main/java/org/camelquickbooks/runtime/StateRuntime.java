package org.camelquickbooks.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.camelquickbooks.client.time.Deadlines;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.State;
import org.camelquickbooks.state.StateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of a component, and the threads on which its database is used. */
public final class StateRuntime implements AutoCloseable {

    /** The profile of the threads, which users may define otherwise. */
    public static final String THREADS = "QuickBooksState";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** How long the database may take for what is asked of it, the wait for a lock included. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CamelContext context;
    private final ExecutorService threads;
    private final State state;
    private final Node node;
    private final Time time;
    private volatile Time.Task next;
    private volatile boolean closed;

    /**
     * Opens nothing yet; the first work does.
     *
     * @param source whose threads they are
     * @param dataSource null for a SQLite file in the directory
     * @param application whose nodes share the work
     */
    public StateRuntime(
            CamelContext context,
            Object source,
            Path directory,
            DataSource dataSource,
            String application,
            Executor callbacks,
            Time time) {
        this.context = context;
        this.time = time;
        threads = PlatformThreads.pool(context.getExecutorServiceManager(), source, THREADS, profile(context));
        InstantSource clock = time::now;
        state = dataSource == null
                ? State.inFile(directory.resolve(State.FILE), threads, callbacks, clock)
                : State.in(dataSource, threads, callbacks, clock);
        state.watch(new LoggedWatch(state.name()));
        Deadlines deadlines = new Deadlines(time, TIMEOUT);
        state.timeouts(late -> {
            Deadlines.Deadline watch = deadlines.watch(late);
            return () -> deadlines.done(watch);
        });
        node = new Node(state, application);
    }

    /** Says from now on that this process is alive. Where the database cannot be used that is said later. */
    void start() {
        CompletionStage<Void> heartbeat = node.heartbeat();
        next = time.after(Node.HEARTBEAT, () -> beatAgain(heartbeat));
    }

    private void beatAgain(CompletionStage<Void> last) {
        if (!closed) {
            // One that is not through yet is as good as the next.
            CompletionStage<Void> heartbeat = last.toCompletableFuture().isDone() ? node.heartbeat() : last;
            next = time.after(Node.HEARTBEAT, () -> beatAgain(heartbeat));
        }
    }

    /** One WARN when it begins, one line when it is over; health says what is in between. */
    private record LoggedWatch(String name) implements State.AvailabilityListener {

        private static final Logger LOG = LoggerFactory.getLogger(StateRuntime.class);

        @Override
        public void failed(StateException why) {
            LOG.warn(
                    "{}. Reads, and writes without a stable id, continue until the access tokens "
                            + "expire. Other operations fail until the database is available again",
                    why.getMessage());
        }

        @Override
        public void recovered() {
            LOG.info("The state database {} works again", name);
        }
    }

    private static ThreadPoolProfile profile(CamelContext context) {
        ThreadPoolProfile own = context.getExecutorServiceManager().getThreadPoolProfile(THREADS);
        // The state itself keeps what waits, and never asks for more threads at the same time than these.
        return own != null ? own : Threads.profile(THREADS, State.THREADS, 100);
    }

    public State state() {
        return state;
    }

    /** This process among those that share the state. */
    public Node node() {
        return node;
    }

    /** What was asked is done first. */
    @Override
    public void close() {
        closed = true;
        if (next != null) {
            next.cancel();
            node.leave();
        }
        state.close();
        if (state.isHanging()) {
            context.getExecutorServiceManager().shutdownNow(threads);
        } else {
            context.getExecutorServiceManager().shutdownGraceful(threads, PATIENCE.toMillis());
        }
    }
}
