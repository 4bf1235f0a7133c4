package org.camelquickbooks.client.oauth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.sql.DataSource;
import org.camelquickbooks.client.sql.Database;

/**
 * Encrypted tokens in a table that several processes share. Who refreshes holds the company's row, so that the others
 * wait and find the new token. Tested with PostgreSQL and H2; {@link #createTables()} makes the table, or take its
 * definition from {@link #DDL}.
 */
public final class JdbcTokenStore implements TokenStore {

    /** The table. */
    public static final List<String> DDL = List.of("CREATE TABLE IF NOT EXISTS quickbooks_token (realm_id VARCHAR(40)"
            + " PRIMARY KEY, content VARCHAR(8000) NOT NULL)");

    private final Database database;
    private final TokenJson json;
    private final HeldRefresh refreshing = new HeldRefresh();

    JdbcTokenStore(DataSource dataSource, TokenCipher cipher) {
        this.database = new Database(dataSource, "The database of the tokens");
        this.json = new TokenJson(cipher);
    }

    /** @param keys base64 of 32 bytes each, with commas; the first encrypts, all decrypt */
    public JdbcTokenStore(DataSource dataSource, String keys) {
        this(dataSource, new TokenCipher(keys));
    }

    /** For beans that are made of properties: true makes the table where it is not there. */
    public void setCreateTables(boolean wanted) {
        if (wanted) {
            createTables();
        }
    }

    /** Makes the table where it is not there. */
    public JdbcTokenStore createTables() {
        database.create(DDL);
        return this;
    }

    @Override
    public Optional<Token> load(String realmId) {
        return Optional.ofNullable(database.inTransaction(connection -> select(connection, realmId, "")));
    }

    private Token select(Connection connection, String realmId, String lock) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT content FROM quickbooks_token WHERE realm_id = ?" + lock)) {
            query.setString(1, realmId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? json.read(realmId, row.getString(1)) : null;
            }
        }
    }

    @Override
    public Set<String> list() {
        return database.inTransaction(connection -> {
            Set<String> realms = new TreeSet<>();
            try (PreparedStatement query = connection.prepareStatement("SELECT realm_id FROM quickbooks_token");
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    realms.add(row.getString(1));
                }
            }
            return realms;
        });
    }

    @Override
    public void save(Token token) {
        boolean updated = database.inTransaction(connection -> update(connection, token));
        if (!updated && !database.insert(connection -> insert(connection, token))) {
            // Another process was first.
            database.inTransaction(connection -> update(connection, token));
        }
    }

    private boolean update(Connection connection, Token token) throws SQLException {
        return write(connection, "UPDATE quickbooks_token SET content = ? WHERE realm_id = ?", token);
    }

    private boolean insert(Connection connection, Token token) throws SQLException {
        return write(connection, "INSERT INTO quickbooks_token (content, realm_id) VALUES (?, ?)", token);
    }

    private boolean write(Connection connection, String statement, Token token) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(statement)) {
            write.setString(1, json.write(token));
            write.setString(2, token.realmId());
            return write.executeUpdate() == 1;
        }
    }

    @Override
    public void remove(String realmId) {
        database.inTransaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM quickbooks_token WHERE realm_id = ?")) {
                delete.setString(1, realmId);
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public CompletionStage<Token> refresh(String realmId, Function<Token, CompletionStage<Token>> function) {
        return refreshing.run(() -> database.inTransaction(connection -> {
            Token kept = select(connection, realmId, " FOR UPDATE");
            Token next = function.apply(kept).toCompletableFuture().join();
            if (!next.equals(kept) && !(kept == null ? insert(connection, next) : update(connection, next))) {
                throw new IllegalStateException("The new tokens of company " + realmId + " could not be kept");
            }
            return next;
        }));
    }
}
