package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.ledger.Entry;

/**
 * What is special to an entity. The generic rules have already checked fields, required ones and references when
 * {@link #prepare} is called. The class {@code Rules} lists which entity has which.
 */
public interface EntityRule {

    /** Checks the draft and fills in what the service works out itself. */
    default void prepare(Draft draft) {}

    /** Does to other objects what storing this one does to them. The draft has its Id. */
    default void link(Draft draft) {}

    /** Undoes at others what the stored object did to them, before it is changed or deleted. */
    default void unlink(JsonNode stored, Change change) {}

    /** Refuses a deletion that the service would refuse. */
    default void checkDelete(JsonNode stored, Change change) {}

    /** Takes back what others did to an object that goes for good or is voided: payments of an invoice, say. */
    default void release(JsonNode stored, Change change) {}

    /** Sets the amounts of a voided transaction to zero. */
    default void voidAmounts(ObjectNode entity) {
        throw QuickBooksFault.unsupportedOperation("void");
    }

    /** What the entity posts, or null for nothing. */
    default Entry post(ObjectNode entity, Lookup books) {
        return null;
    }
}
