package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages say that the log or an exception says, is said in these words. */
class MessagesOnPagesTest {

    private static final Pattern BLOCK = Pattern.compile("```.*?```", Pattern.DOTALL);

    /** A sentence, with dots in place of what differs: `The cursor '…' is followed …`. */
    private static final Pattern MESSAGE = Pattern.compile("`((?:…|[A-Z])[^`\n]*)`");

    private static final Pattern JOIN = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final List<String> OF_CAMEL = List.of("Circular reference detected with key [...]");

    @Test
    void eachIsInTheCode() throws IOException {
        String code = code();
        List<String> messages = new ArrayList<>();
        for (Path page : Pages.docs()) {
            Matcher message =
                    MESSAGE.matcher(BLOCK.matcher(Files.readString(page)).replaceAll(""));
            while (message.find()) {
                if (message.group(1).contains("…")
                        && message.group(1).split(" ").length > 3
                        && !OF_CAMEL.contains(message.group(1))) {
                    messages.add(message.group(1));
                }
            }
        }
        assertThat(messages).hasSizeGreaterThan(10);
        assertThat(messages)
                .allSatisfy(message -> assertThat(message.split("…")).allSatisfy(part -> assertThat(code.contains(part))
                        .as("'%s' is in the code", part)
                        .isTrue()));
    }

    /** The text of the code, with literals that a plus joins as one. */
    private static String code() throws IOException {
        StringBuilder code = new StringBuilder();
        for (String module : List.of("component", "kamelets")) {
            for (Path file : files(Path.of("../camel-quickbooks-" + module + "/src/main/java"), ".java")) {
                code.append(JOIN.matcher(Files.readString(file)).replaceAll(""));
            }
        }
        return code.toString();
    }

    private static List<Path> files(Path root, String ending) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(ending)).collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
