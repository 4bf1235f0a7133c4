package org.camelquickbooks.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.model.CommaList;

/** Sees that no two consumers of a component move the same cursor: each would miss what the other was told of. */
public final class CursorNames {

    private record Use(String name, List<String> realms, List<String> entities) {

        boolean clashesWith(Use other) {
            return name.equals(other.name) && meet(realms, other.realms) && meet(entities, other.entities);
        }

        private static boolean meet(List<String> some, List<String> others) {
            return some.contains("all")
                    || others.contains("all")
                    || some.stream().anyMatch(others::contains);
        }
    }

    private final Map<Object, Use> uses = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException where another consumer has it */
    public synchronized void take(Object consumer, String name, QuickBooksConfiguration options) {
        String realms = options.getRealms() == null ? options.getRealmId() : options.getRealms();
        Use use = new Use(
                name,
                CommaList.of(realms),
                options.getEntities() == null ? List.of("all") : CommaList.of(options.getEntities()));
        uses.remove(consumer);
        for (Use other : uses.values()) {
            if (use.clashesWith(other)) {
                throw new IllegalArgumentException("Another consumer already moves the cursor '" + name
                        + "' of the same company and entity, and each would miss the changes that the other one "
                        + "receives; give this consumer its own cursorName, or use one route with multicast");
            }
        }
        uses.put(consumer, use);
    }

    public synchronized void give(Object consumer) {
        uses.remove(consumer);
    }
}
