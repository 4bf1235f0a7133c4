package org.camelquickbooks.client.changes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One source after the other. */
final class Chain implements Source {

    private final Deque<Source> sources;

    Chain(List<Source> sources) {
        this.sources = new ArrayDeque<>(sources);
    }

    @Override
    public Part next() {
        Part part = sources.getFirst().next();
        if (!part.last() || sources.size() == 1) {
            return part;
        }
        sources.removeFirst();
        return new Part(part.objects(), part.before(), false);
    }
}
