package org.camelquickbooks.springboot;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Whether the component's state is kept in the application's database. */
@ConfigurationProperties("camel.component.quickbooks.jdbc")
public class QuickBooksJdbcProperties {

    /**
     * Keeps all state in the application's DataSource, so that several nodes share it. The same as
     * state-data-source=#bean:dataSource.
     */
    private boolean enabled;

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }
}
