package org.camelquickbooks.client.changes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.OneLine;

/** Shows and moves a cursor by hand. The consumer of the cursor continues from there with its next poll. */
public final class CursorMove {

    private final CursorStore store;
    private final String name;

    /** @param scheme of the component whose cursor it is */
    public CursorMove(CursorStore store, String scheme, String cursorName, String realmId, String entity) {
        this.store = store;
        this.name = name(scheme, cursorName, realmId) + "/"
                + EntityCatalogue.get().type(entity).name();
    }

    /** What the cursors of a company begin with: two components of a context may share a state, and no cursor. */
    public static String name(String scheme, String cursorName, String realmId) {
        return scheme + "/" + cursorName + "/" + realmId;
    }

    /** Up to which time everything is done; empty where there is no cursor. */
    public Optional<Instant> since() {
        String text = store.getState(name);
        return text == null
                ? Optional.empty()
                : Optional.of(Cursor.parse(name, text).since());
    }

    /** Everything before a time counts as done, and nothing since. */
    public String to(String time) {
        Instant to = parse(time);
        String before = store.getState(name);
        if (before == null) {
            throw new IllegalArgumentException(
                    "There is no cursor '" + OneLine.of(name, 200) + "'; a consumer creates it with its first poll");
        }
        Instant from = Cursor.parse(name, before).since();
        if (!store.compareAndSet(name, before, new Cursor(to).text())) {
            throw new IllegalStateException(
                    "The cursor '" + name + "' was moved by its consumer at the same time; call the operation again");
        }
        return "The cursor '" + name + "' was moved from " + from + " to " + to;
    }

    private static Instant parse(String time) {
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + OneLine.of(time, 200)
                    + "' is not a time; write it with its offset, such as 2026-01-31T09:00:00Z");
        }
    }
}
