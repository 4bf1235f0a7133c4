package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Other users of the machine find nothing that they can read. */
@DisabledOnOs(OS.WINDOWS)
class FilesAttackTest extends RouteTest {

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        useRefreshToken(component);
        component.setStateDirectory(state.resolve("made/by/us").toString());
    }

    @Test
    void whatIsMadeIsItsOwnersAlone() throws Exception {
        assertThat(send("quickbooks:read/CompanyInfo", "1").getException()).isNull();
        List<Path> all;
        try (Stream<Path> made = Files.walk(state.resolve("made"))) {
            all = made.toList();
        }
        assertThat(all).anyMatch(path -> path.endsWith("token.key"));
        for (Path path : all) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString())
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
        }
    }
}
