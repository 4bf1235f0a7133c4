package org.camelquickbooks.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * The threads of a component, from Camel. Each kind of work has a pool of its own, so that none waits for threads that
 * wait for it: polls wait for exchanges, exchanges for callbacks, callbacks for background work, and that for HTTP.
 */
public final class Threads {

    /** The profile of all pools; one with the name of a pool goes before it. */
    public static final String PROFILE = "QuickBooks";

    private static final int LARGEST_POOL = 50;
    private static final long PATIENCE_MILLIS = 10_000;

    private final ExecutorServiceManager manager;
    private final Object source;
    private final List<ExecutorService> pools = new ArrayList<>();
    private final ScheduledExecutorService timer;
    private final ExecutorService tasks;
    private final ExecutorService callbacks;
    private final ExecutorService exchanges;
    private final ExecutorService polls;
    private ExecutorService audit;

    Threads(CamelContext context, Object source) {
        this.manager = context.getExecutorServiceManager();
        this.source = source;
        timer = manager.newScheduledThreadPool(source, "QuickBooksTimer", 1);
        if (timer instanceof ScheduledThreadPoolExecutor pool) {
            // An alarm for each request that waits; nearly all are called off.
            pool.setRemoveOnCancelPolicy(true);
        }
        tasks = kept(PlatformThreads.pool(manager, source, "QuickBooksTask", profileOf("QuickBooksTask")));
        callbacks = pool("QuickBooksCallback");
        exchanges = pool("QuickBooksExchange");
        polls = pool("QuickBooksPoll");
    }

    private ExecutorService pool(String name) {
        return kept(manager.newThreadPool(source, name, profileOf(name)));
    }

    private ThreadPoolProfile profileOf(String name) {
        ThreadPoolProfile own = manager.getThreadPoolProfile(name);
        ThreadPoolProfile all = own != null ? own : manager.getThreadPoolProfile(PROFILE);
        return all != null ? all : profile(PROFILE, LARGEST_POOL, Integer.MAX_VALUE);
    }

    private ExecutorService kept(ExecutorService pool) {
        pools.add(pool);
        return pool;
    }

    /**
     * As many threads as there is work, up to a limit; what is more waits.
     *
     * @param queue how much may wait; with nothing, which Camel also takes 0 and less for, work beyond the threads would
     *     be rejected
     */
    static ThreadPoolProfile profile(String name, int threads, int queue) {
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setMaxQueueSize(queue);
        profile.setKeepAliveTime(60L);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** For the few threads that serve the connections; what they do never blocks. */
    ThreadFactory http() {
        return PlatformThreads.factory(manager, "QuickBooksHttp");
    }

    /** Background work that may block on stores, files and look-ups of hosts, and what follows an answer; never a user's route. */
    Executor tasks() {
        return tasks;
    }

    /** Where exchanges of producers go on. */
    Executor callbacks() {
        return callbacks;
    }

    /** On which consumers have exchanges routed. */
    public ExecutorService exchanges() {
        return exchanges;
    }

    /** On which companies are polled; may wait for QuickBooks and for exchanges. */
    public ExecutorService polls() {
        return polls;
    }

    /** On which audit entries go to an endpoint: exchanges wait for them. */
    synchronized Executor audit() {
        if (audit == null) {
            audit = pool("QuickBooksAudit");
        }
        return audit;
    }

    /** Polls and exchanges that their consumers left are interrupted; callbacks may end. */
    void close() {
        manager.shutdownNow(timer);
        manager.shutdownNow(polls);
        manager.shutdownNow(exchanges);
        pools.forEach(ExecutorService::shutdown);
        pools.forEach(pool -> manager.shutdownGraceful(pool, PATIENCE_MILLIS));
    }

    /** An executor that runs on the caller's thread what comes after its end: nobody is left uncalled. */
    static Executor orHere(Executor executor) {
        return work -> {
            try {
                executor.execute(work);
            } catch (RejectedExecutionException e) {
                work.run();
            }
        };
    }
}
