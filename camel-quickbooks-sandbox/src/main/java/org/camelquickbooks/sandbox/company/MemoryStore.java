package org.camelquickbooks.sandbox.company;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Snapshots in memory, and nothing that outlives the process. */
final class MemoryStore implements Store {

    private final Map<String, Image> snapshots = new HashMap<>();

    @Override
    public CompanyState open(Replay replay) {
        return new CompanyState();
    }

    @Override
    public void append(Supplier<byte[]> line) {
        // The state itself is all there is.
    }

    @Override
    public void clear() {
        // The same.
    }

    @Override
    public boolean hasSnapshot(String name) {
        return snapshots.containsKey(name);
    }

    @Override
    public int snapshots() {
        return snapshots.size();
    }

    @Override
    public void keepSnapshot(String name, CompanyState state) {
        snapshots.put(name, state.image());
    }

    @Override
    public CompanyState restoreSnapshot(String name, Replay replay) {
        return CompanyState.of(snapshots.get(name));
    }
}
