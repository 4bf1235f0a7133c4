package org.camelquickbooks.sandbox.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.camelquickbooks.sandbox.call.Answer;

/**
 * The files of the console, from the jar: a page, its styles and its scripts. They contain no data of the sandbox;
 * the scripts get the data from {@code /admin}.
 */
public final class ConsoleFiles {

    /** Nothing from elsewhere, nothing inline, in no frame. PDFs are shown in a tab of their own, as a blob. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** A plain name, so that no path leads out of the folder. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,40}\\.(js|css|svg|txt)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "svg", "image/svg+xml",
            "txt", "text/plain;charset=UTF-8");

    private ConsoleFiles() {}

    public static Answer page() {
        return file("index.html", "html");
    }

    /** A file of the page, or null. */
    public static Answer file(String name) {
        return NAME.matcher(name).matches() ? file(name, name.substring(name.lastIndexOf('.') + 1)) : null;
    }

    private static Answer file(String name, String extension) {
        byte[] content = read(name);
        return content == null
                ? null
                : Answer.bytes(TYPES.get(extension), content)
                        .with("Content-Security-Policy", POLICY)
                        .with("X-Content-Type-Options", "nosniff")
                        .with("Referrer-Policy", "no-referrer")
                        // The next version of the sandbox is at the same address.
                        .with("Cache-Control", "no-cache");
    }

    /** A style sheet as text, for a page that has it inside. */
    public static String style(String name) {
        return new String(read(name), StandardCharsets.UTF_8);
    }

    private static byte[] read(String name) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The console's file " + name + " cannot be read", e);
        }
    }
}
