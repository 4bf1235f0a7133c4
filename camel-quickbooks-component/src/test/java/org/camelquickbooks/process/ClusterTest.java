package org.camelquickbooks.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;

/** Two processes that share the limits of a company in PostgreSQL: together they stay within them. */
class ClusterTest {

    private static final int EACH = 60;

    @Test
    void twoProcessesTogetherStayWithinTheLimits() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
                QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                        .withCompany(QuickBooksSandbox.US_REALM)
                        .start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                // The table that Bucket4j documents for keys of text.
                statement.execute("CREATE TABLE bucket(id VARCHAR PRIMARY KEY, state BYTEA, expires_at BIGINT)");
            }
            try (Child one = node(sandbox, url, "One");
                    Child two = node(sandbox, url, "Two")) {
                assertThat(one.await("FAILED")).isEqualTo("FAILED 0");
                assertThat(two.await("FAILED")).isEqualTo("FAILED 0");
            }
            assertThat(sandbox.throttle().gauges().get("refused")).isZero();
            assertThat(sandbox.company().query("select * from Customer where DisplayName like 'One %' maxresults 100"))
                    .hasSize(EACH);
            assertThat(sandbox.company().query("select * from Customer where DisplayName like 'Two %' maxresults 100"))
                    .hasSize(EACH);
        }
    }

    private static Child node(QuickBooksSandbox sandbox, String database, String name) throws Exception {
        String token = sandbox.tokens(QuickBooksSandbox.US_REALM).access().value();
        return Child.start(
                ClusterNode.class,
                "128m",
                sandbox.url(),
                token,
                QuickBooksSandbox.US_REALM,
                database,
                Integer.toString(EACH),
                name);
    }
}
