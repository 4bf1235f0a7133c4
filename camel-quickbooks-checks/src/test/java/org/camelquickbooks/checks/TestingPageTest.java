package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The test class of docs/testing.md compiles as it is printed, and each of its tests passes. */
class TestingPageTest {

    private static final Pattern CLASS = Pattern.compile("<!-- test -->\\s*```java\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path work;

    @Test
    void theTestOfThePagePasses() throws Exception {
        Matcher text = CLASS.matcher(Files.readString(Pages.ROOT.resolve("docs/testing.md")));
        assertThat(text.find()).isTrue();
        Path source = Files.writeString(work.resolve("OrdersRouteTest.java"), text.group(1));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", classPath, "-d", work.toString(), source.toString()))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {work.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> test = loader.loadClass("com.example.OrdersRouteTest");
            SummaryGeneratingListener summary = new SummaryGeneratingListener();
            Launcher launcher = LauncherFactory.create();
            launcher.execute(
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClass(test))
                            .build(),
                    summary);
            StringWriter failures = new StringWriter();
            summary.getSummary().printFailuresTo(new PrintWriter(failures), 30);
            assertThat(summary.getSummary().getTestsFailedCount())
                    .as(failures.toString())
                    .isZero();
            assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(3);
        }
    }
}
