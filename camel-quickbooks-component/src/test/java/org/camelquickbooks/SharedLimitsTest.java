package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.state.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with one stateDataSource: what PostgreSQL counts, it counts for both. */
class SharedLimitsTest extends RouteTest {

    @TempDir
    private static Path directory;

    private final DataSource database = Databases.POSTGRESQL.dataSource(directory, Databases.newName());

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setStateDataSource(database);
        component.setClusterId("cluster");
        // One at once, and another one a minute later.
        component.setRequestsPerMinute(2);
        component.setMaxWait(1);
        component.setMaxAttempts(1);
    }

    private static Exception read(CamelContext by) {
        return by.createProducerTemplate()
                .request("quickbooks:read/CompanyInfo", exchange -> exchange.getMessage()
                        .setBody(REALM))
                .getException();
    }

    @Test
    void whatOneNodeUsedUpTheOtherOneHasNotLeft() throws Exception {
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            configure(other.getComponent("quickbooks", QuickBooksComponent.class));
            other.start();
            assertThat(read(context)).isNull();
            assertThat(read(other)).isInstanceOf(QuickBooksThrottledException.class);
            assertThat(read(context)).isInstanceOf(QuickBooksThrottledException.class);
        }
        assertThat(sandbox().requests().find(request -> request.path().contains("companyinfo")))
                .hasSize(1);
    }
}
