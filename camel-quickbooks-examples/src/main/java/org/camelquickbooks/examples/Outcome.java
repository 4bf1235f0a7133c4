package org.camelquickbooks.examples;

import java.nio.file.Path;

/**
 * What became of an example.
 *
 * @param shown what was shown, or what is wrong
 * @param files where its files are; null where there are none
 */
public record Outcome(boolean passed, String shown, Path files) {

    /** The last line that an example prints. */
    String line() {
        return (passed ? "PASSED: " : "FAILED: ") + shown + (files == null ? "" : "; files: " + files);
    }
}
