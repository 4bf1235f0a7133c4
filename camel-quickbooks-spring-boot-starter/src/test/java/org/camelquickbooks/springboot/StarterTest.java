package org.camelquickbooks.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A Spring Boot application with the starter, started as its users start it. */
class StarterTest {

    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    @TempDir
    Path state;

    /** The application. */
    @SpringBootApplication
    static class Application {

        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:order").to("quickbooks:create/Invoice");
                    from("quickbooks:cdc?entities=Customer&startScheduler=false")
                            .routeId("changes")
                            .to("mock:changes");
                }
            };
        }
    }

    /** One that keeps tokens in its own way. */
    @Configuration
    static class OwnTokens {

        @Bean
        TokenStore ownTokens() {
            return new MemoryTokenStore();
        }
    }

    private static QuickBooksSandbox sandbox() {
        return SANDBOX.sandbox();
    }

    private ConfigurableApplicationContext start(Class<?> more, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "camel.component.quickbooks.base-url=" + sandbox().url(),
                "camel.component.quickbooks.realm-id=" + REALM,
                "camel.component.quickbooks.state-directory=" + state,
                "camel.component.quickbooks.client-id=sandbox-client",
                "camel.component.quickbooks.client-secret=sandbox-secret",
                "camel.component.quickbooks.refresh-token="
                        + sandbox().tokens(REALM).refreshToken(),
                "camel.component.quickbooks.request-timeout=20s",
                "camel.component.quickbooks.conflict=retry",
                "management.endpoints.web.exposure.include=health",
                "management.endpoint.health.show-details=always",
                "management.endpoint.health.probes.enabled=true",
                "camel.health.exposure-level=full"));
        all.addAll(List.of(properties));
        SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class);
        if (more != null) {
            builder.sources(more);
        }
        return builder.initializers(context -> TestPropertyValues.of(all).applyTo(context))
                .run();
    }

    private static EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    private static String withoutDatabase() {
        return "spring.autoconfigure.exclude=org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration";
    }

    private static QuickBooksComponent component(ConfigurableApplicationContext application) {
        return application.getBean(CamelContext.class).getComponent("quickbooks", QuickBooksComponent.class);
    }

    private static void makesAnInvoice(ConfigurableApplicationContext application, String number) {
        var company = sandbox().company();
        String customer = company.query("select * from Customer maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        String item = company.query("select * from Item where Type = 'Service' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        Map<String, Object> line = Map.of(
                "Amount",
                10,
                "DetailType",
                "SalesItemLineDetail",
                "SalesItemLineDetail",
                Map.of("ItemRef", Map.of("value", item)));
        application
                .getBean(ProducerTemplate.class)
                .requestBody(
                        "direct:order",
                        Map.of("DocNumber", number, "CustomerRef", Map.of("value", customer), "Line", List.of(line)));
        assertThat(company.hasInvoice(number, "10.00")).isTrue();
    }

    private static JsonNode health(ConfigurableApplicationContext application) throws Exception {
        String port = application.getEnvironment().getProperty("local.server.port");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void propertiesConfigureTheComponent() throws Exception {
        try (ConfigurableApplicationContext application = start(null, withoutDatabase())) {
            QuickBooksComponent component = component(application);
            assertThat(component.getRequestTimeout())
                    .isEqualTo(Duration.ofSeconds(20).toMillis());
            assertThat(component.getConfiguration().getConflict()).isEqualTo(QuickBooksConfiguration.Conflict.RETRY);
            assertThat(component.getMaxAttempts()).isEqualTo(6);
            makesAnInvoice(application, "SB-1");
            poll(application);
            JsonNode health = health(application);
            assertThat(health.path("status").asText()).isEqualTo("UP");
            assertThat(health.toString()).contains("quickbooks-company-" + REALM, "CONNECTED");
        }
    }

    @Test
    void theDatabaseKeepsWhatHasToOutliveTheProcessWhereThatIsAskedFor() throws Exception {
        try (EmbeddedPostgres postgres = postgres();
                ConfigurableApplicationContext application = start(
                        null,
                        "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "camel.component.quickbooks.jdbc.enabled=true",
                        "camel.component.quickbooks.secret-key=" + KEY)) {
            QuickBooksComponent component = component(application);
            assertThat(component.getStateDataSource()).isSameAs(application.getBean(DataSource.class));
            makesAnInvoice(application, "SB-2");
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "SELECT (SELECT count(*) FROM qb_token), (SELECT count(*) FROM qb_bucket)")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(1);
                assertThat(rows.getInt(2)).isPositive();
            }
        }
    }

    @Test
    void aStoreOfOnesOwnIsLeftAsItIs() throws Exception {
        try (EmbeddedPostgres postgres = postgres();
                ConfigurableApplicationContext application = start(
                        OwnTokens.class,
                        "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "camel.component.quickbooks.jdbc.enabled=true")) {
            assertThat(component(application).getTokenStore()).isInstanceOf(MemoryTokenStore.class);
            makesAnInvoice(application, "SB-3");
        }
    }

    @Test
    void tokensInADatabaseNeedAKey() throws Exception {
        try (EmbeddedPostgres postgres = postgres()) {
            assertThatThrownBy(() -> start(
                            null,
                            "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                            "camel.component.quickbooks.jdbc.enabled=true"))
                    .hasStackTraceContaining("set secretKey")
                    .hasStackTraceContaining("QUICKBOOKS_SECRET_KEY");
        }
    }

    /** As the scheduler would. */
    private static void poll(ConfigurableApplicationContext application) {
        ((Runnable) application.getBean(CamelContext.class).getRoute("changes").getConsumer()).run();
    }
}
