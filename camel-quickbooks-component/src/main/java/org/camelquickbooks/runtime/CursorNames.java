package org.camelquickbooks.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.model.CommaList;

/**
 * Prevents two consumers of a component from moving the same cursor: each would miss the changes that the other one
 * receives.
 */
public final class CursorNames {

    private record CursorUse(String name, List<String> realms, List<String> entities) {

        boolean clashesWith(CursorUse other) {
            return name.equals(other.name) && meet(realms, other.realms) && meet(entities, other.entities);
        }

        private static boolean meet(List<String> some, List<String> others) {
            return some.contains("all")
                    || others.contains("all")
                    || some.stream().anyMatch(others::contains);
        }
    }

    private final Map<Object, CursorUse> uses = new ConcurrentHashMap<>();
    private final Map<String, Object> events = new HashMap<>();

    /** @throws IllegalArgumentException where another consumer has it */
    public synchronized void take(Object consumer, String name, QuickBooksConfiguration options) {
        String realms = options.getRealms() == null ? options.getRealmId() : options.getRealms();
        CursorUse use = new CursorUse(
                name,
                CommaList.of(realms),
                options.getEntities() == null ? List.of("all") : CommaList.of(options.getEntities()));
        uses.remove(consumer);
        for (CursorUse other : uses.values()) {
            if (use.clashesWith(other)) {
                throw new IllegalArgumentException("Another consumer already moves the cursor '" + name
                        + "' of the same company and entity, and each would miss the changes that the other one "
                        + "receives; give this consumer its own cursorName, or use one route with multicast");
            }
        }
        uses.put(consumer, use);
    }

    /**
     * The same for webhook events that are kept: whatever a consumer filters, those that wait under a name are taken over
     * by whoever has it.
     *
     * @throws IllegalArgumentException where another consumer has it
     */
    public synchronized void takeEvents(Object consumer, String name) {
        Object other = events.putIfAbsent(name, consumer);
        if (other != null && other != consumer) {
            throw new IllegalArgumentException("Another consumer already receives webhook events under the name '"
                    + name
                    + "', and each event would reach only one of the two; give this one a name of its own with"
                    + " cursorName, or use one route with multicast");
        }
    }

    public synchronized void give(Object consumer) {
        uses.remove(consumer);
        events.values().removeIf(user -> user == consumer);
    }
}
