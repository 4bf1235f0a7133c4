package org.camelquickbooks.client.http;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls listeners of other code. If a listener throws, this is logged, and does not affect the request. */
public final class ListenerGuard {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerGuard.class);

    private final String what;
    private final AtomicBoolean logged = new AtomicBoolean();

    /** @param what whose listener it is, for the log */
    public ListenerGuard(String what) {
        this.what = what;
    }

    public void run(Runnable call) {
        get(
                () -> {
                    call.run();
                    return null;
                },
                null);
    }

    /** @param otherwise what counts where the listener throws, or gives nothing */
    public <T> T get(Supplier<T> call, T otherwise) {
        try {
            T value = call.get();
            return value == null ? otherwise : value;
        } catch (Throwable e) {
            // One that fails with each request would fill the log.
            if (logged.compareAndSet(false, true)) {
                LOG.warn(
                        "A listener of {} failed. The request is not affected. Further failures of the listener are "
                                + "logged as DEBUG",
                        what,
                        e);
            } else {
                LOG.debug("A listener of {} failed", what, e);
            }
            return otherwise;
        }
    }
}
