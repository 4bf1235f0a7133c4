package org.camelquickbooks.client.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.model.EntityType;

/** From where the changes of a company are read. */
interface Plan {

    /**
     * How far one entity is told of.
     *
     * @param since everything before is done
     * @param from where reading begins, since something may have become visible late
     * @param setOut where reading began that did not arrive at the present yet
     */
    record Position(Instant since, Instant from, Instant setOut) {

        static Position of(Cursor cursor, Duration overlap) {
            return new Position(
                    cursor.since(),
                    cursor.isAtBeginning() ? null : cursor.since().minus(overlap),
                    cursor.undelivered());
        }
    }

    List<EntityType> types();

    /** Where the changes of each entity come from, beginning at its position. */
    Map<EntityType, ChangeSource> open(Map<EntityType, Position> positions);

    /** Entities were told of: done, and safe. */
    default void delivered(List<Change> changes) {}

    /** Everything that was there to be told is done. */
    default void arrived() {}
}
