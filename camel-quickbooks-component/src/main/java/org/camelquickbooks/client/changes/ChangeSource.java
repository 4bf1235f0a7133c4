package org.camelquickbooks.client.changes;

import java.time.Instant;
import java.util.List;

/** Changes of one entity, part by part, the oldest first. */
interface ChangeSource {

    /**
     * Some of them.
     *
     * @param before all changes before that time are in this part or in former ones
     * @param last whether none follow; then {@code before} is when QuickBooks said so
     */
    record ChangePart(List<ChangedObject> objects, Instant before, boolean last) {}

    /** The next part; not to be asked for after the last. */
    ChangePart next();
}
