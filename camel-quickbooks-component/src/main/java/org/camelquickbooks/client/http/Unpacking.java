package org.camelquickbooks.client.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.camelquickbooks.client.transport.AnswerTooLarge;

/** Unpacks answers, up to a size: a few kilobytes may unpack to gigabytes. */
final class Unpacking {

    private Unpacking() {}

    /** Unpacks what came with gzip; what was cut in the middle is empty. */
    static byte[] whole(byte[] packed, long max) throws AnswerTooLarge {
        if (packed.length == 0) {
            return packed;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(1024, packed.length));
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 8192)) {
            byte[] buffer = new byte[16_384];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (out.size() + (long) read > max) {
                    throw new AnswerTooLarge(max);
                }
                out.write(buffer, 0, read);
            }
            return out.toByteArray();
        } catch (AnswerTooLarge e) {
            throw e;
        } catch (IOException e) {
            // What the JSON parser will say of it is as true.
            return new byte[0];
        }
    }

    /** What is read as it comes: a few kilobytes that unpack to more than this fail while they are read. */
    static InputStream capped(InputStream unpacking, long max) {
        return new FilterInputStream(unpacking) {

            private long size;

            private int counted(int read) throws AnswerTooLarge {
                size += Math.max(0, read);
                if (size > max) {
                    throw new AnswerTooLarge(max);
                }
                return read;
            }

            @Override
            public int read() throws IOException {
                int read = super.read();
                counted(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return counted(super.read(buffer, offset, length));
            }
        };
    }
}
