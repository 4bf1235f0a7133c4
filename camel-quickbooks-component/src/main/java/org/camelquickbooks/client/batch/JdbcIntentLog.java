package org.camelquickbooks.client.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.camelquickbooks.client.sql.Database;
import org.camelquickbooks.model.Json;

/**
 * Intents in two tables that several processes share. Tested with PostgreSQL and H2; {@link #createTables()} makes the
 * tables, or take their definition from {@link #DDL}.
 */
public final class JdbcIntentLog implements IntentLog {

    /** The tables. */
    public static final List<String> DDL = List.of(
            "CREATE TABLE IF NOT EXISTS quickbooks_intent (id VARCHAR(50) PRIMARY KEY, realm_id VARCHAR(40) NOT NULL,"
                    + " begun TIMESTAMP NOT NULL, path VARCHAR(200) NOT NULL, body TEXT NOT NULL, item_keys TEXT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS quickbooks_intent_item (realm_id VARCHAR(40) NOT NULL,"
                    + " item_key VARCHAR(200) NOT NULL, intent_id VARCHAR(50) NOT NULL, answer TEXT,"
                    + " decided TIMESTAMP, PRIMARY KEY (realm_id, item_key))");

    private final Database database;

    public JdbcIntentLog(DataSource dataSource) {
        this.database = new Database(dataSource, "The intent log's database");
    }

    /** Makes the tables where they are not there. */
    public JdbcIntentLog createTables() {
        database.create(DDL);
        return this;
    }

    @Override
    public boolean begin(Intent intent) {
        return database.insert(connection -> {
            insert(connection, intent);
            return null;
        });
    }

    private static void insert(Connection connection, Intent intent) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement(
                        "INSERT INTO quickbooks_intent (id, realm_id, begun, path, body, item_keys) VALUES (?, ?, ?, ?, ?, ?)");
                PreparedStatement item = connection.prepareStatement(
                        "INSERT INTO quickbooks_intent_item (realm_id, item_key, intent_id) VALUES (?, ?, ?)")) {
            ObjectNode keys = Json.object();
            intent.keys().forEach(keys::put);
            call.setString(1, intent.id());
            call.setString(2, intent.realmId());
            call.setTimestamp(3, Timestamp.from(intent.at()));
            call.setString(4, intent.path());
            call.setString(5, intent.body());
            call.setString(6, keys.toString());
            call.executeUpdate();
            for (String key : intent.keys().values()) {
                item.setString(1, intent.realmId());
                item.setString(2, key);
                item.setString(3, intent.id());
                item.executeUpdate();
            }
        }
    }

    @Override
    public void decide(Intent intent, Map<String, String> answers, Instant at) {
        database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                            "UPDATE quickbooks_intent_item SET answer = ?, decided = ? WHERE realm_id = ? AND item_key = ?");
                    PreparedStatement drop = connection.prepareStatement(
                            "DELETE FROM quickbooks_intent_item WHERE intent_id = ? AND answer IS NULL");
                    PreparedStatement done =
                            connection.prepareStatement("DELETE FROM quickbooks_intent WHERE id = ?")) {
                Timestamp now = Timestamp.from(at);
                for (Map.Entry<String, String> answer : answers.entrySet()) {
                    update.setString(1, answer.getValue());
                    update.setTimestamp(2, now);
                    update.setString(3, intent.realmId());
                    update.setString(4, answer.getKey());
                    update.executeUpdate();
                }
                drop.setString(1, intent.id());
                drop.executeUpdate();
                done.setString(1, intent.id());
                done.executeUpdate();
            }
            return null;
        });
    }

    @Override
    public Known find(String realmId, String key) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT i.answer, c.id, c.begun, c.path, c.body, c.item_keys FROM quickbooks_intent_item i"
                            + " LEFT JOIN quickbooks_intent c ON c.id = i.intent_id"
                            + " WHERE i.realm_id = ? AND i.item_key = ?")) {
                query.setString(1, realmId);
                query.setString(2, key);
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next()) {
                        return null;
                    }
                    String answer = row.getString(1);
                    return answer != null ? new Known(null, answer) : new Known(intent(row, realmId), null);
                }
            }
        });
    }

    private static Intent intent(ResultSet row, String realmId) throws SQLException {
        Map<String, String> keys = new LinkedHashMap<>();
        try {
            JsonNode node = Json.parse(row.getString("item_keys").getBytes(StandardCharsets.UTF_8));
            node.properties().forEach(k -> keys.put(k.getKey(), k.getValue().asText()));
        } catch (JsonProcessingException e) {
            throw new SQLException("The keys of intent " + row.getString("id") + " are not readable", e);
        }
        return new Intent(
                row.getString("id"),
                realmId,
                row.getTimestamp("begun").toInstant(),
                row.getString("path"),
                row.getString("body"),
                keys);
    }

    @Override
    public List<Intent> undecided() {
        return database.inTransaction(connection -> {
            List<Intent> all = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT id, realm_id, begun, path, body, item_keys FROM quickbooks_intent ORDER BY begun, id")) {
                while (row.next()) {
                    all.add(intent(row, row.getString("realm_id")));
                }
            }
            return all;
        });
    }

    @Override
    public void forget(Instant before) {
        database.inTransaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM quickbooks_intent_item WHERE decided < ?")) {
                delete.setTimestamp(1, Timestamp.from(before));
                return delete.executeUpdate();
            }
        });
    }

    /** The DataSource is the user's. */
    @Override
    public void close() {}
}
