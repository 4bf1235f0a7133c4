package org.camelquickbooks.runtime;

import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Duration;
import javax.sql.DataSource;
import org.camelquickbooks.client.throttle.LimitSharing;
import org.camelquickbooks.state.Dialect;
import org.camelquickbooks.state.Node;

/** Limits among the processes that share a state: PostgreSQL counts for all; elsewhere each takes an equal part. */
final class StateLimits implements LimitSharing {

    private static final String TABLE = "qb_bucket";

    /** A database that does not answer keeps no thread for longer; meanwhile each process counts for itself. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    private final Node node;
    private final DataSource dataSource;
    private volatile ProxyManager<String> made;

    /** @param dataSource null for a file */
    StateLimits(Node node, DataSource dataSource) {
        this.node = node;
        this.dataSource = dataSource;
    }

    @Override
    public boolean hasBackEnd() {
        return dataSource != null;
    }

    @Override
    public ProxyManager<String> backEnd() {
        if (made == null && node.state().readNow(connection -> node.state().dialect() == Dialect.POSTGRESQL)) {
            made = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                    .table(TABLE)
                    .primaryKeyMapper(PrimaryKeyMapper.STRING)
                    .requestTimeout(REQUEST_TIMEOUT)
                    .build();
        }
        return made;
    }

    @Override
    public int processes() {
        return node.live();
    }
}
