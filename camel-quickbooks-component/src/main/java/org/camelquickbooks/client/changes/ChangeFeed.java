package org.camelquickbooks.client.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.QueryStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes of one company, each version once, from durable cursors. A cursor moves only past changes that the
 * caller has marked as completed. Used by one thread at a time.
 */
public final class ChangeFeed {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

    /** Where nothing changes the cursor is written now and then only: it can be read again from the older one. */
    private static final Duration IDLE_SAVE = Duration.ofMinutes(10);

    /** So long it is now. */
    private static final Duration NOW = Duration.ofSeconds(5);

    /** Clocks of QuickBooks' servers differ, and answers take their time. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private final CompanyReads reads;
    private final Plan plan;
    private final FeedSettings settings;
    private final Duration overlap;
    /** When one wanted to begin, by our clock. */
    private final Instant joined;

    private final Map<EntityType, Cursor> cursors = new HashMap<>();
    private final Map<EntityType, String> saved = new HashMap<>();
    private final Map<EntityType, Instant> savedSince = new HashMap<>();
    private final Deque<Change> ready = new ArrayDeque<>();
    private final Set<Change> handedOut = new HashSet<>();
    /** What was told of since reading began or shortly before, and whether as deleted. */
    private final Map<String, Boolean> delivered = new HashMap<>();

    private Merge open;
    private boolean ours;

    private ChangeFeed(CompanyReads reads, Plan plan, FeedSettings settings) {
        this.reads = reads;
        this.plan = plan;
        this.settings = settings;
        this.overlap = settings.overlap();
        this.joined = reads.here();
    }

    /**
     * The changes of entities.
     *
     * @param resync whether deleted ones are found by comparing Ids where change data capture cannot tell
     */
    public static ChangeFeed ofEntities(
            CompanyReads reads, List<EntityType> types, FeedSettings settings, boolean resync, FeedListener listener) {
        return new ChangeFeed(reads, new CdcPlan(reads, types, settings, resync, listener), settings);
    }

    /**
     * The new rows of a query.
     *
     * @param field the time within MetaData by which a row is new
     */
    public static ChangeFeed ofQuery(
            CompanyReads reads, EntityType type, QueryStatement query, String field, FeedSettings settings) {
        return new ChangeFeed(reads, new QueryPlan(reads, type, query, field), settings);
    }

    /** Whether the cursors are this node's to follow. */
    private boolean isOurs() {
        return settings.store().take(cursors());
    }

    /** The names under which its cursors are kept. */
    public List<String> cursors() {
        return plan.types().stream().map(this::name).toList();
    }

    /** Makes cursors where there are none. With startFrom=now, what is there already is not going to be told. */
    public void begin() {
        if (isOurs()) {
            beginOurs();
        }
    }

    private void beginOurs() {
        List<EntityType> beginners = new ArrayList<>();
        for (EntityType type : plan.types()) {
            if (!cursors.containsKey(type)) {
                load(type);
                if (!cursors.containsKey(type)) {
                    beginners.add(type);
                }
            }
        }
        if (!beginners.isEmpty()) {
            if (settings.start().now()) {
                beginNow(beginners);
            } else {
                Instant from = settings.start().of(reads);
                beginners.forEach(type -> cursors.put(type, new Cursor(from)));
            }
            boolean first = beginners.stream().allMatch(this::save);
            if (!first) {
                // Another node began at the same time: its cursors are the ones that count.
                forget();
                beginOurs();
            }
        }
    }

    private void beginNow(List<EntityType> beginners) {
        Instant there = reads.now();
        Duration late = Duration.between(joined, reads.here());
        // Later it is no longer known what of that second was before.
        boolean isNow = late.compareTo(NOW) < 0;
        Instant now = isNow ? there : there.minus(late);
        Map<EntityType, Plan.Position> positions = new LinkedHashMap<>();
        Map<EntityType, Cursor> begun = new HashMap<>();
        for (EntityType type : beginners) {
            Cursor cursor = new Cursor(now);
            cursor.setOut(overlap);
            begun.put(type, cursor);
            positions.put(type, Plan.Position.of(cursor, overlap));
        }
        Merge past = new Merge(plan.open(positions));
        for (List<ChangedObject> objects = past.next(); !objects.isEmpty(); objects = past.next()) {
            objects.stream()
                    .filter(object -> isNow || object.time().isBefore(now))
                    .forEach(object -> begun.get(object.type()).done(object));
        }
        begun.values().forEach(Cursor::arrive);
        cursors.putAll(begun);
    }

    private void load(EntityType type) {
        String name = name(type);
        String text = settings.store().getState(name);
        if (text != null) {
            Cursor cursor = Cursor.parse(name, text);
            cursors.put(type, cursor);
            saved.put(type, text);
            savedSince.put(type, cursor.since());
        }
    }

    private static String name(EntityType type, String id) {
        return type.name() + "/" + id;
    }

    private String name(EntityType type) {
        return settings.key() + "/" + type.name();
    }

    /**
     * The changes that come next, in order.
     *
     * @param max how many at most
     * @return empty where there are none now
     */
    public List<Change> next(int max) {
        if (open == null) {
            ours = isOurs();
            if (!ours) {
                forget();
                return List.of();
            }
            if (!cursors.isEmpty() && !isWhereWeLeftIt()) {
                forget();
            }
            beginOurs();
            comeBackFromAhead();
            Map<EntityType, Plan.Position> positions = new LinkedHashMap<>();
            delivered.clear();
            for (EntityType type : plan.types()) {
                // On a long way the cursor forgets them, but they are no news for that.
                cursors.get(type).ids().forEach(id -> delivered.put(name(type, id), false));
                cursors.get(type).setOut(overlap);
                positions.put(type, Plan.Position.of(cursors.get(type), overlap));
            }
            open = new Merge(plan.open(positions));
        }
        while (ready.isEmpty() && !open.isDone()) {
            open.next().forEach(this::classify);
        }
        List<Change> next = new ArrayList<>();
        while (next.size() < max && !ready.isEmpty()) {
            next.add(ready.poll());
        }
        handedOut.addAll(next);
        closeIfDone();
        return next;
    }

    /**
     * Cursors that are ahead of QuickBooks' time, by which they move: it was wrong for a while, or somebody has moved them
     * there. What changes before a cursor would never be delivered.
     */
    private void comeBackFromAhead() {
        boolean seemsAhead = cursors.values().stream().anyMatch(cursor -> isAhead(cursor, reads.probablyNow()));
        if (!seemsAhead || settings.start().isLaterThan(reads.probablyNow())) {
            return;
        }
        // Our clock may have been put back since we heard theirs.
        reads.hearTime();
        Instant now = reads.now();
        cursors.forEach((type, cursor) -> {
            if (isAhead(cursor, now)) {
                LOG.warn(
                        "The cursor {} is at {}, but at QuickBooks it is {}: its clock was wrong, or the cursor was moved "
                                + "there. This consumer continues with what has changed since {}. Earlier changes may be "
                                + "missing; to read them again, call the JMX operation moveCursor",
                        name(type),
                        cursor.since(),
                        now,
                        now.minus(overlap));
                cursor.comeBackTo(now);
            }
        });
    }

    private static boolean isAhead(Cursor cursor, Instant now) {
        return cursor.since().isAfter(now.plus(AHEAD));
    }

    /** Whether the last reading was this node's to do. */
    public boolean wasOurs() {
        return ours;
    }

    /** Whether nobody has moved the cursors meanwhile: an operator, or another node. */
    private boolean isWhereWeLeftIt() {
        return saved.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(settings.store().getState(name(entry.getKey()))));
    }

    /** Whether there may be more than what was handed out, without reading anew. */
    public boolean isOpen() {
        return open != null;
    }

    private void closeIfDone() {
        if (open != null && open.isDone() && ready.isEmpty() && handedOut.isEmpty()) {
            arrive();
            open = null;
        }
    }

    private void arrive() {
        plan.arrived();
        Set<EntityType> fromAfar = new HashSet<>();
        cursors.forEach((type, cursor) -> {
            // What is written says that nothing since then was told of, which is true no longer.
            if (cursor.undelivered()
                    .isBefore(savedSince.get(type).minus(overlap).minus(IDLE_SAVE))) {
                fromAfar.add(type);
            }
            cursor.arrive();
        });
        move(fromAfar);
    }

    private void classify(ChangedObject object) {
        Cursor cursor = cursors.get(object.type());
        boolean early =
                !cursor.isAtBeginning() && object.time().isBefore(cursor.since().minus(overlap));
        String name = name(object.type(), object.id());
        // What was found missing may have been told of as deleted a moment before.
        boolean again = object.deleted() && Boolean.TRUE.equals(delivered.get(name));
        if (early || again || cursor.knows(object)) {
            return;
        }
        ready.add(new Change(object, kind(object, cursor, delivered.containsKey(name))));
        if (delivered.size() < Cursor.REMEMBERED) {
            delivered.put(name, object.deleted());
        }
    }

    private static ChangeKind kind(ChangedObject object, Cursor cursor, boolean delivered) {
        if (object.deleted()) {
            return ChangeKind.DELETED;
        }
        boolean isNew = object.created() != null && !object.created().isBefore(cursor.undelivered()) && !delivered;
        return isNew ? ChangeKind.CREATED : ChangeKind.UPDATED;
    }

    /** Changes are done: the cursors move past them, safely. */
    public void done(List<Change> changes) {
        Set<EntityType> touched = new HashSet<>();
        for (Change change : changes) {
            cursors.get(change.type()).done(change.object());
            touched.add(change.type());
        }
        changes.forEach(handedOut::remove);
        plan.delivered(changes);
        move(touched);
        closeIfDone();
    }

    private void move(Set<EntityType> touched) {
        Map<EntityType, Instant> reached = new HashMap<>();
        cursors.keySet().forEach(type -> reached.put(type, open.reached(type)));
        ready.forEach(change -> reached.merge(change.type(), change.time(), ChangeFeed::earlier));
        handedOut.forEach(change -> reached.merge(change.type(), change.time(), ChangeFeed::earlier));
        boolean mine = true;
        for (Map.Entry<EntityType, Cursor> entry : cursors.entrySet()) {
            entry.getValue().moveTo(reached.get(entry.getKey()), overlap);
            boolean worthIt = touched.contains(entry.getKey())
                    || entry.getValue()
                            .since()
                            .isAfter(savedSince.get(entry.getKey()).plus(IDLE_SAVE));
            mine = mine && (!worthIt || save(entry.getKey()));
        }
        if (!mine) {
            forget();
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** Whether the cursor was still ours to move. */
    private boolean save(EntityType type) {
        Cursor cursor = cursors.get(type);
        String text = cursor.text();
        String before = saved.get(type);
        if (text.equals(before)) {
            return true;
        }
        if (!settings.store().compareAndSet(name(type), before, text)) {
            LOG.info(
                    "Another node has moved the cursor {}; this node continues from there. Use master: so that "
                            + "only one node polls",
                    name(type));
            return false;
        }
        saved.put(type, text);
        savedSince.put(type, cursor.since());
        return true;
    }

    /** Reads again what was not said to be done, from the cursors as they are kept. */
    public void forget() {
        open = null;
        ready.clear();
        handedOut.clear();
        delivered.clear();
        cursors.clear();
        saved.clear();
        savedSince.clear();
    }
}
