package org.camelquickbooks.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentProducerTest {

    @TempDir
    private Path directory;

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final byte[] large = new byte[4_000_000];
    private Content sent = new Content();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        new Random(2).nextBytes(large);
        file = Files.write(directory.resolve("file"), large);
    }

    @AfterEach
    void stop() {
        workers.shutdown();
    }

    private MessageContent message() {
        return new MessageContent("head".getBytes(), file, "tail".getBytes());
    }

    private void produceAll(ContentProducer producer) throws IOException {
        while (!sent.ended) {
            // As often as can be, also while a piece is read.
            producer.produce(sent);
        }
    }

    private void complete() {
        byte[] all = sent.bytes.toByteArray();
        assertThat(all).hasSize(large.length + 8);
        assertThat(ByteBuffer.wrap(all, 4, large.length)).isEqualTo(ByteBuffer.wrap(large));
    }

    @Test
    void whoAsksWhileAPieceIsReadGetsNothingHalfRead() throws Exception {
        for (int attempt = 0; attempt < 20; attempt++) {
            sent = new Content();
            produceAll(new ContentProducer(message(), workers));
            complete();
        }
    }

    @Test
    void isProducedAnewAfterItWasReleased() throws Exception {
        ContentProducer producer = new ContentProducer(message(), workers);
        while (sent.bytes.size() < 1_000_000) {
            producer.produce(sent);
        }
        producer.releaseResources();
        sent = new Content();
        produceAll(producer);
        complete();
    }

    @Test
    void aReadOfAnEarlierAttemptSaysNothingOfThisOne() throws Exception {
        List<Runnable> reads = new ArrayList<>();
        ContentProducer producer = new ContentProducer(message(), reads::add);
        producer.produce(sent);
        producer.releaseResources();
        producer.produce(sent);
        assertThat(reads).hasSize(2);
        reads.get(0).run();
        producer.produce(sent);
        assertThat(reads).as("reads into one piece at a time").hasSize(2);
    }

    @Test
    void whatBecomesShorterOrCannotBeReadFails() throws Exception {
        ContentProducer shorter = new ContentProducer(message(), workers);
        Files.write(file, new byte[10]);
        assertThatThrownBy(() -> produceAll(shorter))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("shorter");
        ContentProducer stopped = new ContentProducer(message(), work -> {
            throw new RejectedExecutionException("stopped");
        });
        assertThatThrownBy(() -> produceAll(stopped))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stopped");
        ContentProducer gone = new ContentProducer(message(), workers);
        Files.delete(file);
        assertThatThrownBy(() -> produceAll(gone)).isInstanceOf(IOException.class);
    }

    /** Takes a few bytes at a time, as a connection does that is full. */
    private static final class Content implements DataStreamChannel {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ended;

        @Override
        public void requestOutput() {
            // It is asked all the time.
        }

        @Override
        public int write(ByteBuffer source) {
            byte[] some = new byte[Math.min(source.remaining(), 50_000)];
            source.get(some);
            bytes.writeBytes(some);
            return some.length;
        }

        @Override
        public void endStream(List<? extends Header> trailers) {
            ended = true;
        }

        @Override
        public void endStream() {
            ended = true;
        }
    }
}
