package org.camelquickbooks.sandbox.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;

/**
 * Unpacks what comes with gzip or deflate. Vert.x would do so too, and closes the connection without an answer where the
 * body is none of these.
 */
final class PackedBody {

    private static final int BLOCK = 16_384;

    /** The low half of the first byte of what zlib writes; raw deflate begins otherwise. */
    private static final int ZLIB = 8;

    private PackedBody() {}

    /**
     * The body as it was before it was packed; as it is where it was not, or not in a way that is known.
     *
     * @param encoding the Content-Encoding; null for none
     * @param limit bytes that it may have then
     */
    static Buffer unpacked(String encoding, Buffer body, int limit) {
        String word = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        if (body.length() == 0 || !word.matches("(x-)?gzip|(x-)?deflate")) {
            return body;
        }
        try (InputStream in = stream(word, body.getBytes())) {
            return read(in, limit);
        } catch (IOException e) {
            throw QuickBooksFault.unsupported("Content-Encoding " + word + " : the body cannot be unpacked");
        }
    }

    private static InputStream stream(String word, byte[] packed) throws IOException {
        InputStream in = new ByteArrayInputStream(packed);
        if (word.endsWith("gzip")) {
            return new GZIPInputStream(in);
        }
        return new InflaterInputStream(in, new Inflater((packed[0] & 0x0f) != ZLIB)) {
            @Override
            public void close() throws IOException {
                super.close();
                // It is none of its own, so it would be left to the garbage collector.
                inf.end();
            }
        };
    }

    private static Buffer read(InputStream in, int limit) throws IOException {
        Buffer whole = Buffer.buffer();
        byte[] block = new byte[BLOCK];
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            if (whole.length() + read > limit) {
                throw tooLarge();
            }
            whole.appendBytes(block, 0, read);
        }
        return whole;
    }

    static QuickBooksFault tooLarge() {
        return new QuickBooksFault(FaultCode.UPLOAD_TOO_LARGE, "The request is larger than the service accepts")
                .withStatus(413);
    }
}
