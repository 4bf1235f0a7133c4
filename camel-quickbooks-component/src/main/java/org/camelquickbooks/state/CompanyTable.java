package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Which company belongs to a realm id. QuickBooks' sandboxes, and ours, may give the id of one company to another.
 */
public final class CompanyTable {

    private final State state;

    public CompanyTable(State state) {
        this.state = state;
    }

    /**
     * When the company of a realm was created, as it was first seen.
     *
     * @param created when the company was created that answers now; kept where none was known
     */
    public String firstSeen(Connection connection, String realmId, String created) throws SQLException {
        state.dialect()
                .insertIfAbsent(
                        connection,
                        "qb_company",
                        List.of("realm_id"),
                        List.of("created", "seen_ms"),
                        realmId,
                        created,
                        state.now(connection));
        return find(connection, realmId);
    }

    /** Forgets all that is kept of a company but its tokens; what was read of it remains on the app's bill. */
    public void forget(Connection connection, String realmId) throws SQLException {
        for (String table : List.of("qb_intent", "qb_intent_call", "qb_company")) {
            Sql.update(connection, "DELETE FROM " + table + " WHERE realm_id = ?", realmId);
        }
        Sql.update(connection, "DELETE FROM qb_journal WHERE company = ?", realmId);
        Sql.update(connection, "DELETE FROM qb_cursor WHERE name LIKE ?", "%/" + realmId + "/%");
        Sql.update(connection, "DELETE FROM qb_event WHERE event LIKE ?", "%\"" + realmId + "\"%");
    }

    /** Null where it was never seen. */
    public String find(Connection connection, String realmId) throws SQLException {
        return Sql.first(
                connection, "SELECT created FROM qb_company WHERE realm_id = ?", row -> row.getString(1), realmId);
    }
}
