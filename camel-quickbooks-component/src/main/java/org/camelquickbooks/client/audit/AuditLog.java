package org.camelquickbooks.client.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Stores the entries of the audit log. */
public interface AuditLog extends AutoCloseable {

    /**
     * Keeps entries. Done when they are safe: what they announce is not begun before.
     *
     * @param entries in their order, each one line of JSON
     */
    CompletionStage<Void> record(List<ObjectNode> entries);

    @Override
    default void close() {
        // Nothing to close, where others keep it.
    }
}
