package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.camelquickbooks.monitoring.QuickBooksControl;
import org.junit.jupiter.api.Test;

/** The page on operations names what there is to see, and nothing else. */
class OperationsPageTest {

    private static final Path PAGE = Path.of("../docs/operations.md");
    private static final Path METRICS = Path.of(
            "../camel-quickbooks-component/src/main/java/org/camelquickbooks/monitoring/MicrometerMetrics.java");

    private static Set<String> found(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void everyMetricIsOnThePage() throws IOException {
        String source = Files.readString(METRICS);
        Set<String> counted = found(source, "(?:gauge|gaugeThrottle|count)\\(\"([a-z.]+)\"");
        counted.addAll(found(source, "PREFIX \\+ \"([a-z.]+)\""));
        assertThat(counted).hasSizeGreaterThan(15);
        assertThat(found(Files.readString(PAGE), "`camel\\.quickbooks\\.([a-z.]+)`"))
                .isEqualTo(counted);
    }

    @Test
    void everythingOfJmxIsOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        for (Method method : QuickBooksControl.class.getMethods()) {
            if (method.isAnnotationPresent(ManagedOperation.class)) {
                assertThat(page).contains("`" + method.getName() + "(");
            }
            if (method.isAnnotationPresent(ManagedAttribute.class)) {
                assertThat(page).contains("`" + method.getName().substring(3) + "`");
            }
        }
        assertThat(Arrays.stream(QuickBooksControl.class.getMethods())
                        .filter(method -> method.isAnnotationPresent(ManagedOperation.class)))
                .hasSizeGreaterThan(5);
    }

    @Test
    void everyAlertHasItsAnswer() throws IOException {
        Set<String> alerts =
                found(Files.readString(Path.of("../docs/monitoring/prometheus-rules.yaml")), "alert: (\\w+)");
        String page = Files.readString(PAGE);
        assertThat(alerts).hasSize(11).allSatisfy(alert -> assertThat(page).contains(alert));
    }
}
