package org.camelquickbooks.springboot;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Whether what has to outlive the process is kept in the application's database. */
@ConfigurationProperties("camel.component.quickbooks.jdbc")
public class QuickBooksJdbcProperties {

    /**
     * Keeps tokens, cursors, intents and webhook events in the DataSource, so that several processes share them. A store
     * of your own is left as it is.
     */
    private boolean enabled;

    /**
     * Makes the tables where they are not there.
     */
    private boolean createTables = true;

    /**
     * Counts the limits of companies in the database too; needs PostgreSQL and bucket4j_jdk17-postgresql.
     */
    private boolean limits;

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public boolean isCreateTables() {
        return createTables;
    }

    public void setCreateTables(boolean createTables) {
        this.createTables = createTables;
    }

    public boolean isLimits() {
        return limits;
    }

    public void setLimits(boolean limits) {
        this.limits = limits;
    }
}
