package org.camelquickbooks.client.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.zip.GZIPInputStream;

/** Keeps an answer in memory, up to a size: of what comes over the wire, and of what that is when it is unpacked. */
public final class CappedBody implements BodySubscriber<byte[]> {

    private final long max;
    private final BodySubscriber<byte[]> kept = BodySubscribers.ofByteArray();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private Subscription subscription;
    private long size;

    private CappedBody(long max) {
        this.max = max;
        kept.getBody().whenComplete((bytes, failure) -> {
            if (failure == null) {
                result.complete(bytes);
            } else {
                result.completeExceptionally(failure);
            }
        });
    }

    /** An answer was larger than allowed. */
    public static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge(long max) {
            super("the answer is larger than maxAnswerSize=" + max + " bytes");
        }
    }

    /** @param max bytes that an answer may have */
    public static BodyHandler<byte[]> handler(long max) {
        return info -> new CappedBody(max);
    }

    /** Unpacks what came with gzip; what was cut in the middle is empty. */
    static byte[] unpacked(byte[] packed, long max) throws TooLarge {
        if (packed.length == 0) {
            return packed;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(1024, packed.length));
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 8192)) {
            byte[] buffer = new byte[16_384];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (out.size() + (long) read > max) {
                    throw new TooLarge(max);
                }
                out.write(buffer, 0, read);
            }
            return out.toByteArray();
        } catch (TooLarge e) {
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

            private int counted(int read) throws TooLarge {
                size += Math.max(0, read);
                if (size > max) {
                    throw new TooLarge(max);
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

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        kept.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        if (size > max) {
            return;
        }
        for (ByteBuffer buffer : item) {
            size += buffer.remaining();
        }
        if (size > max) {
            subscription.cancel();
            result.completeExceptionally(new TooLarge(max));
            kept.onError(new TooLarge(max));
        } else {
            kept.onNext(item);
        }
    }

    @Override
    public void onError(Throwable failure) {
        kept.onError(failure);
    }

    @Override
    public void onComplete() {
        kept.onComplete();
    }
}
