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
    void aKeyThatOthersCanReadIsWarnedOf() throws Exception {
        assertThat(send("quickbooks:read/CompanyInfo", "1").getException()).isNull();
        Path key;
        try (Stream<Path> made = Files.walk(state.resolve("made"))) {
            key = made.filter(path -> path.endsWith("token.key")).findFirst().orElseThrow();
        }
        for (String mode : List.of("rw-r--r--", "rw----r--", "rw--w----")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
            try (CapturedLog log = new CapturedLog()) {
                restart();
                assertThat(send("quickbooks:read/CompanyInfo", "1").getException())
                        .isNull();
                assertThat(log.lines("WARN")).as(mode).anyMatch(line -> line.contains("chmod 600 " + key));
                assertThat(log.text()).doesNotContain(Files.readString(key).strip());
            }
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        try (CapturedLog log = new CapturedLog()) {
            restart();
            send("quickbooks:read/CompanyInfo", "1");
            assertThat(log.text()).doesNotContain("chmod");
        }
    }

    @Test
    void aStateDirectoryThatOthersCanWriteToIsWarnedOf() throws Exception {
        Path shared = Files.createDirectories(state.resolve("shared"));
        component().setStateDirectory(shared.toString());
        for (String mode : List.of("rwxrwxrwx", "rwxrwx---", "rwxr-xr-x")) {
            Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString(mode));
            try (CapturedLog log = new CapturedLog()) {
                restart();
                assertThat(send("quickbooks:read/CompanyInfo", "1").getException())
                        .isNull();
                assertThat(log.text().contains("chmod 700 " + shared)).as(mode).isEqualTo(mode.indexOf('w', 3) > 0);
            }
        }
    }

    @Test
    void aKeyIsNotWrittenThroughALinkOfSomebodyElse() throws Exception {
        Path shared = Files.createDirectories(state.resolve("linked"));
        Path elsewhere = state.resolve("elsewhere");
        Files.createSymbolicLink(shared.resolve("token.key"), elsewhere);
        component().setStateDirectory(shared.toString());
        restart();
        assertThat(send("quickbooks:read/CompanyInfo", "1").getException()).isNotNull();
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void aLinkToADirectoryOfOthersIsWarnedOf() throws Exception {
        Path shared = Files.createDirectories(state.resolve("of-others"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path link = Files.createSymbolicLink(state.resolve("link"), shared);
        component().setStateDirectory(link.toString());
        try (CapturedLog log = new CapturedLog()) {
            restart();
            assertThat(send("quickbooks:read/CompanyInfo", "1").getException()).isNull();
            assertThat(log.lines("WARN")).anyMatch(line -> line.contains("chmod 700"));
        }
        try (Stream<Path> made = Files.list(shared)) {
            for (Path path : made.filter(Files::isRegularFile).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo("rw-------");
            }
        }
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
