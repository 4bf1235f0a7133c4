package org.camelquickbooks.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes opened parts in reverse order. If a part cannot be closed, the others are closed all the same. */
public final class OpenedParts {

    /** How a part is closed. */
    @FunctionalInterface
    public interface Closing {
        void close() throws Exception;
    }

    private record OpenedPart(String name, Closing closing) {}

    private static final Logger LOG = LoggerFactory.getLogger(OpenedParts.class);

    private final Deque<OpenedPart> parts = new ArrayDeque<>();

    /** @param name for the log */
    public synchronized void add(String name, Closing closing) {
        parts.push(new OpenedPart(name, closing));
    }

    /** Closes all; never throws. */
    public void closeAll() {
        for (OpenedPart part = next(); part != null; part = next()) {
            try {
                part.closing.close();
            } catch (Throwable e) {
                LOG.warn("Could not close {}; the other parts are closed", part.name, e);
            }
        }
    }

    private synchronized OpenedPart next() {
        return parts.poll();
    }
}
