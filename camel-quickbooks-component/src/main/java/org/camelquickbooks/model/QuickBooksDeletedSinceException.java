package org.camelquickbooks.model;

import java.io.Serial;

/**
 * The answer to a write repeats that of an earlier write with the same request id, and the entity of that write was
 * deleted since. Nothing was written now.
 */
public class QuickBooksDeletedSinceException extends QuickBooksNotFoundException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String entity;
    private final String entityId;

    public QuickBooksDeletedSinceException(String entity, String entityId, String writtenAt, FaultContext context) {
        super(message(entity, entityId, writtenAt), context, false, null);
        this.entity = entity;
        this.entityId = entityId;
    }

    private static String message(String entity, String entityId, String writtenAt) {
        return "the answer is that of an earlier write with the same request id, which wrote " + entity + " " + entityId
                + (writtenAt == null ? "" : " at " + writtenAt) + ". It was deleted since, and nothing was written now."
                + " To write it again, use another request id";
    }

    /** The kind of entity that is gone. */
    public String getEntity() {
        return entity;
    }

    /** The Id that it had. */
    public String getEntityId() {
        return entityId;
    }
}
