package org.camelquickbooks.springboot;

import javax.sql.DataSource;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.changes.JdbcCursorStore;
import org.camelquickbooks.client.oauth.JdbcTokenStore;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.client.webhook.EventJournal;
import org.camelquickbooks.client.webhook.JdbcEventJournal;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The application's DataSource keeps what has to outlive the process, where {@code camel.component.quickbooks.jdbc.enabled} says so. */
@AutoConfiguration(
        afterName = "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
        before = QuickBooksComponentAutoConfiguration.class)
@ConditionalOnProperty("camel.component.quickbooks.jdbc.enabled")
@EnableConfigurationProperties(QuickBooksJdbcProperties.class)
public class QuickBooksJdbcAutoConfiguration {

    /** As for tokens in files. */
    private static final String KEY_VARIABLE = "QUICKBOOKS_SECRET_KEY";

    private static final String KEY_OPTION = "camel.component.quickbooks.secret-key";

    private final QuickBooksJdbcProperties properties;

    public QuickBooksJdbcAutoConfiguration(QuickBooksJdbcProperties properties) {
        this.properties = properties;
    }

    @Bean
    @ConditionalOnMissingBean(TokenStore.class)
    JdbcTokenStore quickBooksTokenStore(DataSource database, Environment environment) {
        String keys = environment.getProperty(KEY_OPTION, environment.getProperty(KEY_VARIABLE, ""));
        if (keys.isBlank()) {
            throw new IllegalArgumentException("Tokens are kept encrypted, and there is no key: set " + KEY_OPTION
                    + " or the environment variable " + KEY_VARIABLE + " to base64 of 32 bytes, the same on all nodes"
                    + " (openssl rand -base64 32)");
        }
        JdbcTokenStore store = new JdbcTokenStore(database, keys);
        return properties.isCreateTables() ? store.createTables() : store;
    }

    @Bean
    @ConditionalOnMissingBean(EventJournal.class)
    JdbcEventJournal quickBooksEventJournal(DataSource database) {
        JdbcEventJournal journal = new JdbcEventJournal(database);
        return properties.isCreateTables() ? journal.createTables() : journal;
    }

    @Bean
    @ConditionalOnMissingBean
    JdbcCursorStore quickBooksCursorStore(DataSource database) {
        JdbcCursorStore cursors = new JdbcCursorStore(database);
        return properties.isCreateTables() ? cursors.createTables() : cursors;
    }

    /** Not found by its type, as the others are: applications have state repositories of their own. */
    @Bean
    ComponentCustomizer quickBooksCursorCustomizer(JdbcCursorStore cursors) {
        return new ComponentCustomizer() {
            @Override
            public void configure(String name, Component component) {
                QuickBooksComponent quickbooks = (QuickBooksComponent) component;
                if (quickbooks.getStateRepository() == null) {
                    quickbooks.setStateRepository(cursors);
                }
            }

            @Override
            public boolean isEnabled(String name, Component component) {
                return component instanceof QuickBooksComponent;
            }
        };
    }
}
