package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The build writes the generated metadata anew; what is committed must be what it writes. */
class GeneratedSourcesTest {

    @Test
    void whatIsCommittedIsWhatTheBuildGenerates() throws IOException {
        TreeMap<String, String> now = contents(Path.of("src", "generated"));
        TreeMap<String, String> before = contents(Path.of("target", "generated-before"));
        // What an earlier build left there does not matter.
        before.keySet().retainAll(now.keySet());
        assertThat(now)
                .as("src/generated was stale and has been written anew by this build: commit it")
                .isEqualTo(before);
    }

    private static TreeMap<String, String> contents(Path root) throws IOException {
        TreeMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
