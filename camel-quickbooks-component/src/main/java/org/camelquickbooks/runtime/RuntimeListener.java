package org.camelquickbooks.runtime;

import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.camelquickbooks.client.ClientListener;
import org.camelquickbooks.client.audit.AuditLog;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.outbox.OutboxListener;

/** What watches a runtime from outside: logs, events, metrics, spans. None of it may block. */
public interface RuntimeListener extends ClientListener, ConsumerListener, OutboxListener {

    /** The runtime started: gauges may read from it. */
    void observe(QuickBooksRuntime runtime);

    /** In whose name an exchange asks. */
    Caller caller(Exchange exchange);

    /** An audit log that sends its entries to the endpoint of a URI. */
    AuditLog auditTo(String uri, Executor workers);

    void close();
}
