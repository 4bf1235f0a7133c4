package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of dead letters that flows have unless another is named: none of the pages' routes writes there. */
final class DeadLetters {

    private static final Path DIRECTORY = Path.of("dead-letters");

    private DeadLetters() {}

    /** Those that a test that failed has left say nothing of this one. */
    static void clear() throws IOException {
        if (Files.exists(DIRECTORY)) {
            List<Path> left;
            try (Stream<Path> all = Files.walk(DIRECTORY)) {
                left = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : left) {
                Files.delete(path);
            }
        }
    }

    static void none() {
        assertThat(DIRECTORY).as("no route of a page makes dead letters").doesNotExist();
    }
}
