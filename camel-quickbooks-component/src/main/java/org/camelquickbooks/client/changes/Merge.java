package org.camelquickbooks.client.changes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.camelquickbooks.model.EntityType;

/**
 * The changes of several entities in one order. A change comes out when no source can still have one that belongs
 * before it: nothing is told past a place where something may have been cut.
 */
final class Merge {

    /** What is known of one source. */
    private static final class Stream {
        private final ChangeSource source;
        private final TreeSet<ChangedObject> waiting =
                new TreeSet<>(Dependencies.ORDER.thenComparing(ChangedObject::version));
        private Instant before = Instant.MIN;
        private boolean last;

        Stream(ChangeSource source) {
            this.source = source;
        }

        void read() {
            ChangeSource.ChangePart part = source.next();
            waiting.addAll(part.objects());
            before = part.before();
            last = part.last();
        }
    }

    private final Map<EntityType, Stream> streams = new HashMap<>();

    Merge(Map<EntityType, ChangeSource> sources) {
        sources.forEach((type, source) -> streams.put(type, new Stream(source)));
    }

    /** Whether everything came out. */
    boolean isDone() {
        return streams.values().stream().allMatch(s -> s.last && s.waiting.isEmpty());
    }

    /** Everything of that entity before this time came out. */
    Instant reached(EntityType type) {
        Stream stream = streams.get(type);
        return stream.waiting.isEmpty() ? stream.before : stream.waiting.first().time();
    }

    /** What comes next, in order; empty where everything came out. */
    List<ChangedObject> next() {
        List<ChangedObject> out = take();
        while (out.isEmpty() && !isDone()) {
            readFurthestBehind();
            out = take();
        }
        return out;
    }

    private void readFurthestBehind() {
        Stream behind = null;
        for (Stream stream : streams.values()) {
            if (!stream.last && (behind == null || stream.before.isBefore(behind.before))) {
                behind = stream;
            }
        }
        if (behind != null) {
            behind.read();
        }
    }

    private List<ChangedObject> take() {
        List<ChangedObject> out = new ArrayList<>();
        streams.forEach((type, stream) -> {
            Instant limit = limit(stream);
            while (!stream.waiting.isEmpty() && comesBefore(stream, limit)) {
                out.add(stream.waiting.pollFirst());
            }
        });
        out.sort(Dependencies.ORDER);
        return out;
    }

    private static boolean comesBefore(Stream stream, Instant limit) {
        Instant first = stream.waiting.first().time();
        // A crowded second comes out before it is read to its end.
        return (stream.last || !first.isAfter(stream.before)) && (limit == null || first.isBefore(limit));
    }

    /** Up to where the other sources are known; null for no limit. */
    private Instant limit(Stream of) {
        Instant limit = null;
        for (Stream stream : streams.values()) {
            if (stream != of && !stream.last && (limit == null || stream.before.isBefore(limit))) {
                limit = stream.before;
            }
        }
        return limit;
    }
}
