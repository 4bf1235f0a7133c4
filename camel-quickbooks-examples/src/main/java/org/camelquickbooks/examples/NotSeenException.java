package org.camelquickbooks.examples;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What an example was to show has not happened; the message says what that is. */
public final class NotSeenException extends Exception {

    private static final long serialVersionUID = 1L;

    private final long patienceNanos;
    private final transient Path files;

    /** @param files where to look why */
    public NotSeenException(String what, long patienceNanos, Path files) {
        super(what);
        this.patienceNanos = patienceNanos;
        this.files = files;
    }

    long patienceSeconds() {
        return TimeUnit.NANOSECONDS.toSeconds(patienceNanos);
    }

    Path files() {
        return files;
    }
}
