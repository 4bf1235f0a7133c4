package org.camelquickbooks.flow.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.model.Json;

/**
 * Something that is not as it should be.
 *
 * @param id the other system's number, or the one that people know the document by
 * @param what in words
 * @param entity the document, and its Id; null where there is none
 * @param field what of it has changed, what it was and what it is; null where it is about the whole
 */
record Difference(
        String flow,
        String id,
        Kind kind,
        String what,
        String entity,
        String entityId,
        String field,
        String was,
        String is) {

    /** The kinds of differences, as metrics count them. */
    enum Kind {
        /** The other system has it, and the flow never saw it. */
        MISSING("missing"),
        /** The flow has it, and the other system does not. */
        NOT_IN_OTHER("notInOther"),
        /** The other system has it with another amount. */
        AMOUNT("amount"),
        /** It is in the dead letters. */
        REFUSED("refused"),
        /** It is in the dead letters, and there is a document with its number. */
        REFUSED_BUT_BOOKED("refusedButBooked"),
        /** The flow stopped in the middle of it. */
        UNFINISHED("unfinished"),
        /** The document is no longer there. */
        DELETED("deleted"),
        /** The document was voided. */
        VOIDED("voided"),
        /** A field of the document is not what it was. */
        CHANGED("changed"),
        /** What was applied is no longer. */
        UNAPPLIED("unapplied"),
        /** Two documents of flows have one number. */
        DUPLICATE_NUMBER("duplicateNumber"),
        /** QuickBooks has a document that no flow has made. */
        EXTRA("extra");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Difference of(String flow, String id, Kind kind, String what) {
        return new Difference(flow, id, kind, what, null, null, null, null, null);
    }

    /** The same with the document that it may be about. */
    Difference of(String document, String documentId, String more) {
        return new Difference(flow, id, kind, what + more, document, documentId, field, was, is);
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("id", id).put("kind", kind.word()).put("what", what);
        put(json, "entity", entity);
        put(json, "entityId", entityId);
        put(json, "field", field);
        put(json, "was", was);
        put(json, "is", is);
        return json;
    }

    private static void put(ObjectNode json, String name, String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
