package org.camelquickbooks.client.changes;

import java.time.Instant;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;

/** A change as a poll finds it. */
public final class FoundChange {

    private FoundChange() {}

    public static Change of(EntityType type, String id, Instant time) {
        ChangedObject object =
                new ChangedObject(type, Json.object().put("Id", id), id, "1", time, Instant.EPOCH, false);
        return new Change(object, ChangeKind.UPDATED);
    }
}
