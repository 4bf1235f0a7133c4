package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recorded writes: the calls that contain them, with their bytes, and the result of each write. An undecided write
 * belongs to a call; a decided one keeps its answer and no body.
 */
public final class IntentTable {

    /** How long a process counts as alive without a sign of life. */
    public static final Duration LEASE = Duration.ofSeconds(6);

    /** A write is found by this many names in one statement. */
    private static final int NAMES = 500;

    private static final String CALLS = "qb_intent_call";
    private static final String WRITES = "qb_intent";
    private static final String CALL_COLUMNS = "SELECT realm_id, call_id, path, content_type, operation, expects, body,"
            + " begun_ms, sent_ms, owner, until_ms, fence, reported_ms FROM " + CALLS;
    private static final String WRITE_COLUMNS =
            "SELECT realm_id, name, digest, label, attempt, call_id, b_id, answer" + " FROM " + WRITES;

    /**
     * A call that carries undecided writes.
     *
     * @param callId the request id under which QuickBooks gets it
     * @param path where it is sent, with its parameters
     * @param expects the field that an answer to it must have; null where any will do
     * @param body what is sent, to the byte; null where it is not kept
     * @param sentMillis when it was last sent, or was about to be
     * @param owner the process that is sending it; null where nobody is
     * @param untilMillis until when the owner counts as alive
     * @param fence how often it has changed hands
     * @param reportedMillis when an operator was told that it stays undecided; null while nobody was
     */
    public record RecordedCall(
            String realmId,
            String callId,
            String path,
            String contentType,
            String operation,
            String expects,
            byte[] body,
            long begunMillis,
            long sentMillis,
            String owner,
            long untilMillis,
            long fence,
            Long reportedMillis) {

        /** Whether a process is sending it now. */
        public boolean isOwned(long nowMillis) {
            return isHeld(owner, untilMillis, nowMillis);
        }

        /** Whether another process is sending it now. */
        public boolean isOwnedByOther(String process, long nowMillis) {
            return isOwned(nowMillis) && !owner.equals(process);
        }
    }

    /** An end that is much farther away than a lease is long comes from a clock that was put back since. */
    private static boolean isHeld(String owner, long untilMillis, long nowMillis) {
        return owner != null && untilMillis > nowMillis && untilMillis <= nowMillis + 2 * LEASE.toMillis();
    }

    /**
     * A write, and what became of it.
     *
     * @param name what names it for good
     * @param digest of what the caller asked for
     * @param label operation and entity
     * @param attempt how often QuickBooks has refused it
     * @param callId the call that carries it; null where it is decided
     * @param answer what QuickBooks answered; null unless it was done
     */
    public record Write(
            String realmId,
            String name,
            String digest,
            String label,
            int attempt,
            String callId,
            String bId,
            String answer) {

        public boolean isUndecided() {
            return callId != null;
        }

        public boolean isDone() {
            return answer != null;
        }

        /** It was refused, or settled as not done: the next one under its name is another write. */
        public boolean isFree() {
            return callId == null && answer == null;
        }
    }

    /** One write that is to be put into a call. */
    public record Wanted(String name, String digest, String label) {}

    /** A verdict on one write of a call. The answer is null where QuickBooks has refused it. */
    public record RecordedVerdict(String name, String answer) {}

    /**
     * A call that carries undecided writes, without what it holds.
     *
     * @param kept whether the record holds what is sent
     */
    public record OpenCall(
            String realmId,
            String callId,
            long begunMillis,
            String owner,
            long untilMillis,
            Long reportedMillis,
            boolean kept) {

        /** Whether a process is sending it now. */
        public boolean isOwned(long nowMillis) {
            return isHeld(owner, untilMillis, nowMillis);
        }
    }

    /** An undecided write, for an operator. */
    public record OpenWrite(
            String realmId, String name, String label, String callId, long begunMillis, Long reportedMillis) {}

    private final State state;

    public IntentTable(State state) {
        this.state = state;
    }

    /** Null where nothing is known of it. */
    public Write find(Connection connection, String realmId, String name) throws SQLException {
        return Sql.first(
                connection, WRITE_COLUMNS + " WHERE realm_id = ? AND name = ?", IntentTable::write, realmId, name);
    }

    /** What is known of writes, by name. */
    public Map<String, Write> find(Connection connection, String realmId, Collection<String> names)
            throws SQLException {
        Map<String, Write> found = new HashMap<>();
        List<String> left = List.copyOf(names);
        for (int from = 0; from < left.size(); from += NAMES) {
            List<String> some = left.subList(from, Math.min(left.size(), from + NAMES));
            List<Object> values = new ArrayList<>();
            values.add(realmId);
            values.addAll(some);
            Sql.all(
                            connection,
                            WRITE_COLUMNS + " WHERE realm_id = ? AND name IN (" + Dialect.marks(some.size()) + ")",
                            IntentTable::write,
                            values.toArray())
                    .forEach(write -> found.put(write.name(), write));
        }
        return found;
    }

    /**
     * Reserves a name for a call, unless something stands under it.
     *
     * @return null where it is reserved, else what stands there
     */
    public Write reserve(Connection connection, String realmId, Wanted wanted, Write known, String callId, String bId)
            throws SQLException {
        Write now = known;
        if (now == null) {
            boolean mine = state.dialect()
                    .insertIfAbsent(
                            connection,
                            WRITES,
                            List.of("realm_id", "name"),
                            List.of("digest", "label", "attempt", "call_id", "b_id"),
                            realmId,
                            wanted.name(),
                            wanted.digest(),
                            wanted.label(),
                            0,
                            callId,
                            bId);
            if (mine) {
                return null;
            }
            now = find(connection, realmId, wanted.name());
        }
        if (now == null || !now.isFree()) {
            return now;
        }
        int changed = Sql.update(
                connection,
                "UPDATE " + WRITES + " SET digest = ?, label = ?, call_id = ?, b_id = ?, decided_ms = NULL"
                        + " WHERE realm_id = ? AND name = ? AND call_id IS NULL AND answer IS NULL",
                wanted.digest(),
                wanted.label(),
                callId,
                bId,
                realmId,
                wanted.name());
        return changed == 1 ? null : find(connection, realmId, wanted.name());
    }

    /** In the order in which rows are to be locked, so that two processes never wait for each other. */
    public static Comparator<Wanted> order() {
        return Comparator.comparing(Wanted::name);
    }

    public void insert(Connection connection, RecordedCall call) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO " + CALLS + " (realm_id, call_id, path, content_type, operation, expects, body, begun_ms,"
                        + " sent_ms, owner, until_ms, fence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                call.realmId(),
                call.callId(),
                call.path(),
                call.contentType(),
                call.operation(),
                call.expects(),
                call.body(),
                call.begunMillis(),
                call.sentMillis(),
                call.owner(),
                call.untilMillis(),
                call.fence());
    }

    /** A call, locked until the transaction ends; null where it is decided. */
    public RecordedCall lock(Connection connection, String realmId, String callId) throws SQLException {
        return Sql.first(
                connection,
                CALL_COLUMNS + " WHERE realm_id = ? AND call_id = ?"
                        + state.dialect().forUpdate(),
                IntentTable::call,
                realmId,
                callId);
    }

    /**
     * Gives a call to a process; what a former owner says of a refusal no longer counts.
     *
     * @param sentMillis now where it is going to be sent, else as it was
     */
    public void own(Connection connection, RecordedCall call, String owner, long untilMillis, long sentMillis)
            throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + CALLS + " SET owner = ?, until_ms = ?, sent_ms = ?, fence = fence + 1"
                        + " WHERE realm_id = ? AND call_id = ?",
                owner,
                untilMillis,
                sentMillis,
                call.realmId(),
                call.callId());
    }

    /** The process is alive and at work on these calls of a company; of those that others have by now nothing changes. */
    public void renew(Connection connection, String owner, String realmId, Collection<String> callIds, long untilMillis)
            throws SQLException {
        List<String> left = callIds.stream().sorted().toList();
        for (int from = 0; from < left.size(); from += NAMES) {
            List<String> some = left.subList(from, Math.min(left.size(), from + NAMES));
            List<Object> values = new ArrayList<>(List.of(untilMillis, owner, realmId));
            values.addAll(some);
            Sql.update(
                    connection,
                    "UPDATE " + CALLS + " SET until_ms = ? WHERE owner = ? AND realm_id = ? AND call_id IN ("
                            + Dialect.marks(some.size()) + ")",
                    values.toArray());
        }
    }

    /** Nobody is sending the call any more; whoever wants it may have it at once. */
    public void release(Connection connection, String realmId, String callId, long fence) throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + CALLS + " SET owner = NULL, until_ms = 0 WHERE realm_id = ? AND call_id = ? AND fence = ?",
                realmId,
                callId,
                fence);
    }

    /** The process stops: its calls are anybody's. */
    public void releaseAll(Connection connection, String owner) throws SQLException {
        Sql.update(connection, "UPDATE " + CALLS + " SET owner = NULL, until_ms = 0 WHERE owner = ?", owner);
    }

    /**
     * Keeps verdicts. A success counts whoever brings it; a refusal only from the owner, since another process may be
     * sending the same now.
     *
     * @param remaining what is left of the call's body where not all of it is decided; null leaves it as it is
     */
    public void decide(
            Connection connection,
            String realmId,
            String callId,
            long fence,
            List<RecordedVerdict> decisions,
            byte[] remaining,
            long nowMillis)
            throws SQLException {
        RecordedCall call = lock(connection, realmId, callId);
        if (call == null) {
            return;
        }
        boolean owned = call.fence() == fence;
        for (RecordedVerdict decision : decisions) {
            if (decision.answer() != null) {
                Sql.update(
                        connection,
                        "UPDATE " + WRITES + " SET answer = ?, call_id = NULL, b_id = NULL, decided_ms = ?"
                                + " WHERE realm_id = ? AND name = ? AND call_id = ?",
                        decision.answer(),
                        nowMillis,
                        realmId,
                        decision.name(),
                        callId);
            } else if (owned) {
                Sql.update(
                        connection,
                        "UPDATE " + WRITES + " SET attempt = attempt + 1, call_id = NULL, b_id = NULL,"
                                + " decided_ms = ? WHERE realm_id = ? AND name = ? AND call_id = ?",
                        nowMillis,
                        realmId,
                        decision.name(),
                        callId);
            }
        }
        Integer left = Sql.first(
                connection,
                "SELECT COUNT(*) FROM " + WRITES + " WHERE realm_id = ? AND call_id = ?",
                row -> row.getInt(1),
                realmId,
                callId);
        if (left == 0) {
            Sql.update(connection, "DELETE FROM " + CALLS + " WHERE realm_id = ? AND call_id = ?", realmId, callId);
        } else if (owned) {
            if (remaining != null) {
                Sql.update(
                        connection,
                        "UPDATE " + CALLS + " SET body = ? WHERE realm_id = ? AND call_id = ?",
                        remaining,
                        realmId,
                        callId);
            }
            release(connection, realmId, callId, fence);
        }
    }

    /** The undecided writes of a call. */
    public List<Write> of(Connection connection, String realmId, String callId) throws SQLException {
        return Sql.all(
                connection,
                WRITE_COLUMNS + " WHERE realm_id = ? AND call_id = ? ORDER BY name",
                IntentTable::write,
                realmId,
                callId);
    }

    /** All calls that carry undecided writes, the oldest first, without what they hold. */
    public List<OpenCall> open(Connection connection) throws SQLException {
        return Sql.all(
                connection,
                "SELECT realm_id, call_id, begun_ms, owner, until_ms, reported_ms,"
                        + " CASE WHEN body IS NULL THEN 0 ELSE 1 END FROM " + CALLS + " ORDER BY begun_ms, call_id",
                row -> new OpenCall(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getLong(5),
                        Sql.number(row, "reported_ms"),
                        row.getInt(7) == 1));
    }

    /** All undecided writes, the oldest first. */
    public List<OpenWrite> openWrites(Connection connection) throws SQLException {
        return Sql.all(
                connection,
                "SELECT w.realm_id, w.name, w.label, w.call_id, c.begun_ms, c.reported_ms FROM " + WRITES + " w JOIN "
                        + CALLS + " c ON c.realm_id = w.realm_id AND c.call_id = w.call_id"
                        + " ORDER BY c.begun_ms, w.name",
                row -> new OpenWrite(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        Sql.number(row, "reported_ms")));
    }

    /** @return whether nobody had been told before */
    public boolean report(Connection connection, String realmId, String callId, long nowMillis) throws SQLException {
        return Sql.update(
                        connection,
                        "UPDATE " + CALLS + " SET reported_ms = ?"
                                + " WHERE realm_id = ? AND call_id = ? AND reported_ms IS NULL",
                        nowMillis,
                        realmId,
                        callId)
                == 1;
    }

    /** Forgets what was decided before that time; never what is undecided. */
    public int forget(Connection connection, long beforeMillis) throws SQLException {
        return Sql.update(
                connection, "DELETE FROM " + WRITES + " WHERE call_id IS NULL AND decided_ms < ?", beforeMillis);
    }

    private static RecordedCall call(ResultSet row) throws SQLException {
        return new RecordedCall(
                row.getString("realm_id"),
                row.getString("call_id"),
                row.getString("path"),
                row.getString("content_type"),
                row.getString("operation"),
                row.getString("expects"),
                row.getBytes("body"),
                row.getLong("begun_ms"),
                row.getLong("sent_ms"),
                row.getString("owner"),
                row.getLong("until_ms"),
                row.getLong("fence"),
                Sql.number(row, "reported_ms"));
    }

    private static Write write(ResultSet row) throws SQLException {
        return new Write(
                row.getString("realm_id"),
                row.getString("name"),
                row.getString("digest"),
                row.getString("label"),
                row.getInt("attempt"),
                row.getString("call_id"),
                row.getString("b_id"),
                row.getString("answer"));
    }
}
