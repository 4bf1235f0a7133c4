package org.camelquickbooks.model;

import java.io.Serial;
import java.util.List;

/**
 * QuickBooks wrote an entity, and dropped some of its custom fields without a fault. The entity exists: the same
 * write with the same request id does not create a second one.
 */
public class QuickBooksDroppedFieldsException extends QuickBooksException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String entity;
    private final String entityId;
    private final String syncToken;

    /** So that it can be serialized. */
    private final String[] fields;

    public QuickBooksDroppedFieldsException(
            String entity, String entityId, String syncToken, List<String> fields, FaultContext context) {
        super(message(entity, entityId, fields), context, false, null);
        this.entity = entity;
        this.entityId = entityId;
        this.syncToken = syncToken;
        this.fields = fields.toArray(String[]::new);
    }

    private static String message(String entity, String entityId, List<String> fields) {
        return "QuickBooks wrote " + entity + " " + entityId + ", but did not keep the custom field"
                + (fields.size() == 1 ? " " : "s ") + String.join(", ", fields) + ". " + entity + " " + entityId
                + " exists, so do not create it again. Check in QuickBooks that the field is switched on for this kind"
                + " of form, then set its value there or with an update. With onDroppedFields=warn the write succeeds"
                + " without it";
    }

    /** The kind of entity that was written. */
    public String getEntity() {
        return entity;
    }

    /** The Id of the entity that exists. */
    public String getEntityId() {
        return entityId;
    }

    public String getSyncToken() {
        return syncToken;
    }

    /** The custom fields that are missing, each with what the answer has instead. */
    public List<String> getFields() {
        return List.of(fields);
    }
}
