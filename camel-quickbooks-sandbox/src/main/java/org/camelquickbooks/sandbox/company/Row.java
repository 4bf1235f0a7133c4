package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.json.Json;

/**
 * One stored version of an entity. It is kept as the bytes that go over the wire, a sixth of the size of a tree, with
 * the values that queries ask for beside them.
 */
public final class Row {

    private final IdValue id;
    private final int syncToken;
    private final long updated;
    private final byte[] json;
    private final Comparable<?>[] values;
    private ObjectNode tree;

    Row(IdValue id, int syncToken, long updated, byte[] json, Comparable<?>[] values) {
        this.id = id;
        this.syncToken = syncToken;
        this.updated = updated;
        this.json = json;
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
        return json;
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
        return Json.parse(json);
    }

    /** The entity as a shared tree: never to be changed. Kept, so only for what is read over and over. */
    ObjectNode shared() {
        ObjectNode known = tree;
        if (known == null) {
            known = Json.parse(json);
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
