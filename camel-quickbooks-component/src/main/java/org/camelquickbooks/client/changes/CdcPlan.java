package org.camelquickbooks.client.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.QuickBooksValidationException;

/**
 * Reads all entities with one request of change data capture while that is enough, and what it does not give in other
 * ways: where the answer is full, where the entity has none, and where the time is longer ago than QuickBooks remembers.
 */
final class CdcPlan implements Plan {

    private static final Duration LOOK_BACK = Duration.ofDays(30);
    /** Time passes between the question and its arrival. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final CompanyReads reads;
    private final List<EntityType> types;
    private final Duration overlap;
    private final FeedListener listener;
    private final Map<EntityType, KnownIds> known = new HashMap<>();
    private final Set<EntityType> unsure = ConcurrentHashMap.newKeySet();

    /** @param resync whether Ids are kept, so that deleted ones are found by comparing */
    CdcPlan(CompanyReads reads, List<EntityType> types, FeedSettings settings, boolean resync, FeedListener listener) {
        this.reads = reads;
        this.types = types;
        this.overlap = settings.overlap();
        this.listener = listener;
        if (resync) {
            types.forEach(type ->
                    known.put(type, new KnownIds(settings.store(), settings.key() + "/" + type.name() + "/ids")));
        }
    }

    @Override
    public List<EntityType> types() {
        return types;
    }

    @Override
    public Map<EntityType, ChangeSource> open(Map<EntityType, Position> positions) {
        try {
            return sources(positions);
        } catch (QuickBooksValidationException e) {
            // What we thought to be within 30 days is not, where the clocks have moved apart since we heard theirs.
            if (!reads.hearTime()) {
                throw e;
            }
            return sources(positions);
        }
    }

    private Map<EntityType, ChangeSource> sources(Map<EntityType, Position> positions) {
        Instant limit = reads.now().minus(LOOK_BACK).plus(MARGIN);
        Map<EntityType, ChangeSource> sources = new LinkedHashMap<>();
        List<EntityType> captured = new ArrayList<>();
        positions.forEach((type, position) -> {
            if (position.setOut().isBefore(limit) && !position.setOut().equals(Cursor.BEGINNING)) {
                unsure.add(type);
            }
            if (!type.hasCdc()) {
                sources.put(type, TimePages.of(reads, type, position.from(), null));
            } else if (position.since().isBefore(limit)) {
                sources.put(type, all(type, position, limit));
            } else {
                captured.add(type);
            }
        });
        captured.sort(
                (a, b) -> positions.get(a).from().compareTo(positions.get(b).from()));
        while (!captured.isEmpty()) {
            List<EntityType> together = together(captured, positions);
            sources.putAll(captured(together, positions, limit));
            captured.removeAll(together);
        }
        known.forEach((type, ids) -> sources.computeIfPresent(type, (t, source) -> {
            keepIds(ids, type, positions.get(type));
            return withMissing(t, source, ids);
        }));
        return sources;
    }

    /** Those that are about as far can be asked for in one request. */
    private List<EntityType> together(List<EntityType> captured, Map<EntityType, Position> positions) {
        Instant last = positions.get(captured.get(0)).from().plus(overlap).plus(MARGIN);
        return captured.stream()
                .filter(type -> !positions.get(type).from().isAfter(last))
                .toList();
    }

    private Map<EntityType, ChangeSource> captured(
            List<EntityType> together, Map<EntityType, Position> positions, Instant limit) {
        Instant first = positions.get(together.get(0)).from();
        Instant from = first.isBefore(limit) ? limit : first;
        Map<EntityType, CompanyReads.Rows<ChangedObject>> answer = reads.complete(together, from);
        Map<EntityType, ChangeSource> sources = new LinkedHashMap<>();
        for (EntityType type : together) {
            if (answer == null) {
                sources.put(type, cdc(type, from));
            } else {
                CompanyReads.Rows<ChangedObject> rows = answer.get(type);
                sources.put(type, () -> new ChangeSource.ChangePart(rows.list(), rows.time(), true));
            }
        }
        return sources;
    }

    /** What is older than QuickBooks remembers by query, the rest as always. */
    private ChangeSource all(EntityType type, Position position, Instant limit) {
        if (!position.setOut().equals(Cursor.BEGINNING)) {
            listener.gap(reads.realmId(), type.name(), position.since());
        }
        return new SourceSequence(List.of(TimePages.of(reads, type, position.from(), limit), cdc(type, limit)));
    }

    private ChangeSource cdc(EntityType type, Instant from) {
        return new CdcSource(reads, type, from, since -> {
            unsure.add(type);
            listener.deletesUnsure(reads.realmId(), type.name(), since);
        });
    }

    /** Who begins at the beginning is told of all; else those that are there count from now on. */
    private void keepIds(KnownIds ids, EntityType type, Position position) {
        if (!ids.isThere()) {
            if (!position.setOut().equals(Cursor.BEGINNING)) {
                MissingIds.all(reads, type).forEach(ids::add);
            }
            ids.save();
        }
    }

    private ChangeSource withMissing(EntityType type, ChangeSource source, KnownIds ids) {
        BooleanSupplier wanted = () -> unsure.contains(type) && ids.isThere();
        return new SourceSequence(List.of(source, new MissingIds(reads, type, ids, wanted)));
    }

    @Override
    public void arrived() {
        unsure.clear();
    }

    @Override
    public void delivered(List<Change> changes) {
        for (Change change : changes) {
            KnownIds ids = known.get(change.type());
            if (ids != null && change.kind() == ChangeKind.DELETED) {
                ids.remove(change.id());
            } else if (ids != null) {
                ids.add(change.id());
            }
        }
        known.values().forEach(KnownIds::save);
    }
}
