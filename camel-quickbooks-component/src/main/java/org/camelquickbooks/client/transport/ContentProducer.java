package org.camelquickbooks.client.transport;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/**
 * Gives the connection what is sent. A file is read on another thread, piece by piece: a slow disk must not hold up the
 * thread that serves all connections.
 */
final class ContentProducer implements AsyncEntityProducer {

    private static final int PIECE = 128 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final MessageContent content;
    /** As it was announced; what is added to the file later is not sent. */
    private final long length;

    private final Executor workers;

    private ByteBuffer ready;
    /** What the file is read into, again and again. */
    private ByteBuffer piece;

    private FileChannel file;
    private long fileLeft;
    private boolean tail;
    private boolean reading;
    private IOException failure;
    private DataStreamChannel waiting;
    /** What a read that is on its way belongs to. */
    private int round;

    ContentProducer(MessageContent content, Executor workers) {
        this.content = content;
        this.length = content.length();
        this.workers = workers;
        begin();
    }

    private void begin() {
        ready = ByteBuffer.wrap(content.head());
        tail = content.file() == null;
        fileLeft = length - content.head().length - content.tail().length;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public String getContentType() {
        // Among the headers of the message.
        return null;
    }

    @Override
    public String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return false;
    }

    @Override
    public Set<String> getTrailerNames() {
        return null;
    }

    @Override
    public synchronized int available() {
        return failure != null || tail ? Math.max(1, ready.remaining()) : ready.remaining();
    }

    @Override
    public synchronized void produce(DataStreamChannel channel) throws IOException {
        while (true) {
            if (failure != null) {
                throw failure;
            }
            if (ready.hasRemaining()) {
                channel.write(ready);
                if (ready.hasRemaining()) {
                    return;
                }
            }
            if (tail) {
                channel.endStream();
                return;
            }
            if (fileLeft == 0) {
                ready = ByteBuffer.wrap(content.tail());
                tail = true;
                continue;
            }
            waiting = channel;
            read();
            return;
        }
    }

    private void read() throws IOException {
        if (reading) {
            return;
        }
        reading = true;
        // It is the piece that is read into now: who asks meanwhile must not get what is half read.
        ready = NOTHING;
        int mine = round;
        try {
            if (piece == null) {
                piece = ByteBuffer.allocate(PIECE);
            }
            ByteBuffer into = piece;
            workers.execute(() -> arrived(into, mine, fill(into, mine)));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // Also where there is no thread to be had: the thread that serves all connections must not end.
            reading = false;
            throw new IOException("The file to upload cannot be read: " + e.getMessage(), e);
        }
    }

    /** Why nothing could be read; null where it could. */
    private IOException fill(ByteBuffer into, int mine) {
        try {
            FileChannel from;
            long left;
            synchronized (this) {
                if (round != mine) {
                    return null;
                }
                if (file == null) {
                    file = FileChannel.open(content.file(), StandardOpenOption.READ);
                }
                from = file;
                left = fileLeft;
            }
            into.clear();
            into.limit((int) Math.min(PIECE, left));
            while (into.hasRemaining()) {
                if (from.read(into) < 0) {
                    return new EOFException("The file to upload became shorter while it was sent: " + content.file());
                }
            }
            into.flip();
            return null;
        } catch (IOException e) {
            return e;
        } catch (RuntimeException | Error e) {
            // Whatever it was: who waits for the piece has to hear of it.
            return new IOException("The file to upload cannot be read: " + e, e);
        }
    }

    private void arrived(ByteBuffer read, int mine, IOException failed) {
        DataStreamChannel channel;
        synchronized (this) {
            if (round != mine) {
                // It says nothing of the read that is on its way now.
                return;
            }
            reading = false;
            failure = failed;
            if (failed == null) {
                fileLeft -= read.remaining();
                ready = read;
            }
            channel = waiting;
            waiting = null;
        }
        if (channel != null) {
            channel.requestOutput();
        }
    }

    @Override
    public void failed(Exception cause) {
        releaseResources();
    }

    @Override
    public synchronized void releaseResources() {
        round++;
        reading = false;
        waiting = null;
        // A read that is on its way has it.
        piece = null;
        failure = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException closed) {
                // It was only read.
            }
            file = null;
        }
        begin();
    }
}
