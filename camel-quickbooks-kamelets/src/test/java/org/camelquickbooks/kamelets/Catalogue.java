package org.camelquickbooks.kamelets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Kamelets as they are in the jar, by name. */
final class Catalogue {

    static final ObjectMapper YAML = new YAMLMapper();

    private static final Path FOLDER = Path.of("target", "classes", "kamelets");
    private static final String ENDING = ".kamelet.yaml";

    private Catalogue() {}

    static Map<String, JsonNode> kamelets() {
        Map<String, JsonNode> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.forEach(file -> {
                String name = file.getFileName().toString();
                all.put(name.substring(0, name.length() - ENDING.length()), read(file));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
