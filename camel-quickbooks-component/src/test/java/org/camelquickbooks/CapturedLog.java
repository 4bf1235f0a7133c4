package org.camelquickbooks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is logged while it is open. */
public final class CapturedLog implements AutoCloseable {

    private final PrintStream err = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    public CapturedLog() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    public List<String> lines(String level) {
        return text().lines().filter(line -> line.contains(level)).toList();
    }

    public String text() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(err);
    }
}
