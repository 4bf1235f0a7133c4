package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Webhook events: waiting events with the node that processes them, and the ids of delivered events. */
public final class EventTable {

    private static final int LONGEST_CONSUMER = 150;
    private static final int LONGEST_ID = 250;

    private final Node node;
    private final State state;

    public EventTable(Node node) {
        this.node = node;
        this.state = node.state();
    }

    private static String consumer(String name) {
        return Keys.bounded(name, LONGEST_CONSUMER);
    }

    /** The key of an event. */
    public static String key(String id) {
        return Keys.bounded(id, LONGEST_ID);
    }

    /** Keeps an event for this node; false where it is known already. */
    public boolean add(Connection connection, String consumer, String id, String event, long received)
            throws SQLException {
        return state.dialect()
                .insertIfAbsent(
                        connection,
                        "qb_event",
                        List.of("consumer", "id"),
                        List.of("event", "received_ms", "owner"),
                        consumer(consumer),
                        key(id),
                        event,
                        received,
                        node.id());
    }

    /** It was delivered: its id is remembered, and its content is not. */
    public void done(Connection connection, String consumer, String id, long at) throws SQLException {
        Sql.update(
                connection,
                "UPDATE qb_event SET done_ms = ?, event = '' WHERE consumer = ? AND id = ?",
                at,
                consumer(consumer),
                key(id));
    }

    /** It is forgotten, as if it had never come. */
    public void drop(Connection connection, String consumer, String id) throws SQLException {
        Sql.update(connection, "DELETE FROM qb_event WHERE consumer = ? AND id = ?", consumer(consumer), key(id));
    }

    /** An event that this node works on from now on. */
    public record ClaimedEvent(String key, String event) {}

    private record EventOwner(String key, String owner) {}

    /**
     * Events that no node works on that is alive; from now on this one does. The oldest first.
     *
     * @param inWork whether this node works on the event of a key already
     */
    public List<ClaimedEvent> takeOver(Connection connection, String consumer, Predicate<String> inWork)
            throws SQLException {
        List<ClaimedEvent> taken = new ArrayList<>();
        for (EventOwner pending : Sql.all(
                connection,
                "SELECT id, owner FROM qb_event WHERE consumer = ? AND done_ms IS NULL ORDER BY received_ms, id",
                row -> new EventOwner(row.getString(1), row.getString(2)),
                consumer(consumer))) {
            boolean free = pending.owner.equals(node.id())
                    ? !inWork.test(pending.key)
                    : pending.owner.isEmpty() || !node.isAlive(connection, pending.owner);
            // Another node may be faster.
            if (free && changedHands(connection, consumer, pending)) {
                taken.add(new ClaimedEvent(pending.key, event(connection, consumer, pending.key)));
            }
        }
        return taken;
    }

    private boolean changedHands(Connection connection, String consumer, EventOwner pending) throws SQLException {
        return Sql.update(
                        connection,
                        "UPDATE qb_event SET owner = ? WHERE consumer = ? AND id = ? AND owner = ? AND done_ms IS NULL",
                        node.id(),
                        consumer(consumer),
                        pending.key,
                        pending.owner)
                == 1;
    }

    private static String event(Connection connection, String consumer, String key) throws SQLException {
        return Sql.first(
                connection,
                "SELECT event FROM qb_event WHERE consumer = ? AND id = ?",
                row -> row.getString(1),
                consumer(consumer),
                key);
    }

    /** This node works on none of the consumer's events any more. */
    public void leave(Connection connection, String consumer) throws SQLException {
        Sql.update(
                connection,
                "UPDATE qb_event SET owner = '' WHERE consumer = ? AND owner = ? AND done_ms IS NULL",
                consumer(consumer),
                node.id());
    }

    /** Forgets what was delivered before a time. */
    public void forget(Connection connection, long before) throws SQLException {
        Sql.update(connection, "DELETE FROM qb_event WHERE done_ms < ?", before);
    }
}
