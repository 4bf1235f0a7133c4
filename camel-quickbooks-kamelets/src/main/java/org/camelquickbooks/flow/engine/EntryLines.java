package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The lines of a journal entry that a flow makes. */
public final class EntryLines {

    private EntryLines() {}

    /**
     * Writes class and location to each line, since both accounts have them.
     *
     * @param classId the Id of the class; null for none
     * @param location the Id of the location; null for none
     */
    public static void place(ObjectNode entry, String classId, String location) {
        for (JsonNode line : entry.path("Line")) {
            ObjectNode detail = (ObjectNode) line.path("JournalEntryLineDetail");
            reference(detail, "ClassRef", classId);
            reference(detail, "DepartmentRef", location);
        }
    }

    private static void reference(ObjectNode detail, String field, String id) {
        if (id != null) {
            detail.putObject(field).put("value", id);
        }
    }
}
