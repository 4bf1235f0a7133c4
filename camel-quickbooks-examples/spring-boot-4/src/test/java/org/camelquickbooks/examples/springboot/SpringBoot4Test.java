package org.camelquickbooks.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The starter, as it was compiled for Spring Boot 3.5 and Camel 4.14, in an application on Spring Boot 4 and Camel 4.22. */
class SpringBoot4Test {

    private static final String ORDER = """
            {"DocNumber": "B4-1", "CustomerRef": {"value": "1"},
             "Line": [{"Amount": 19.90, "DetailType": "SalesItemLineDetail",
                       "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}]}""";

    private static final long MOST_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path state;

    @Test
    void theSameApplicationRunsOnSpringBoot4() throws Exception {
        String realm = QuickBooksSandbox.US_REALM;
        try (QuickBooksSandbox sandbox =
                        QuickBooksSandbox.create().withCompany(realm).start();
                ConfigurableApplicationContext application = new SpringApplicationBuilder(ShopApplication.class)
                        .run(
                                "--server.port=0",
                                "--management.endpoint.health.show-details=always",
                                "--camel.component.quickbooks.base-url=" + sandbox.url(),
                                "--camel.component.quickbooks.realm-id=" + realm,
                                "--camel.component.quickbooks.client-id=sandbox-client",
                                "--camel.component.quickbooks.client-secret=sandbox-secret",
                                "--camel.component.quickbooks.refresh-token="
                                        + sandbox.tokens(realm).refreshToken(),
                                "--camel.component.quickbooks.request-timeout=20000",
                                "--camel.component.quickbooks.state-directory=" + state)) {
            String port = application.getEnvironment().getProperty("local.server.port");
            assertThat(SpringBootVersion.getVersion()).startsWith("4.");
            CamelContext camel = application.getBean(CamelContext.class);
            assertThat(camel.getVersion()).startsWith("4.22.");
            // Set by the auto-configuration, from a property with a dash.
            assertThat(camel.getComponent("quickbooks", QuickBooksComponent.class)
                            .getRequestTimeout())
                    .isEqualTo(20_000);

            // Twice: the order's number is the same.
            assertThat(post(port).body()).startsWith("Invoice ").isEqualTo(post(port).body());
            assertThat(sandbox.company().query("select * from Invoice where DocNumber = 'B4-1'"))
                    .hasSize(1);

            HttpResponse<String> health = health(port);
            // Ready once the consumer has asked for the first time.
            for (long end = System.nanoTime() + MOST_NANOS; health.statusCode() != 200 && System.nanoTime() < end; ) {
                LockSupport.parkNanos(LOOK_NANOS);
                health = health(port);
            }
            assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
            assertThat(health.body()).contains("quickbooks-connections");
        }
    }

    private HttpResponse<String> health(String port) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String port) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/orders"))
                        .header("Order-Number", "B4-1")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(ORDER))
                        .build(),
                BodyHandlers.ofString());
    }
}
