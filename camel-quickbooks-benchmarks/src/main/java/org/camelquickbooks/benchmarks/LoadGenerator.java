package org.camelquickbooks.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Sends requests over ten connections, the next when the last was answered. It writes and reads bytes itself: what it
 * costs is taken from the servers, which run on the same processors.
 */
final class LoadGenerator {

    static final int CONNECTIONS = 10;

    private final int port;

    LoadGenerator(int port) {
        this.port = port;
    }

    /** Requests a second, and the size of the last answer. */
    record Rate(double perSecond, int answerBytes) {}

    /** Bytes of a request. */
    static byte[] request(String method, String path, String token, String body) {
        byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
                + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
                + (body == null ? "" : "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n")
                + "\r\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    /** @param requests makes the n-th request */
    Rate run(Form form, LongFunction<byte[]> requests) throws InterruptedException {
        AtomicLong number = new AtomicLong();
        AtomicLong done = new AtomicLong();
        AtomicLong size = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(CONNECTIONS);
        List<Throwable> problems = new ArrayList<>();
        long start = System.nanoTime();
        long countFrom = start + form.warmUpMillis() * 1_000_000;
        long end = countFrom + form.millis() * 1_000_000;
        for (int i = 0; i < CONNECTIONS; i++) {
            Thread thread = new Thread(() -> {
                try (Connection connection = new Connection(port)) {
                    long now = System.nanoTime();
                    while (now < end) {
                        size.set(connection.exchange(requests.apply(number.getAndIncrement())));
                        now = System.nanoTime();
                        if (now >= countFrom && now < end) {
                            done.incrementAndGet();
                        }
                    }
                } catch (IOException | UncheckedIOException e) {
                    synchronized (problems) {
                        problems.add(e);
                    }
                } finally {
                    ended.countDown();
                }
            });
            thread.start();
        }
        ended.await();
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The load broke off", problems.get(0));
        }
        return new Rate(done.get() * 1e9 / (end - countFrom), (int) size.get());
    }

    /** Sends one request and answers what came back. */
    String once(byte[] request) {
        try (Connection connection = new Connection(port)) {
            connection.exchange(request);
            return connection.text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection that is kept. */
    private static final class Connection implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;
        private byte[] buffer = new byte[1 << 16];
        private int bodyStart;
        private int bodyEnd;

        Connection(int port) throws IOException {
            socket = new Socket("localhost", port);
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
        }

        /** Sends, waits for the whole answer, and tells the size of its body; anything but 200 is a failure. */
        int exchange(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            int filled = 0;
            int head = -1;
            int length = -1;
            while (head < 0 || filled < head + length) {
                if (filled == buffer.length) {
                    buffer = Arrays.copyOf(buffer, buffer.length * 2);
                }
                int n = in.read(buffer, filled, buffer.length - filled);
                if (n < 0) {
                    throw new EOFException("The server closed the connection");
                }
                filled += n;
                if (head < 0) {
                    head = headEnd(filled);
                    length = head < 0 ? -1 : contentLength(head);
                }
            }
            bodyStart = head;
            bodyEnd = filled;
            if (buffer[9] != '2') {
                throw new IOException(
                        "Not a success: " + new String(buffer, 0, Math.min(filled, 600), StandardCharsets.UTF_8));
            }
            return length;
        }

        private int headEnd(int filled) {
            for (int i = 3; i < filled; i++) {
                if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                    return i + 1;
                }
            }
            return -1;
        }

        private int contentLength(int head) throws IOException {
            String text = new String(buffer, 0, head, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
            int at = text.indexOf("content-length: ");
            if (at < 0) {
                throw new IOException("An answer without Content-Length: " + text);
            }
            return Integer.parseInt(text.substring(at + 16, text.indexOf('\r', at)));
        }

        String text() {
            return new String(buffer, bodyStart, bodyEnd - bodyStart, StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
