package org.camelquickbooks.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** H2 has no lock that one could hold while tables are made. */
class SchemaOnH2Test {

    private static final int NODES = 6;

    @Test
    void nodesThatStartAtTheSameMomentAllFindTheTables() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        try {
            for (int round = 0; round < 40; round++) {
                start(threads, round);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void start(ExecutorService threads, int round) throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:schema-" + round);
        // The database is there as long as somebody is connected.
        try (Connection first = source.getConnection()) {
            CyclicBarrier together = new CyclicBarrier(NODES);
            Callable<Void> node = () -> {
                try (Connection connection = source.getConnection()) {
                    connection.setAutoCommit(false);
                    together.await();
                    Schema.update(connection, Dialect.H2, "of a test", 1);
                    connection.commit();
                    return null;
                }
            };
            List<Future<Void>> nodes = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                nodes.add(threads.submit(node));
            }
            for (Future<Void> done : nodes) {
                done.get();
            }
            Integer versions = Sql.first(first, "SELECT COUNT(*) FROM qb_schema", row -> row.getInt(1));
            assertThat(versions).isEqualTo(Schema.VERSION);
        }
    }
}
