package org.camelquickbooks.examples.shoptoledger;

import java.util.concurrent.atomic.AtomicInteger;

/** What the shop hears back. */
public final class Told {

    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    public void acknowledged() {
        acknowledged.incrementAndGet();
    }

    public void refused() {
        refused.incrementAndGet();
    }

    boolean isComplete(int done, int dead) {
        return acknowledged.get() >= done && refused.get() >= dead;
    }
}
