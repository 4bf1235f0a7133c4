package org.camelquickbooks.monitoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.camelquickbooks.client.audit.AuditLog;

/** Sends each entry to an endpoint, as one line of JSON. The entry is stored when the exchange is completed. */
public final class EndpointAuditLog implements AuditLog {

    private final String uri;
    private final ProducerTemplate template;
    private final Executor workers;

    public EndpointAuditLog(CamelContext context, String uri, Executor workers) {
        this.uri = uri;
        this.template = context.createProducerTemplate();
        this.workers = workers;
    }

    @Override
    public CompletionStage<Void> record(List<ObjectNode> entries) {
        return CompletableFuture.runAsync(() -> entries.forEach(this::send), workers);
    }

    private void send(ObjectNode entry) {
        try {
            template.sendBody(uri, entry.toString());
        } catch (CamelExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("the endpoint of auditTo failed: " + cause, cause);
        }
    }

    @Override
    public void close() {
        template.stop();
    }
}
