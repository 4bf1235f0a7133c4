package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Ledger;

/**
 * What a company is at one moment. It shares rows, entries and letters, which never change, so it is taken quickly and
 * can be written down while the company goes on.
 */
record Image(
        List<Rows> tables,
        List<Entry> entries,
        Ledger.Kept kept,
        Map<String, Long> sequences,
        Map<String, Long> numbers,
        List<Answered> answers,
        List<ObjectNode> letters) {

    /** The rows of an entity in the order of their Ids, and what is left of its deleted ones. */
    record Rows(String type, List<Row> rows, Collection<Tombstone> tombstones) {}

    /** The answer that is remembered under a request id. */
    record Answered(String requestId, byte[] answer) {}
}
