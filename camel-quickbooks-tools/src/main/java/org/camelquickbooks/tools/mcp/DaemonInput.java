package org.camelquickbooks.tools.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An input that keeps no process alive: a daemon thread waits for it, and whoever reads can be interrupted. Says once when it
 * has been read to its end.
 */
final class DaemonInput extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(DaemonInput.class);

    private static final byte[] END = {};
    private static final int CHUNK = 8_192;
    private static final int WAITING = 16;

    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(WAITING);
    private final Runnable atEnd;
    private byte[] chunk = new byte[0];
    private int next;
    private boolean ended;

    DaemonInput(InputStream in, Runnable atEnd) {
        this.atEnd = atEnd;
        Thread thread = new Thread(() -> pass(in), "quickbooks-tools-input");
        thread.setDaemon(true);
        thread.start();
    }

    private void pass(InputStream in) {
        try {
            try {
                byte[] buffer = new byte[CHUNK];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (read > 0) {
                        chunks.put(Arrays.copyOf(buffer, read));
                    }
                }
            } catch (IOException e) {
                LOG.warn("The input cannot be read any more: {}", e.toString());
            }
            chunks.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (next == chunk.length && !ended) {
            take();
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, chunk.length - next);
        System.arraycopy(chunk, next, into, offset, count);
        next += count;
        return count;
    }

    private void take() throws InterruptedIOException {
        try {
            chunk = chunks.take();
            next = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The tools stop");
        }
        if (chunk == END) {
            ended = true;
            atEnd.run();
        }
    }
}
