package org.camelquickbooks.benchmarks;

import java.util.concurrent.CompletionStage;

/** A client of QuickBooks that is measured. Each call makes the request, reads the answer whole, and is done then. */
interface Subject extends AutoCloseable {

    String name();

    /** Makes an invoice of one line. */
    CompletionStage<?> create(int number) throws Exception;

    CompletionStage<?> read() throws Exception;

    /** Queries a thousand customers. */
    CompletionStage<?> query() throws Exception;

    /** Whether a call holds its thread until it is answered. */
    default boolean isBlocking() {
        return false;
    }

    /** Called on each thread that will call a blocking subject. */
    default void prepareThread() {}

    @Override
    default void close() {}
}
