package org.camelquickbooks.checks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Which Node is on this machine. */
final class Node {

    private static final int OLDEST = 18;

    private Node() {}

    /** Skips the test where there is no Node, or one that is too old for the site and the linters. */
    static void assumeRecent() {
        String version = version();
        assumeTrue(
                major(version) >= OLDEST,
                "Node " + OLDEST + " or later is needed, such as from apt-get install nodejs; here is "
                        + (version.isEmpty() ? "none" : version));
    }

    /** 0 for what is no version. */
    static int major(String version) {
        String number = version.replaceFirst("^v(\\d{1,4})\\..*", "$1");
        return number.matches("\\d+") ? Integer.parseInt(number) : 0;
    }

    private static String version() {
        try {
            Process process = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
