package org.camelquickbooks.client.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.camelquickbooks.model.EntityType;

/** A version of an entity that is to be delivered. */
public final class Change {

    private final ChangedObject object;
    private final ChangeKind kind;

    Change(ChangedObject object, ChangeKind kind) {
        this.object = object;
        this.kind = kind;
    }

    ChangedObject object() {
        return object;
    }

    public EntityType type() {
        return object.type();
    }

    public String id() {
        return object.id();
    }

    public ChangeKind kind() {
        return kind;
    }

    /** Null where it was deleted. */
    public String syncToken() {
        return object.syncToken();
    }

    public Instant time() {
        return object.time();
    }

    /** The entity; where it was deleted, its Id and status=Deleted. */
    public JsonNode json() {
        return object.json();
    }

    @Override
    public String toString() {
        return type().name() + " " + id() + " " + kind.word() + " at " + time();
    }
}
