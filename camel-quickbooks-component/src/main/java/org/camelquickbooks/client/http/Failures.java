package org.camelquickbooks.client.http;

import java.util.concurrent.CompletionException;

/** Finds the cause of a failure: a dependent stage of a future wraps it. */
public final class Failures {

    private Failures() {}

    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
