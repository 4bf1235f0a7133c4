package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pictures in docs/images are no older than the files of the console. {@link ConsoleTest} draws them. */
class ConsolePicturesTest {

    private static final Path FILES = Path.of("src/main/resources/org/camelquickbooks/sandbox/console");
    private static final Path IMAGES = Path.of("..", "docs", "images");
    private static final Path RECORD = IMAGES.resolve("console.sha256");

    /** Which files the pictures show. */
    private static String fingerprint() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.sorted().toList()) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /** After the pictures were drawn. */
    static void record() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(RECORD, fingerprint() + "\n");
        }
    }

    @Test
    void thePicturesShowTheConsoleAsItIs() throws IOException {
        assertThat(Files.readString(RECORD).strip())
                .as("the files of the console have changed since the pictures were drawn; docs/contributing.md says how"
                        + " to draw them")
                .isEqualTo(fingerprint());
        for (String picture : List.of("sandbox.png", "sandbox-dark.png", "consent.png")) {
            assertThat(Files.size(IMAGES.resolve(picture))).as(picture).isBetween(10_000L, 300_000L);
        }
    }
}
