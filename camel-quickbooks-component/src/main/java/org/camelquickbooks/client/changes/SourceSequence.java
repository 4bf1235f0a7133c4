package org.camelquickbooks.client.changes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One source after the other. */
final class SourceSequence implements ChangeSource {

    private final Deque<ChangeSource> sources;

    SourceSequence(List<ChangeSource> sources) {
        this.sources = new ArrayDeque<>(sources);
    }

    @Override
    public ChangePart next() {
        ChangePart part = sources.getFirst().next();
        if (!part.last() || sources.size() == 1) {
            return part;
        }
        sources.removeFirst();
        return new ChangePart(part.objects(), part.before(), false);
    }
}
