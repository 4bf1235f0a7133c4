package org.camelquickbooks.springboot;

import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Processes that share a PostgreSQL count the limits of companies together, where {@code camel.component.quickbooks.jdbc.limits} says so. */
@AutoConfiguration(after = QuickBooksJdbcAutoConfiguration.class, before = QuickBooksComponentAutoConfiguration.class)
@ConditionalOnClass(Bucket4jPostgreSQL.class)
@ConditionalOnProperty({"camel.component.quickbooks.jdbc.enabled", "camel.component.quickbooks.jdbc.limits"})
public class QuickBooksLimitsAutoConfiguration {

    /** As Bucket4j documents it. */
    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS bucket(id VARCHAR PRIMARY KEY, state BYTEA, expires_at BIGINT)";

    @Bean
    @ConditionalOnMissingBean(ProxyManager.class)
    ProxyManager<String> quickBooksLimits(DataSource database, QuickBooksJdbcProperties properties)
            throws SQLException {
        if (properties.isCreateTables()) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(TABLE);
            }
        }
        return Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .build();
    }
}
