package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The tokens of companies, encrypted by whoever keeps them here. */
public final class TokenTable {

    private static final List<String> COLUMNS = List.of(
            "access_token",
            "access_expires_ms",
            "refresh_token",
            "refresh_expires_ms",
            "former_refresh_token",
            "hard_expires_ms",
            "refreshed_ms",
            "company_name",
            "version");

    /**
     * A row.
     *
     * @param version grows with each change
     */
    public record TokenRow(
            String realmId,
            String accessToken,
            Long accessExpires,
            String refreshToken,
            Long refreshExpires,
            String formerRefreshToken,
            Long hardExpires,
            Long refreshed,
            String companyName,
            long version) {}

    private final State state;

    public TokenTable(State state) {
        this.state = state;
    }

    /** Null where there is none. */
    public TokenRow find(Connection connection, String realmId) throws SQLException {
        return select(connection, realmId, "");
    }

    /** The same, and nobody else may change it until the transaction ends. */
    public TokenRow lock(Connection connection, String realmId) throws SQLException {
        return select(connection, realmId, state.dialect().forUpdate());
    }

    private static TokenRow select(Connection connection, String realmId, String lock) throws SQLException {
        return Sql.first(
                connection, "SELECT * FROM qb_token WHERE realm_id = ?" + lock, row -> read(realmId, row), realmId);
    }

    private static TokenRow read(String realmId, ResultSet row) throws SQLException {
        return new TokenRow(
                realmId,
                row.getString("access_token"),
                Sql.number(row, "access_expires_ms"),
                row.getString("refresh_token"),
                Sql.number(row, "refresh_expires_ms"),
                row.getString("former_refresh_token"),
                Sql.number(row, "hard_expires_ms"),
                Sql.number(row, "refreshed_ms"),
                row.getString("company_name"),
                row.getLong("version"));
    }

    public List<String> realms(Connection connection) throws SQLException {
        return Sql.all(connection, "SELECT realm_id FROM qb_token ORDER BY realm_id", row -> row.getString(1));
    }

    public void put(Connection connection, TokenRow row) throws SQLException {
        state.dialect()
                .upsert(
                        connection,
                        "qb_token",
                        List.of("realm_id"),
                        COLUMNS,
                        row.realmId,
                        row.accessToken,
                        row.accessExpires,
                        row.refreshToken,
                        row.refreshExpires,
                        row.formerRefreshToken,
                        row.hardExpires,
                        row.refreshed,
                        row.companyName,
                        row.version);
    }

    public void remove(Connection connection, String realmId) throws SQLException {
        Sql.update(connection, "DELETE FROM qb_token WHERE realm_id = ?", realmId);
    }
}
