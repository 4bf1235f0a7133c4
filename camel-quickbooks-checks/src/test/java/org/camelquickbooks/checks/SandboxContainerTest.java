package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.camelquickbooks.QuickBooksComponent;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** How docs/sandbox.md uses the sandbox with Testcontainers: what is printed there compiles. No container is started. */
class SandboxContainerTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theContainerIsMadeAsThePageSays() {
        try (GenericContainer<?> sandbox = container()) {
            assertThat(sandbox.getExposedPorts()).containsExactly(8888);
            assertThat(sandbox.getCommandParts()).contains("--admin-remote");
        }
    }

    @SuppressWarnings("resource")
    private static GenericContainer<?> container() {
        // page
        GenericContainer<?> sandbox = new GenericContainer<>("quickbooks-sandbox")
                .withExposedPorts(8888)
                .withCommand("--admin-remote", "--admin-secret=change-me")
                .waitingFor(Wait.forLogMessage(".*QuickBooks sandbox ready.*", 1));
        // end
        return sandbox;
    }

    /** Of a container that has started; never called here. */
    static void use(GenericContainer<?> sandbox, QuickBooksComponent component) {
        // page
        component.setBaseUrl("http://" + sandbox.getHost() + ":" + sandbox.getMappedPort(8888));
        // end
    }

    @Test
    void thePageHasTheseLines() throws Exception {
        String source = Files.readString(Path.of("src/test/java/org/camelquickbooks/checks/SandboxContainerTest.java"));
        String page = Files.readString(ROOT.resolve("docs/sandbox.md")).replaceAll("\\s+", " ");
        String[] parts = source.split("// page\\n");
        assertThat(parts).hasSizeGreaterThanOrEqualTo(3);
        for (int i = 1; i <= 2; i++) {
            String lines = parts[i].substring(0, parts[i].indexOf("// end"))
                    .replaceAll("\\s+", " ")
                    .strip();
            assertThat(page).contains(lines);
        }
    }
}
