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

    KnownIds(CursorStore store, String key) {
        this.store = store;
        this.key = key;
    }

    /** Whether a former run kept ids. */
    boolean isThere() {
        return store.getState(key + "/0") != null;
    }

    private Set<String> part(String id) {
        return part(Math.floorMod(id.hashCode(), PARTS));
    }

    private Set<String> part(int number) {
        return parts.computeIfAbsent(number, n -> {
            String text = store.getState(key + "/" + n);
            return text == null || text.isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(text.split(" ")));
        });
    }

    void add(String id) {
        if (part(id).add(id)) {
            changed.add(Math.floorMod(id.hashCode(), PARTS));
        }
    }

    void remove(String id) {
        if (part(id).remove(id)) {
            changed.add(Math.floorMod(id.hashCode(), PARTS));
        }
    }

    List<String> all() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            all.addAll(part(i));
        }
        return all;
    }

    /** Writes what changed; the first time all, so that the next run knows that ids are kept. */
    void save() {
        if (!changed.isEmpty() && !isThere()) {
            changed.add(0);
        }
        changed.forEach(number -> store.setState(key + "/" + number, String.join(" ", part(number))));
        changed.clear();
    }

    /** That there are none is known too. */
    void saveEvenIfEmpty() {
        changed.add(0);
        save();
    }
}
