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
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<HttpAnswer> whenDone)
            throws IOException {
        head = response;
        if (entity == null) {
            whenDone.completed(answer());
            return;
        }
        callback = whenDone;
        long length = entity.getContentLength();
        bytes = room(length > 0 && length <= MOST_BELIEVED && length <= max ? (int) length : FIRST_SIZE);
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
            long doubled = Math.max(2L * bytes.length, (long) size + more);
            bytes = room((int) Math.min(doubled, Integer.MAX_VALUE - 8));
        }
        source.get(bytes, size, more);
        size += more;
    }

    /** What came so far, in so many bytes. What the thread that serves all connections lacks must not end it. */
    private byte[] room(int length) throws IOException {
        try {
            return Arrays.copyOf(bytes, length);
        } catch (OutOfMemoryError e) {
            throw new IOException("there is not enough memory for an answer of " + length + " bytes", e);
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) throws IOException {
        callback.completed(answer());
    }

    private HttpAnswer answer() throws IOException {
        return Answers.of(head, size == bytes.length ? bytes : room(size), null);
    }

    @Override
    public void failed(Exception cause) {
        // The exchange fails with it.
    }

    @Override
    public void releaseResources() {
        // There are none.
    }
}
