package org.camelquickbooks.runtime;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.batch.BatchCalls;
import org.camelquickbooks.client.batch.Coalescer;
import org.camelquickbooks.client.time.Time;

/** Batch calls and the coalescing of single operations; the intent log is opened when they are first needed. */
final class OutboxParts {

    private final QuickBooksComponent component;
    private final QuickBooksClient client;
    private final StateParts state;
    private final Time time;
    private final Executor workers;
    private final Supplier<String> ids;

    private volatile BatchCalls batches;
    private volatile Coalescer coalescer;

    OutboxParts(
            QuickBooksComponent component,
            QuickBooksClient client,
            StateParts state,
            Time time,
            Executor workers,
            Supplier<String> ids) {
        this.component = component;
        this.client = client;
        this.state = state;
        this.time = time;
        this.workers = workers;
        this.ids = ids;
    }

    BatchCalls batches() {
        if (batches == null) {
            synchronized (this) {
                if (batches == null) {
                    BatchCalls calls = new BatchCalls(client::send, time, state.intents());
                    calls.recover();
                    batches = calls;
                }
            }
        }
        return batches;
    }

    Coalescer coalescer() {
        if (coalescer == null) {
            BatchCalls calls = batches();
            synchronized (this) {
                if (coalescer == null) {
                    coalescer = new Coalescer(
                            calls,
                            Duration.ofMillis(component.getCoalesceWindow()),
                            component.getCoalesceParallel(),
                            time,
                            workers,
                            ids);
                }
            }
        }
        return coalescer;
    }
}
