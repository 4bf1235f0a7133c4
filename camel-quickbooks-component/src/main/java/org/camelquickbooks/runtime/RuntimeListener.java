package org.camelquickbooks.runtime;

import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.camelquickbooks.client.ClientListener;
import org.camelquickbooks.client.audit.AuditLog;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.outbox.OutboxListener;

/** Receives the reports of a runtime, for logs, events, metrics and spans. It must not block. */
public interface RuntimeListener extends ClientListener, ConsumerListener, OutboxListener {

    /** The runtime started: gauges may read from it. */
    void observe(QuickBooksRuntime runtime);

    /** In whose name an exchange asks. */
    Caller caller(Exchange exchange);

    /** An audit log that sends its entries to the endpoint of a URI. */
    AuditLog auditTo(String uri, Executor workers);

    void close();
}
