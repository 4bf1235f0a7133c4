package org.camelquickbooks.sandbox.company;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * When checkpoints are written: aside, whenever the journal has grown by an eighth, and at the end. So what is read again
 * at the next start stays small, and what is written stays in proportion to the journal.
 */
final class Checkpoints implements AutoCloseable {

    /** Reads the company's state while no write is under way. */
    interface Reader {
        <T> T read(Function<CompanyState, T> work);
    }

    /** An image, where it stands in the journal, and in which one. */
    private record Taken(long journal, long position, Image image) {}

    private static final long LEAST_GROWTH = 4 << 20;
    private static final long LEAST_AT_END = 1 << 20;
    private static final int SHARE = 8;
    private static final long LONGEST_WAIT_SECONDS = 60;
    private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());

    private final CheckpointFile file;
    private final Journal journal;
    private final Reader state;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-checkpoint");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean underWay = new AtomicBoolean();
    /** Up to where the journal need not be read again. */
    private volatile long last;
    /** Grows when the journal becomes another one: what was taken of the former one is thrown away. */
    private long journals;

    Checkpoints(CheckpointFile file, Journal journal, Reader state) {
        this.file = file;
        this.journal = journal;
        this.state = state;
    }

    /** There is a checkpoint of the journal up to a place. */
    void begin(long from) {
        last = from;
    }

    /** Told after each change: writes a checkpoint aside when enough has come together. */
    void grown() {
        long position = journal.position();
        if (position - last > Math.max(LEAST_GROWTH, position / SHARE) && underWay.compareAndSet(false, true)) {
            writer.execute(() -> {
                try {
                    writeOrLeave();
                } finally {
                    underWay.set(false);
                }
            });
        }
    }

    /** Without a checkpoint the journal is read: that takes longer, and nothing is lost. */
    private void writeOrLeave() {
        try {
            write();
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(System.Logger.Level.WARNING, "A checkpoint cannot be written; the next start takes longer", e);
            last = journal.position();
        }
    }

    /** Writes a checkpoint of what the company is now. */
    void write() throws IOException {
        synchronized (file) {
            Taken taken = state.read(now -> new Taken(journals(), journal.position(), now.image()));
            // A checkpoint never says more than what the journal has on the disk.
            journal.force();
            int trace = journal.trace(taken.position);
            file.write(new CheckpointFile.Head(taken.position, trace), taken.image);
            publish(taken);
        }
    }

    private synchronized void publish(Taken taken) throws IOException {
        if (taken.journal == journals) {
            file.publish();
            last = taken.position;
        }
    }

    private synchronized long journals() {
        return journals;
    }

    /** The journal is about to become another one. */
    synchronized void drop() {
        try {
            file.delete();
        } catch (IOException e) {
            throw new UncheckedIOException("The former checkpoint cannot be removed", e);
        }
        journals++;
        last = 0;
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (journal.position() - last > LEAST_AT_END) {
            writeOrLeave();
        }
    }
}
