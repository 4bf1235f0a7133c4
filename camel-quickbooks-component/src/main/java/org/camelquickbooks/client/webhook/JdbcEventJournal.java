package org.camelquickbooks.client.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.camelquickbooks.client.sql.Database;
import org.camelquickbooks.model.Json;

/**
 * Events in a table that several processes share: one that came to two of them is told of once, and what a process
 * leaves behind another takes over. Tested with PostgreSQL and H2; {@link #createTables()} makes the table, or take its
 * definition from {@link #DDL}.
 */
public final class JdbcEventJournal implements EventJournal {

    /** The table. */
    public static final List<String> DDL = List.of("CREATE TABLE IF NOT EXISTS quickbooks_event (consumer VARCHAR(100)"
            + " NOT NULL, id VARCHAR(250) NOT NULL, event TEXT NOT NULL, received TIMESTAMP NOT NULL, owner VARCHAR(50)"
            + " NOT NULL, alive TIMESTAMP NOT NULL, done TIMESTAMP, PRIMARY KEY (consumer, id))");

    /** A process that said nothing for so long is taken to be dead. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Database database;
    private final String me = UUID.randomUUID().toString();

    public JdbcEventJournal(DataSource dataSource) {
        this.database = new Database(dataSource, "The database of the webhook events");
    }

    /** Makes the table where it is not there. */
    public JdbcEventJournal createTables() {
        database.create(DDL);
        return this;
    }

    @Override
    public List<WebhookEvent> add(String consumer, List<WebhookEvent> events, Instant now) {
        List<WebhookEvent> unknown = events.stream()
                .filter(event -> !isKnown(consumer, event))
                .distinct()
                .toList();
        if (unknown.isEmpty() || insert(consumer, unknown, now)) {
            return unknown;
        }
        // Another process has some of them at the same time.
        return unknown.stream()
                .filter(event -> insert(consumer, List.of(event), now))
                .toList();
    }

    private boolean insert(String consumer, List<WebhookEvent> events, Instant now) {
        return database.insert(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO quickbooks_event"
                    + " (consumer, id, event, received, owner, alive) VALUES (?, ?, ?, ?, ?, ?)")) {
                for (WebhookEvent event : events) {
                    insert.setString(1, consumer);
                    insert.setString(2, event.id());
                    insert.setString(3, event.toJson().toString());
                    insert.setTimestamp(4, Timestamp.from(now));
                    insert.setString(5, me);
                    insert.setTimestamp(6, Timestamp.from(now));
                    insert.executeUpdate();
                }
                return null;
            }
        });
    }

    private boolean isKnown(String consumer, WebhookEvent event) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT 1 FROM quickbooks_event WHERE consumer = ? AND id = ?")) {
                query.setString(1, consumer);
                query.setString(2, event.id());
                try (ResultSet row = query.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    @Override
    public void done(String consumer, WebhookEvent event, Instant now) {
        database.inTransaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE quickbooks_event SET done = ? WHERE consumer = ? AND id = ?")) {
                update.setTimestamp(1, Timestamp.from(now));
                update.setString(2, consumer);
                update.setString(3, event.id());
                return update.executeUpdate();
            }
        });
    }

    @Override
    public void drop(String consumer, WebhookEvent event) {
        database.inTransaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM quickbooks_event WHERE consumer = ? AND id = ?")) {
                delete.setString(1, consumer);
                delete.setString(2, event.id());
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public List<WebhookEvent> takeOver(String consumer, Instant now) {
        return database.inTransaction(connection -> {
            try (PreparedStatement alive = connection.prepareStatement(
                    "UPDATE quickbooks_event SET alive = ? WHERE consumer = ? AND owner = ? AND done IS NULL")) {
                alive.setTimestamp(1, Timestamp.from(now));
                alive.setString(2, consumer);
                alive.setString(3, me);
                alive.executeUpdate();
            }
            return orphans(connection, consumer, now);
        });
    }

    private List<WebhookEvent> orphans(Connection connection, String consumer, Instant now) throws SQLException {
        List<WebhookEvent> taken = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT event FROM quickbooks_event WHERE"
                        + " consumer = ? AND done IS NULL AND owner <> ? AND alive < ? ORDER BY received FOR UPDATE");
                PreparedStatement take = connection.prepareStatement(
                        "UPDATE quickbooks_event SET owner = ?, alive = ? WHERE consumer = ? AND id = ?")) {
            query.setString(1, consumer);
            query.setString(2, me);
            query.setTimestamp(3, Timestamp.from(now.minus(SILENCE)));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    taken.add(WebhookEvent.of(Json.parse(row.getString(1).getBytes(StandardCharsets.UTF_8))));
                }
            } catch (JsonProcessingException e) {
                throw new SQLException("An event is not readable", e);
            }
            for (WebhookEvent event : taken) {
                take.setString(1, me);
                take.setTimestamp(2, Timestamp.from(now));
                take.setString(3, consumer);
                take.setString(4, event.id());
                take.executeUpdate();
            }
        }
        return taken;
    }

    @Override
    public void leave(String consumer) {
        database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE quickbooks_event SET owner = '', alive = ? WHERE consumer = ? AND owner = ? AND done IS NULL")) {
                update.setTimestamp(1, Timestamp.from(Instant.EPOCH));
                update.setString(2, consumer);
                update.setString(3, me);
                return update.executeUpdate();
            }
        });
    }

    @Override
    public void forget(Instant before) {
        database.inTransaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM quickbooks_event WHERE done < ?")) {
                delete.setTimestamp(1, Timestamp.from(before));
                return delete.executeUpdate();
            }
        });
    }

    /** The DataSource is the user's. */
    @Override
    public void close() {}
}
