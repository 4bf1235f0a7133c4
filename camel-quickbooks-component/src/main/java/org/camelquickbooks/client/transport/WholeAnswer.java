package org.camelquickbooks.client.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Keeps an answer in memory, up to a size. */
final class WholeAnswer implements AsyncResponseConsumer<HttpAnswer> {

    private static final byte[] NOTHING = {};
    private static final int FIRST_SIZE = 4096;
    /** What an answer says of its own length is believed up to here; more is made room for when it comes. */
    private static final int MOST_BELIEVED = 1 << 20;

    private final long max;
    private HttpResponse head;
    private FutureCallback<HttpAnswer> callback;
    private byte[] bytes = NOTHING;
    private int size;

    WholeAnswer(long max) {
        this.max = max;
    }

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<HttpAnswer> whenDone) {
        head = response;
        if (entity == null) {
            whenDone.completed(answer());
            return;
        }
        callback = whenDone;
        long length = entity.getContentLength();
        bytes = new byte[length > 0 && length <= MOST_BELIEVED && length <= max ? (int) length : FIRST_SIZE];
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // The answer follows.
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        int more = source.remaining();
        if (size + (long) more > Math.min(max, Integer.MAX_VALUE - 8)) {
            throw new AnswerTooLarge(max);
        }
        if (size + more > bytes.length) {
            bytes = larger((long) size + more);
        }
        source.get(bytes, size, more);
        size += more;
    }

    /** On the thread that serves all connections: what it lacks must not end it. */
    private byte[] larger(long atLeast) throws IOException {
        try {
            return Arrays.copyOf(bytes, (int) Math.min(Math.max(2L * bytes.length, atLeast), Integer.MAX_VALUE - 8));
        } catch (OutOfMemoryError e) {
            throw new IOException("there is not enough memory for an answer of more than " + size + " bytes", e);
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        callback.completed(answer());
    }

    private HttpAnswer answer() {
        return Answers.of(head, size == bytes.length ? bytes : Arrays.copyOf(bytes, size), null);
    }

    @Override
    public void failed(Exception cause) {
        // The exchange fails with it.
    }

    @Override
    public void releaseResources() {
        bytes = NOTHING;
    }
}
