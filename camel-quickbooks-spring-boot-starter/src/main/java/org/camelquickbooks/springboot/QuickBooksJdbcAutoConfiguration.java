package org.camelquickbooks.springboot;

import javax.sql.DataSource;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.camelquickbooks.QuickBooksComponent;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Uses the application's DataSource as the component's stateDataSource, if {@code
 * camel.component.quickbooks.jdbc.enabled} is true.
 */
@AutoConfiguration(
        afterName = "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
        before = QuickBooksComponentAutoConfiguration.class)
@ConditionalOnProperty("camel.component.quickbooks.jdbc.enabled")
@EnableConfigurationProperties(QuickBooksJdbcProperties.class)
public class QuickBooksJdbcAutoConfiguration {

    @Bean
    ComponentCustomizer quickBooksStateCustomizer(DataSource database) {
        return new ComponentCustomizer() {
            @Override
            public void configure(String name, Component component) {
                QuickBooksComponent quickbooks = (QuickBooksComponent) component;
                if (quickbooks.getStateDataSource() == null) {
                    quickbooks.setStateDataSource(database);
                }
            }

            @Override
            public boolean isEnabled(String name, Component component) {
                return component instanceof QuickBooksComponent;
            }
        };
    }
}
