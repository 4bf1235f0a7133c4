package org.camelquickbooks.client.transport;

import java.util.concurrent.CompletableFuture;

/**
 * Sends each HTTP message once, without retries, redirects and cookies. No method blocks. Cancelling the returned
 * future ends the exchange.
 */
public interface HttpTransport extends AutoCloseable {

    /**
     * Sends a message, and keeps the whole answer.
     *
     * @param max how many bytes an answer may have; a larger one fails with {@link AnswerTooLarge}
     */
    CompletableFuture<HttpAnswer> whole(HttpMessage message, long max);

    /** Sends a message; there is an answer as soon as its headers are there, and who reads it sets the pace. */
    CompletableFuture<HttpAnswer> streamed(HttpMessage message);

    /** Closes connections that nobody has used for a while. */
    void closeIdle();

    @Override
    void close();
}
