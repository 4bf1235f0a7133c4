package org.camelquickbooks.checks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a newcomer does with a page, on what the build has made.
 */
class NewcomerTest {

    @TempDir
    private Path scratch;

    @BeforeAll
    static void needs() throws Exception {
        for (String command : List.of("sh", "curl", "mvn")) {
            assumeTrue(MavenHere.isThere(command), command + " is not here; the commands on the pages use it");
        }
        assumeTrue(MavenHere.isBuilt(), "The libraries have not been packaged; mvn verify does");
        assumeTrue(
                MavenHere.registryAnswers(), MavenHere.REGISTRY + " does not answer; what the projects need is there");
    }

    @Test
    void theReadmeWorksAsPrinted() throws Exception {
        new PageWalk(scratch).through("README.md", "-Dmaven.repo.local=" + MavenHere.repository());
    }

    @Test
    void theQuickStartWorksAsPrinted() throws Exception {
        new PageWalk(scratch).through("docs/quickstart.md", "-Dmaven.repo.local=" + MavenHere.repository());
    }
}
