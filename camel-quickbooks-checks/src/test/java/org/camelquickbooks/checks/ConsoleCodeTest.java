package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code for Camel that the sandbox's console offers to copy runs against that sandbox. */
class ConsoleCodeTest {

    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final Pattern OPTION = Pattern.compile("//\\s+camel\\.component\\.quickbooks\\.(\\S+) = (\\S+)");

    @TempDir
    private Path scratch;

    @Test
    void theRouteOfTheConsoleReadsCustomers() throws Exception {
        try (QuickBooksSandbox sandbox =
                        QuickBooksSandbox.create().throttled(false).start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            String code = code(sandbox);
            QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
            component.setStateDirectory(scratch.resolve("state").toString());
            Map<String, Object> options = options(code);
            assertThat(options).hasSize(3);
            PropertyBindingSupport.build()
                    .withCamelContext(context)
                    .withTarget(component)
                    .withConfigurer(component.getComponentPropertyConfigurer())
                    .withProperties(options)
                    .withIgnoreCase(true)
                    .bind();
            assertThat(options).as("options that the component does not have").isEmpty();
            context.addRoutes(routes(code));
            NotifyBuilder done = new NotifyBuilder(context)
                    .from("timer:*")
                    .whenCompleted(1)
                    .and()
                    .whenFailed(0)
                    .create();
            context.start();
            assertThat(done.matches(180, TimeUnit.SECONDS))
                    .as(sandbox.requests().all().toString())
                    .isTrue();
            assertThat(sandbox.requests().find(r -> r.path().endsWith("/query") && r.status() == 200))
                    .hasSize(1);
        }
    }

    /** As the console fills it in. */
    private static String code(QuickBooksSandbox sandbox) throws Exception {
        try (InputStream in =
                URI.create(sandbox.url() + "/console/snippet-java.txt").toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@URL@", sandbox.url())
                    .replace("@REALM@", REALM)
                    .replace("@TOKEN@", sandbox.tokens(REALM).access().value());
        }
    }

    private static Map<String, Object> options(String code) {
        Map<String, Object> options = new HashMap<>();
        Matcher option = OPTION.matcher(code);
        while (option.find()) {
            options.put(option.group(1), option.group(2));
        }
        return options;
    }

    private RoutesBuilder routes(String code) throws Exception {
        Path source = Files.writeString(scratch.resolve("FirstCustomers.java"), code);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-d",
                        scratch.toString(),
                        source.toString());
        assertThat(result).as(code).isZero();
        URLClassLoader loader = new URLClassLoader(
                new URL[] {scratch.toUri().toURL()}, getClass().getClassLoader());
        return (RoutesBuilder)
                loader.loadClass("FirstCustomers").getDeclaredConstructor().newInstance();
    }
}
