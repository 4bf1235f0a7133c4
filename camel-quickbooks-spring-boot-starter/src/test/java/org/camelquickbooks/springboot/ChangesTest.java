package org.camelquickbooks.springboot;

import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** As users test their routes: with camel-test-spring-junit5, and the sandbox in the place of QuickBooks. */
@CamelSpringBootTest
@SpringBootTest(classes = StarterTest.Application.class)
class ChangesTest {

    private static final QuickBooksSandbox SANDBOX =
            QuickBooksSandbox.create().withCompany(QuickBooksSandbox.US_REALM).start();

    @TempDir
    static Path state;

    @Autowired
    CamelContext camel;

    @EndpointInject("mock:changes")
    MockEndpoint changes;

    @DynamicPropertySource
    static void sandbox(DynamicPropertyRegistry properties) {
        properties.add("camel.component.quickbooks.base-url", SANDBOX::url);
        properties.add("camel.component.quickbooks.realm-id", () -> QuickBooksSandbox.US_REALM);
        properties.add("camel.component.quickbooks.state-directory", state::toString);
        properties.add(
                "camel.component.quickbooks.access-token",
                () -> SANDBOX.tokens(QuickBooksSandbox.US_REALM).access().value());
        properties.add(
                "spring.autoconfigure.exclude",
                () -> "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration");
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void aConsumerFollowsChanges() throws Exception {
        Runnable scheduler = (Runnable) camel.getRoute("changes").getConsumer();
        scheduler.run();
        SANDBOX.company().create("Customer", "{\"DisplayName\":\"Boot\"}");
        changes.expectedMessageCount(1);
        changes.expectedHeaderReceived(QuickBooksConstants.ENTITY, "Customer");
        scheduler.run();
        changes.assertIsSatisfied();
    }
}
