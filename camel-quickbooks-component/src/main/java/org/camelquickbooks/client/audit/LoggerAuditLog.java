package org.camelquickbooks.client.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to a log category. It is as durable as the logging system makes it. */
public final class LoggerAuditLog implements AuditLog {

    /** What it is called. */
    public static final String CATEGORY = "org.camelquickbooks.audit";

    private static final Logger LOG = LoggerFactory.getLogger(CATEGORY);

    @Override
    public CompletionStage<Void> record(List<ObjectNode> entries) {
        entries.forEach(entry -> LOG.info("{}", entry));
        return CompletableFuture.completedFuture(null);
    }
}
