package org.camelquickbooks.client.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which entities were told of and not deleted since, so that those that vanish without a word can be found. Kept in
 * parts, so that a change writes a part and not all.
 */
final class KnownIds {

    private static final int PARTS = 64;

    private final CursorStore store;
    private final String key;
    private final Map<Integer, Set<String>> parts = new TreeMap<>();
    private final Set<Integer> changed = new TreeSet<>();
    private boolean there;

    KnownIds(CursorStore store, String key) {
        this.store = store;
        this.key = key;
    }

    /** Whether ids were kept before, by this run or a former one. */
    boolean isThere() {
        if (!there) {
            there = store.getState(key + "/0") != null;
        }
        return there;
    }

    private static int number(String id) {
        return Math.floorMod(id.hashCode(), PARTS);
    }

    private Set<String> part(int number) {
        return parts.computeIfAbsent(number, n -> {
            String text = store.getState(key + "/" + n);
            return text == null || text.isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(text.split(" ")));
        });
    }

    void add(String id) {
        if (part(number(id)).add(id)) {
            changed.add(number(id));
        }
    }

    void remove(String id) {
        if (part(number(id)).remove(id)) {
            changed.add(number(id));
        }
    }

    List<String> all() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            all.addAll(part(i));
        }
        return all;
    }

    /** Writes what changed; the first time a part in any case, so that the next run knows that ids are kept. */
    void save() {
        if (!isThere()) {
            changed.add(0);
        }
        changed.forEach(number -> store.setState(key + "/" + number, String.join(" ", part(number))));
        changed.clear();
    }
}
