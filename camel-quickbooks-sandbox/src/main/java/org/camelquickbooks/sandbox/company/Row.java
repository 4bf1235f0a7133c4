package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.json.Json;

/**
 * One stored version of an entity. It is stored as the bytes of the answer, which need a sixth of the memory of a
 * tree, together with the values that queries use.
 */
public final class Row {

    private final IdValue id;
    private final int syncToken;
    private final long updated;
    /** The bytes, or a section of a checkpoint in which they stand: a large company opens faster without copying them. */
    private final byte[] bytes;

    private final int start;
    private final int length;
    private final Comparable<?>[] values;
    private ObjectNode tree;

    Row(IdValue id, int syncToken, long updated, byte[] json, Comparable<?>[] values) {
        this(id, syncToken, updated, json, 0, json.length, values);
    }

    Row(IdValue id, int syncToken, long updated, byte[] bytes, int start, int length, Comparable<?>[] values) {
        this.id = id;
        this.syncToken = syncToken;
        this.updated = updated;
        this.bytes = bytes;
        this.start = start;
        this.length = length;
        this.values = values;
    }

    public IdValue id() {
        return id;
    }

    public int syncToken() {
        return syncToken;
    }

    /** LastUpdatedTime in seconds since the epoch, as fine as the API tells it. */
    public long updated() {
        return updated;
    }

    /** The entity as stored; not to be written to. */
    public byte[] json() {
        return length == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, start + length);
    }

    /** The values that queries ask for; not to be written to. */
    Comparable<?>[] values() {
        return values;
    }

    Comparable<?> value(int index) {
        return values[index];
    }

    /** The entity as a tree of one's own. */
    public ObjectNode copy() {
        return Json.parse(json());
    }

    /** The entity as a shared tree: never to be changed. Kept, so only for what is read over and over. */
    ObjectNode shared() {
        ObjectNode known = tree;
        if (known == null) {
            known = Json.parse(json());
            tree = known;
        }
        return known;
    }

    boolean isShared() {
        return tree != null;
    }

    /** Takes a tree that nobody will change any more. */
    void share(ObjectNode entity) {
        tree = entity;
    }
}
