package org.camelquickbooks.runtime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadType;

/**
 * Threads for work that calls a database, a file or native code. Where Camel's threads are virtual ({@code
 * camel.threads.virtual.enabled}), these are not: such calls would hold the few threads that carry the virtual ones, and
 * without a pool any number of them would run at the same time.
 */
public final class PlatformThreads {

    private PlatformThreads() {}

    /** As many threads as are given, no more; what is more waits. */
    public static ExecutorService pool(ExecutorServiceManager manager, Object source, String name, int threads) {
        return pool(manager, source, name, Threads.profile(name, threads, Integer.MAX_VALUE));
    }

    static ExecutorService pool(ExecutorServiceManager manager, Object source, String name, ThreadPoolProfile profile) {
        if (ThreadType.current() == ThreadType.PLATFORM) {
            return manager.newThreadPool(source, name, profile);
        }
        ThreadPoolProfile whole = profile.clone();
        whole.addDefaults(manager.getDefaultThreadPoolProfile());
        return manager.getThreadPoolFactory().newThreadPool(whole, factory(manager, name));
    }

    /** Threads that end with the process, as Camel's own do. */
    static ThreadFactory factory(ExecutorServiceManager manager, String name) {
        return work -> {
            Thread thread = new Thread(work, manager.resolveThreadName(name));
            thread.setDaemon(true);
            return thread;
        };
    }
}
