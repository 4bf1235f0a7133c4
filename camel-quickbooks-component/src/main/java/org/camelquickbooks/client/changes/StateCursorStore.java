package org.camelquickbooks.client.changes;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.state.CursorTable;
import org.camelquickbooks.state.Lease;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.State;
import org.camelquickbooks.state.StateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cursors in the state database. A cursor belongs to one application at a time, and one of its nodes follows it. The
 * node has a lease, which is checked in the transaction that moves the cursor.
 */
public final class StateCursorStore implements CursorStore {

    private static final Logger LOG = LoggerFactory.getLogger(StateCursorStore.class);

    private final Node node;
    private final State state;
    private final CursorTable table;
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    public StateCursorStore(Node node) {
        this.node = node;
        this.state = node.state();
        this.table = new CursorTable(state);
    }

    private static String name(String key) {
        return "cursor/" + key;
    }

    private static List<String> names(List<String> keys) {
        return keys.stream().map(StateCursorStore::name).toList();
    }

    @Override
    public boolean take(List<String> keys) {
        // While the beat goes on nobody else takes what is ours; and whoever did is found out when a cursor is moved.
        if (node.isHeartbeatRecent() && leases.keySet().containsAll(keys)) {
            return true;
        }
        node.want(names(keys));
        List<String> others;
        try {
            Map<String, Lease> taken = state.writeNow(connection -> take(connection, keys));
            leases.putAll(taken);
            waiting.removeAll(taken.keySet());
            others = keys.stream().filter(key -> !taken.containsKey(key)).toList();
            leases.keySet().removeAll(others);
        } finally {
            // Also what the database has taken without an answer, or takes later.
            node.unwant(
                    names(keys.stream().filter(key -> !leases.containsKey(key)).toList()));
        }
        others.stream().filter(waiting::add).forEach(this::logWaiting);
        return others.isEmpty();
    }

    @Override
    public void check(List<String> keys) {
        Map<String, String> byName = new HashMap<>();
        keys.forEach(key -> byName.put(name(key), key));
        Node.ForeignClaim other = state.writeNow(connection -> node.foreignClaim(connection, byName.keySet()));
        if (other != null) {
            throw new IllegalStateException(belongsTo(byName.get(other.name()), other.application()));
        }
    }

    private Map<String, Lease> take(Connection connection, List<String> keys) throws SQLException {
        Map<String, Lease> all = new HashMap<>();
        for (String key : keys) {
            String other = node.claim(connection, name(key));
            if (other != null) {
                throw new IllegalStateException(belongsTo(key, other));
            }
            Lease lease = node.acquire(connection, name(key));
            if (lease != null) {
                all.put(key, lease);
            }
        }
        return all;
    }

    private void logWaiting(String key) {
        LOG.info(
                "The cursor '{}' belongs to another node of the application '{}'; this node takes over when "
                        + "that node stops. If it is another application, give this consumer its own cursorName",
                key,
                node.application());
    }

    private String belongsTo(String key, String other) {
        return "The cursor '" + key + "' belongs to the application '" + other + "', and this is '"
                + node.application()
                + "': each would miss the changes that the other one receives. Give this consumer its own "
                + "cursorName; or, if both are nodes of one cluster, set the same clusterId on both components";
    }

    @Override
    public void leave(String prefix) {
        List<String> left = leases.keySet().stream()
                .filter(key -> key.startsWith(prefix + "/"))
                .toList();
        leases.keySet().removeAll(left);
        if (left.isEmpty()) {
            return;
        }
        node.unwant(names(left));
        try {
            state.writeNow(connection -> {
                for (String key : left) {
                    node.release(connection, name(key));
                    node.unclaim(connection, name(key));
                }
                return null;
            });
        } catch (StateException e) {
            // They are free at the next beat.
            LOG.debug("The cursors that start with '{}' could not be released: {}", prefix, e.getMessage());
        }
    }

    @Override
    public String getState(String key) {
        return state.readNow(connection -> Optional.ofNullable(table.find(connection, key)))
                .orElse(null);
    }

    @Override
    public boolean compareAndSet(String key, String expected, String value) {
        Lease lease = leases.get(key);
        return state.writeNow(connection -> {
            if (lease != null && !node.holds(connection, lease)) {
                leases.remove(key, lease);
                return false;
            }
            return table.move(connection, key, expected, value);
        });
    }

    @Override
    public void setState(String key, String value) {
        boolean set = false;
        while (!set) {
            set = compareAndSet(key, getState(key), value);
        }
    }
}
