package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route of docs/retrying.md retries what may pass, once booked, and puts aside at once what cannot succeed. */
class RetryingPageTest {

    private static final Pattern ROUTE = Pattern.compile("<!-- retry -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
    private static final String REALM = QuickBooksSandbox.US_REALM;

    @TempDir
    private Path work;

    private QuickBooksSandbox sandbox;
    private DefaultCamelContext context;

    @BeforeEach
    void start() throws Exception {
        sandbox = QuickBooksSandbox.create().throttled(false).start();
        context = new DefaultCamelContext();
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(sandbox.url());
        component.getConfiguration().setRealmId(REALM);
        component.setAccessToken(sandbox.tokens(REALM).access().value());
        component.setStateDirectory(work.resolve("state").toString());
        // Each redelivery of the route is one request.
        component.setMaxAttempts(1);
        context.getPropertiesComponent().addInitialProperty("retry.delay", "10");
        context.addRoutes(route());
        context.start();
    }

    private RoutesBuilder route() throws Exception {
        Matcher route = ROUTE.matcher(Files.readString(Pages.ROOT.resolve("docs/retrying.md")));
        assertThat(route.find()).isTrue();
        Path source = Files.writeString(work.resolve("Retried.java"), """
            import org.apache.camel.builder.RouteBuilder;
            import org.camelquickbooks.model.*;
            public class Retried extends RouteBuilder {
                @Override public void configure() {
            %s
                }
            }
            """.formatted(
                        route.group(1).replace("file:dead-letters", "file:" + work.resolve("dead-letters"))));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", classPath, "-d", work.toString(), source.toString()))
                .isZero();
        URLClassLoader loader =
                new URLClassLoader(new URL[] {work.toUri().toURL()}, getClass().getClassLoader());
        return (RoutesBuilder)
                loader.loadClass("Retried").getDeclaredConstructor().newInstance();
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
        sandbox.close();
    }

    @Test
    void whatPassesIsRetriedAndBookedOnce() throws Exception {
        sandbox.faults().failNext(2, 503);
        send("R-1", "1");
        assertThat(invoices("R-1")).isEqualTo(1);
        assertThat(putAside("later")).isEmpty();
        assertThat(putAside("wrong")).isEmpty();
    }

    @Test
    void whatDoesNotPassInTimeIsPutAsideForLater() throws Exception {
        sandbox.faults().failNext(6, 503);
        send("R-2", "1");
        assertThat(invoices("R-2")).isZero();
        assertThat(putAside("later")).hasSize(1);
    }

    @Test
    void whatIsWrongIsPutAsideWithItsReasonWithoutARetry() throws Exception {
        int before = requests();
        send("R-3", "999999");
        assertThat(requests() - before).isEqualTo(1);
        assertThat(putAside("later")).isEmpty();
        assertThat(putAside("wrong")).singleElement().satisfies(file -> assertThat(Files.readString(file))
                .contains("2500", "R-3"));
    }

    private int requests() {
        return sandbox.requests()
                .find(entry -> entry.path().endsWith("/invoice"))
                .size();
    }

    private void send(String number, String customer) {
        context.createProducerTemplate()
                .requestBodyAndHeader("direct:retried", """
                {"DocNumber": "%s", "CustomerRef": {"value": "%s"}, "Line": [{"Amount": 19.90,
                 "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}]}\
                """.formatted(number, customer), "orderNumber", number);
    }

    private int invoices(String number) {
        return sandbox.company()
                .query("select * from Invoice where DocNumber = '" + number + "'")
                .size();
    }

    private List<Path> putAside(String kind) throws IOException {
        Path directory = work.resolve("dead-letters").resolve(kind);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
