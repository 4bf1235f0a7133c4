package org.camelquickbooks.flow.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.camelquickbooks.model.Json;
import org.junit.jupiter.api.Test;

class NewFieldsTest {

    private static final List<JsonNode> ROWS = List.of(Json.parsed("{\"Id\":\"1\",\"BrandNew\":1}"));

    private static Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:fields;DB_CLOSE_DELAY=-1");
    }

    @Test
    void aFieldThatTwoCompaniesMeetAtOnceIsReportedByOne() throws SQLException {
        try (Connection one = open();
                Connection two = open()) {
            NewFields fields = new NewFields(Dialect.of(one), "p_");
            new Migration(Dialect.of(one), "p_").shared(one);
            two.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            two.setAutoCommit(false);
            // From here on it does not see what others commit.
            assertThat(Database.all(two, "SELECT field FROM p_replica_new_field", row -> row.getString(1)))
                    .isEmpty();
            assertThat(fields.record(one, "Term", ROWS)).containsExactly("BrandNew");
            assertThat(fields.record(two, "Term", ROWS)).isEmpty();
            two.commit();
            assertThat(fields.record(two, "Term", ROWS)).isEmpty();
        }
    }
}
