package org.camelquickbooks.client.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each entry is a line of its own, whatever became of the one before it. */
class FileAuditLogTest {

    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path directory;

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-10T09:00:00Z"), now -> {});

    private Path file() {
        return directory.resolve("audit-" + LocalDate.ofInstant(time.now(), ZoneOffset.UTC) + ".jsonl");
    }

    private static List<ObjectNode> entry(int number) {
        return List.of(Json.object().put("n", number));
    }

    @Test
    void afterHalfALineTheNextEntryBeginsALine() throws Exception {
        Files.writeString(file(), "{\"n\":1}\n{\"n\":");
        try (FileAuditLog log = new FileAuditLog(directory, time, Runnable::run)) {
            log.record(entry(2)).toCompletableFuture().join();
        }
        assertThat(Files.readAllLines(file())).containsExactly("{\"n\":1}", "{\"n\":", "{\"n\":2}");
    }

    @Test
    void afterAFullDiskTheNextEntryBeginsALine() throws Exception {
        assumeThat(FULL).exists();
        Files.createSymbolicLink(file(), FULL);
        try (FileAuditLog log = new FileAuditLog(directory, time, Runnable::run)) {
            assertThatThrownBy(() -> log.record(entry(1)).toCompletableFuture().join())
                    .hasRootCauseMessage("No space left on device");
            // There is room again, and half of the line was written.
            Files.delete(file());
            Files.writeString(file(), "{\"n\":");
            log.record(entry(2)).toCompletableFuture().join();
            log.record(entry(3)).toCompletableFuture().join();
        }
        assertThat(Files.readAllLines(file())).containsExactly("{\"n\":", "{\"n\":2}", "{\"n\":3}");
    }
}
