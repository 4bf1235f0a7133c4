package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** README's first route, with an order that QuickBooks refuses: the log has the reason, and no stack trace. */
class FirstRouteTest {

    private static final Pattern BLOCK =
            Pattern.compile("<!-- walk: file src/main/java/(\\S+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
    private static final String CUSTOMER = "\"CustomerRef\": {\"value\": \"1\"}";

    @TempDir
    Path project;

    private String mainClass;

    @Test
    @Timeout(120)
    void aRefusedOrderIsLoggedInAtMostFiveLines() throws Exception {
        compile(readme().replace(CUSTOMER, CUSTOMER.replace("1", "999999")));
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .port(0)
                .withCompany(QuickBooksSandbox.US_REALM)
                .start()) {
            List<String> log = run(sandbox);
            List<String> refusal = log.stream()
                    .filter(line -> !line.contains(" INFO "))
                    .filter(line -> !line.isBlank())
                    .toList();
            assertThat(refusal).as(() -> String.join("\n", log)).hasSizeBetween(1, 5);
            assertThat(String.join("\n", refusal))
                    .contains("ERROR", "2500", "999999")
                    .doesNotContain("\tat ");
        }
    }

    private String readme() throws Exception {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("../README.md")));
        assertThat(block.find()).as("README.md has a first route").isTrue();
        mainClass = block.group(1).replace(".java", "").replace('/', '.');
        assertThat(block.group(2)).contains(CUSTOMER);
        return block.group(2);
    }

    private void compile(String route) throws Exception {
        Path source = project.resolve(mainClass.substring(mainClass.lastIndexOf('.') + 1) + ".java");
        Files.writeString(source, route);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "-cp", classPath(), "-d", project.toString(), source.toString()))
                .isZero();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** What the application logs until the order is refused, and while it stops. */
    private List<String> run(QuickBooksSandbox sandbox) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                        "-Dorg.slf4j.simpleLogger.log.org.apache.camel=info",
                        "-Dcamel.component.quickbooks.base-url=" + sandbox.url(),
                        "-Dcamel.component.quickbooks.realm-id=" + QuickBooksSandbox.US_REALM,
                        "-Dcamel.component.quickbooks.access-token="
                                + sandbox.tokens(QuickBooksSandbox.US_REALM)
                                        .access()
                                        .value(),
                        "-cp",
                        project + System.getProperty("path.separator") + classPath(),
                        mainClass)
                .directory(project.toFile())
                .redirectErrorStream(true);
        Process application = builder.start();
        List<String> log = new ArrayList<>();
        try (BufferedReader lines = application.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                if (line.contains(" ERROR ")) {
                    // Camel stops in order: whatever follows the refusal is still read.
                    application.toHandle().destroy();
                }
            }
        } finally {
            application.destroyForcibly();
        }
        return log;
    }
}
