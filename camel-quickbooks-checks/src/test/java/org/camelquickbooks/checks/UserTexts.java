package org.camelquickbooks.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a user reads: pages, descriptions in the catalogue, in Kamelets and in schemas, and texts in the code. */
final class UserTexts {

    /** @param place the file, and the line or the name of what is described */
    record Text(String place, String text) {}

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");

    private static final String LITERAL = "\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\"";

    /** A comment, a character, or text: a block, or a literal with the literals that a plus joins to it. */
    private static final Pattern COMMENT_OR_TEXT = Pattern.compile("/\\*[\\s\\S]*?\\*/|//[^\n]*|'(?:[^'\\\\\n]|\\\\.)'"
            + "|(\"\"\"[\\s\\S]*?\"\"\"|" + LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*+)");

    private static final Pattern JOIN = Pattern.compile("\"\\s*\\+\\s*\"");

    private UserTexts() {}

    static List<Text> pages() {
        List<Text> texts = new ArrayList<>();
        Stream.of(files(ROOT, 1, ".md"), Pages.docs(), files(ROOT.resolve("camel-quickbooks-examples"), 2, "README.md"))
                .flatMap(List::stream)
                .forEach(page -> addProse(page, texts));
        return texts;
    }

    /** The lines of a page, without its blocks of code and what is marked as code in a line. */
    private static void addProse(Path page, List<Text> texts) {
        List<String> lines = read(page).lines().toList();
        boolean isCode = false;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                isCode = !isCode;
            } else if (!isCode) {
                texts.add(new Text(
                        place(page) + ":" + (i + 1), CODE.matcher(lines.get(i)).replaceAll("`…`")));
            }
        }
    }

    static List<Text> descriptions() {
        List<Text> texts = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        ObjectMapper yaml = new YAMLMapper();
        Path component = ROOT.resolve("camel-quickbooks-component/src/generated/resources/META-INF");
        Path kamelets = ROOT.resolve("camel-quickbooks-kamelets/src/main/resources");
        files(component, 9, "quickbooks.json").forEach(file -> addDescribed(file, json, texts));
        files(kamelets, 9, ".schema.json").forEach(file -> addDescribed(file, json, texts));
        files(kamelets, 9, ".kamelet.yaml").forEach(file -> addDescribed(file, yaml, texts));
        return texts;
    }

    private static void addDescribed(Path file, ObjectMapper mapper, List<Text> texts) {
        try {
            addDescribed(place(file) + ": ", mapper.readTree(read(file)), texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addDescribed(String place, JsonNode node, List<Text> texts) {
        for (String field : List.of("title", "description")) {
            if (node.path(field).isTextual()) {
                texts.add(new Text(place + "/" + field, node.path(field).asText()));
            }
        }
        node.properties().forEach(child -> addDescribed(place + "/" + child.getKey(), child.getValue(), texts));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            addDescribed(place + "/" + i, node.get(i), texts);
        }
    }

    /** Literals with more than a word: messages of errors and logs, descriptions of flows, what commands print. */
    static List<Text> literals() {
        List<Text> texts = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(sources -> files(sources, 12, ".java").stream())
                    .forEach(file -> addLiterals(file, texts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static void addLiterals(Path file, List<Text> texts) {
        String source = read(file);
        Matcher found = COMMENT_OR_TEXT.matcher(source);
        int line = 1;
        for (int at = 0; found.find(); at = found.start()) {
            line += (int) source.substring(at, found.start())
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            if (found.group(1) != null && found.group(1).contains(" ")) {
                texts.add(new Text(
                        place(file) + ":" + line, JOIN.matcher(found.group(1)).replaceAll("")));
            }
        }
    }

    private static String place(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> files(Path root, int depth, String ending) {
        try (Stream<Path> files = Files.walk(root, depth)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
