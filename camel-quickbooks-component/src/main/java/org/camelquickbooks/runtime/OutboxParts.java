package org.camelquickbooks.runtime;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.CompanyIdentity;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.outbox.Outbox;
import org.camelquickbooks.outbox.OutboxListener;
import org.camelquickbooks.outbox.OutboxSettings;

/** The outbox, as the options of a component have it. */
final class OutboxParts {

    private OutboxParts() {}

    static Outbox outbox(
            QuickBooksComponent component,
            QuickBooksClient client,
            CompanyIdentity identity,
            StateParts state,
            Time time,
            Executor workers,
            Supplier<String> ids,
            OutboxListener listener) {
        return new Outbox(
                new OutboxSettings(
                        component.isIntentLogEnabled(),
                        Duration.ofMillis(component.getIntentRetention()),
                        Duration.ofMillis(component.getRequestIdLifetime()),
                        component.getCoalesceAt() > 0,
                        Duration.ofMillis(component.getCoalesceWindow()),
                        component.getCoalesceParallel(),
                        component.getMaxQueueSize()),
                client::send,
                client::batchWait,
                identity::check,
                state.database(),
                time,
                workers,
                ids,
                listener);
    }
}
