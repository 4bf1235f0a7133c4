package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * This process among those that share the state: it has a heartbeat, takes leases, and claims names. {@link
 * #heartbeat} has to be called at least each {@link #HEARTBEAT}.
 */
public final class Node {

    /** How often a node says that it is alive. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** A node that said nothing for so long is taken for dead, and its leases are free. */
    public static final Duration LEASE_TIME = Duration.ofSeconds(30);

    private static final int LONGEST_NAME = 250;

    private final State state;
    private final String application;
    private final String id;
    /** What this node wants to have, whatever the database says that it has. */
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    private volatile int live = 1;
    private volatile boolean left;
    private volatile long lastHeartbeat = Long.MIN_VALUE;

    /** @param application of which it is a node: those of one application share the work, those of others do not */
    public Node(State state, String application) {
        this(state, application, ProcessId.next());
    }

    Node(State state, String application, String id) {
        this.state = state;
        this.application = Keys.bounded(application, 200);
        this.id = id;
    }

    public String id() {
        return id;
    }

    public String application() {
        return application;
    }

    public State state() {
        return state;
    }

    /** How many nodes were alive at the last beat, this one included. */
    public int live() {
        return live;
    }

    /** Says that this node is alive, and keeps the leases that it wants. */
    public CompletionStage<Void> heartbeat() {
        return state.write(connection -> {
            if (left) {
                return null;
            }
            long now = state.now(connection);
            seen(connection, now);
            releaseUnwanted(connection);
            Sql.update(connection, "UPDATE qb_lease SET until_ms = ? WHERE owner = ?", until(now), id);
            live = (int) nodes(connection).stream()
                    .filter(node -> isAlive(node, now))
                    .count();
            // Whoever has been silent for long enough that nobody can be mistaken.
            long longAgo = now - 20 * LEASE_TIME.toMillis();
            Sql.update(connection, "DELETE FROM qb_node WHERE seen_ms < ?", longAgo);
            lastHeartbeat = state.millis();
            return null;
        });
    }

    /** What could not be released when its work ended, or was got after its caller had given up, is not kept from others. */
    private void releaseUnwanted(Connection connection) throws SQLException {
        List<String> mine = Sql.all(
                connection, "SELECT name FROM qb_lease WHERE owner = ? ORDER BY name", row -> row.getString(1), id);
        for (String key : mine) {
            if (!wanted.contains(key)) {
                held(connection, key);
                // Asked again under the lock: whoever wants it from here on waits for it, and sees that it is free.
                if (!wanted.contains(key)) {
                    free(connection, key);
                }
            }
        }
    }

    /** Whether the last beat is so recent that nobody can have taken this node for dead. */
    public boolean isHeartbeatRecent() {
        return lastHeartbeat != Long.MIN_VALUE && Math.abs(state.millis() - lastHeartbeat) < LEASE_TIME.toMillis() / 2;
    }

    private void seen(Connection connection, long now) throws SQLException {
        state.dialect()
                .upsert(connection, "qb_node", List.of("id"), List.of("application", "seen_ms"), id, application, now);
    }

    private record Seen(String id, long at) {}

    private static List<Seen> nodes(Connection connection) throws SQLException {
        return Sql.all(
                connection, "SELECT id, seen_ms FROM qb_node", row -> new Seen(row.getString(1), row.getLong(2)));
    }

    private boolean isAlive(Seen node, long now) {
        return node.id.equals(id) || isFresh(node.at, now) && !ProcessId.hasEnded(node.id);
    }

    /** Far ahead is no better than long ago: then a clock was put back, which is to shut nobody out. */
    private static boolean isFresh(long at, long now) {
        return Math.abs(now - at) < LEASE_TIME.toMillis();
    }

    private static long until(long now) {
        return now + LEASE_TIME.toMillis();
    }

    /** Whether a node is alive: asked within a work. */
    boolean isAlive(Connection connection, String node) throws SQLException {
        if (node.equals(id)) {
            return true;
        }
        Long at = Sql.first(connection, "SELECT seen_ms FROM qb_node WHERE id = ?", row -> row.getLong(1), node);
        return at != null && isFresh(at, state.now(connection)) && !ProcessId.hasEnded(node);
    }

    /** Leases of these names are kept from now on. To be called before the work that acquires them. */
    public void want(Collection<String> names) {
        names.forEach(name -> wanted.add(Keys.bounded(name, LONGEST_NAME)));
    }

    /** Leases of these names are no longer kept: at the next beat they are free. */
    public void unwant(Collection<String> names) {
        names.forEach(name -> wanted.remove(Keys.bounded(name, LONGEST_NAME)));
    }

    /**
     * The work of that name for this node alone; null where another has it. To be called within a work, by who wants the
     * name.
     */
    public Lease acquire(Connection connection, String name) throws SQLException {
        String key = Keys.bounded(name, LONGEST_NAME);
        Held held = held(connection, key);
        // Not before the row is locked: what another node gets meanwhile would seem to end too far ahead.
        long now = state.now(connection);
        if (held == null) {
            if (state.dialect()
                    .insertIfAbsent(
                            connection,
                            "qb_lease",
                            List.of("name"),
                            List.of("owner", "until_ms", "fence"),
                            key,
                            id,
                            until(now),
                            1L)) {
                return new Lease(key, id, 1);
            }
            held = held(connection, key);
            now = state.now(connection);
        }
        if (held != null && held.owner.equals(id)) {
            return new Lease(key, id, held.fence);
        }
        if (held == null || isHeld(held, now)) {
            return null;
        }
        // By the number: where a database shows a row as it was before it was waited for, the faster one has it.
        boolean mine = Sql.update(
                        connection,
                        "UPDATE qb_lease SET owner = ?, until_ms = ?, fence = ? WHERE name = ? AND fence = ?",
                        id,
                        until(now),
                        held.fence + 1,
                        key,
                        held.fence)
                == 1;
        return mine ? new Lease(key, id, held.fence + 1) : null;
    }

    private record Held(String owner, long until, long fence) {}

    private Held held(Connection connection, String key) throws SQLException {
        return Sql.first(
                connection,
                "SELECT owner, until_ms, fence FROM qb_lease WHERE name = ?"
                        + state.dialect().forUpdate(),
                row -> new Held(row.getString(1), row.getLong(2), row.getLong(3)),
                key);
    }

    /** An end that is much farther away than a lease is long comes from a clock that was put back since. */
    private static boolean isHeld(Held held, long now) {
        return held.until > now && held.until <= until(until(now)) && !ProcessId.hasEnded(held.owner);
    }

    /** The work of that name for this node alone; null where another node has it. */
    public CompletionStage<Lease> acquire(String name) {
        want(List.of(name));
        return state.write(connection -> acquire(connection, name)).whenComplete((lease, failure) -> {
            if (lease == null) {
                unwant(List.of(name));
            }
        });
    }

    /** Whether a lease is still this node's, in the transaction that commits the work it is for. */
    public boolean holds(Connection connection, Lease lease) throws SQLException {
        Held held = held(connection, lease.name());
        return held != null && held.owner.equals(lease.owner()) && held.fence == lease.fence();
    }

    /** Lets others have it. */
    public CompletionStage<Void> release(String name) {
        unwant(List.of(name));
        return state.write(connection -> {
            release(connection, name);
            return null;
        });
    }

    /** The same, within a work, of a name that is no longer wanted. */
    public void release(Connection connection, String name) throws SQLException {
        free(connection, Keys.bounded(name, LONGEST_NAME));
    }

    private void free(Connection connection, String key) throws SQLException {
        // The row stays: its number is never used again.
        Sql.update(connection, "UPDATE qb_lease SET owner = '', until_ms = 0 WHERE name = ? AND owner = ?", key, id);
    }

    /**
     * Claims a name for this application. To be called within a work.
     *
     * @return the application that uses it on a node that is alive, where that is another one; else null
     */
    public String claim(Connection connection, String name) throws SQLException {
        String key = Keys.bounded(name, LONGEST_NAME);
        lockClaims(connection);
        seen(connection, state.now(connection));
        state.dialect()
                .insertIfAbsent(
                        connection, "qb_claim", List.of("name", "node"), List.of("application"), key, id, application);
        for (Claim claim : Sql.all(
                connection,
                "SELECT node, application FROM qb_claim WHERE name = ?",
                row -> new Claim(row.getString(1), row.getString(2)),
                key)) {
            if (!claim.application.equals(application)) {
                if (isAlive(connection, claim.node)) {
                    unclaim(connection, key, id);
                    return claim.application;
                }
                unclaim(connection, key, claim.node);
            }
        }
        return null;
    }

    /** A name that another application uses. */
    public record ForeignClaim(String name, String application) {}

    /**
     * The first of the names that another application uses on a node that is alive; null where none is. Claims nothing.
     * To be called within a work that writes: this node says that it is alive.
     */
    public ForeignClaim foreignClaim(Connection connection, Collection<String> names) throws SQLException {
        seen(connection, state.now(connection));
        Map<String, String> byKey = new HashMap<>();
        names.forEach(name -> byKey.put(Keys.bounded(name, LONGEST_NAME), name));
        for (NamedClaim claim : Sql.all(
                connection,
                "SELECT name, node, application FROM qb_claim WHERE application <> ?",
                row -> new NamedClaim(row.getString(1), new Claim(row.getString(2), row.getString(3))),
                application)) {
            if (byKey.containsKey(claim.key) && isAlive(connection, claim.claim.node)) {
                return new ForeignClaim(byKey.get(claim.key), claim.claim.application);
            }
        }
        return null;
    }

    private record NamedClaim(String key, Claim claim) {}

    /** One node claims at a time, or two that come at the same moment would not find each other. */
    private void lockClaims(Connection connection) throws SQLException {
        state.dialect()
                .insertIfAbsent(
                        connection,
                        "qb_lease",
                        List.of("name"),
                        List.of("owner", "until_ms", "fence"),
                        "claims",
                        "",
                        0L,
                        0L);
        held(connection, "claims");
    }

    private record Claim(String node, String application) {}

    private static void unclaim(Connection connection, String key, String node) throws SQLException {
        Sql.update(connection, "DELETE FROM qb_claim WHERE name = ? AND node = ?", key, node);
    }

    /** Another application may use the name. To be called within a work. */
    public void unclaim(Connection connection, String name) throws SQLException {
        unclaim(connection, Keys.bounded(name, LONGEST_NAME), id);
    }

    /** This node ends: what it has is free at once. */
    public CompletionStage<Void> leave() {
        left = true;
        return state.write(connection -> {
            Sql.update(connection, "UPDATE qb_lease SET owner = '', until_ms = 0 WHERE owner = ?", id);
            Sql.update(connection, "DELETE FROM qb_claim WHERE node = ?", id);
            Sql.update(connection, "DELETE FROM qb_node WHERE id = ?", id);
            return null;
        });
    }
}
