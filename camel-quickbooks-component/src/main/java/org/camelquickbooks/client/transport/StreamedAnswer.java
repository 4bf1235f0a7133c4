package org.camelquickbooks.client.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.support.classic.SharedInputBuffer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.camelquickbooks.client.time.Deadlines;

/** Hands an answer on as it comes. Not more than a buffer is taken from the connection before it is read. */
final class StreamedAnswer implements AsyncResponseConsumer<Void> {

    private static final int BUFFER = 64 * 1024;

    private final Consumer<HttpAnswer> begun;
    private final Runnable abandon;
    private final Deadlines reads;
    private final SharedInputBuffer buffer = new SharedInputBuffer(BUFFER);
    private FutureCallback<Void> callback;
    private volatile Exception failure;
    private volatile boolean ended;

    /**
     * @param begun hears of the answer when its headers are there
     * @param abandon ends the exchange: nobody reads the rest
     * @param reads how long a read may wait for the server
     */
    StreamedAnswer(Consumer<HttpAnswer> begun, Runnable abandon, Deadlines reads) {
        this.begun = begun;
        this.abandon = abandon;
        this.reads = reads;
    }

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<Void> whenDone) {
        callback = whenDone;
        if (entity == null) {
            end();
        }
        begun.accept(Answers.of(response, null, new AnswerStream()));
        if (entity == null) {
            whenDone.completed(null);
        }
    }

    private void end() {
        ended = true;
        buffer.markEndStream();
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // The answer follows.
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        buffer.updateCapacity(channel);
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        try {
            buffer.fill(source);
        } catch (OutOfMemoryError e) {
            throw new IOException("there is not enough memory for the answer", e);
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        end();
        callback.completed(null);
    }

    @Override
    public void failed(Exception cause) {
        if (!ended) {
            if (failure == null) {
                failure = cause;
            }
            buffer.abort();
        }
    }

    @Override
    public void releaseResources() {
        if (!ended) {
            buffer.abort();
        }
    }

    /** What is read; reading waits for what comes. */
    private final class AnswerStream extends InputStream {

        private boolean closed;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException("The answer is closed");
            }
            if (length == 0) {
                return 0;
            }
            Deadlines.Deadline watch = ended || buffer.hasData() ? null : reads.watch(this::silent);
            try {
                return buffer.read(bytes, offset, length);
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                // The buffer may be given up a moment before it is said why.
                Exception cause = failure;
                throw cause == null
                        ? new IOException("The answer broke off", e)
                        : new IOException("The answer broke off: " + Causes.inWords(cause), cause);
            } finally {
                if (watch != null) {
                    reads.done(watch);
                }
            }
        }

        private void silent() {
            failure = new HttpTimeoutException("nothing came in time");
            buffer.abort();
            abandon.run();
        }

        @Override
        public int available() {
            return closed ? 0 : buffer.length();
        }

        @Override
        public void close() {
            closed = true;
            if (!ended) {
                abandon.run();
            }
        }
    }
}
