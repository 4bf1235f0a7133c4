package org.camelquickbooks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody imports thousands of invoices while changes are followed: far more a second than an answer holds. */
class ImportTest {

    private static final int INVOICES = "full".equals(System.getProperty("benchmark.form")) ? 25_000 : 4_000;

    @TempDir
    Path directory;

    @Test
    void allArriveOnce() throws Exception {
        try (QuickBooksSandbox sandbox =
                        QuickBooksSandbox.create().throttled(false).start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
            component.setBaseUrl(sandbox.url());
            component.setAccessToken(
                    sandbox.tokens(QuickBooksSandbox.US_REALM).access().value());
            component.getConfiguration().setRealmId(QuickBooksSandbox.US_REALM);
            component.setStateDirectory(directory.toString());
            component.setRequestsPerMinute(0);
            component.setRequestsPerSecond(0);
            List<String> told = new ArrayList<>();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("quickbooks:cdc?entities=Invoice&startScheduler=false")
                            .routeId("import")
                            .process(exchange -> told.add(
                                    exchange.getMessage().getHeader(QuickBooksConstants.ENTITY_ID, String.class)));
                }
            });
            context.start();
            ScheduledPollConsumer consumer =
                    (ScheduledPollConsumer) context.getRoute("import").getConsumer();
            int before = sandbox.company().count("Invoice");
            Thread importing =
                    new Thread(() -> sandbox.generate(QuickBooksSandbox.US_REALM, "invoices:" + INVOICES, 11));
            importing.start();
            while (importing.isAlive()) {
                consumer.run();
            }
            consumer.run();
            assertThat(told).hasSize(sandbox.company().count("Invoice") - before);
            Set<String> distinct = new HashSet<>(told);
            assertThat(distinct).hasSize(INVOICES);
        }
    }
}
