package org.camelquickbooks.state;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * The state database of a component: one schema, in a SQLite file or a DataSource. It is opened with the first
 * operation, and again if the connection was lost. In SQLite one writer commits many operations together; otherwise
 * each has its own transaction.
 */
public final class State implements AutoCloseable {

    /** What the file is called. */
    public static final String FILE = "quickbooks.db";

    /** How many may read at the same time, and write where the database is a server. */
    private static final int READERS = 2;

    static final int WRITERS = 4;

    /** What a pool of threads for a state should lend at the most. */
    public static final int THREADS = READERS + WRITERS;

    private static final Duration LAST_WORK = Duration.ofSeconds(10);

    /** Opens a home: connects, and makes the tables. */
    @FunctionalInterface
    interface Opening {
        Database open() throws SQLException;
    }

    /** Told when the database begins to fail, and when it is back; each once. */
    public interface AvailabilityListener {
        void failed(StateException why);

        void recovered();
    }

    private static final AvailabilityListener NOBODY = new AvailabilityListener() {
        @Override
        public void failed(StateException why) {}

        @Override
        public void recovered() {}
    };

    private final String name;
    private final Opening opening;
    private final Executor callbacks;
    private final InstantSource clock;
    private final TransactionQueue writes;
    private final TransactionQueue reads;
    private final ReentrantLock openLock = new ReentrantLock();
    private volatile Database database;
    private volatile boolean closed;
    private volatile StateException failure;
    private volatile AvailabilityListener watch = NOBODY;
    private volatile Timeouts timeouts = late -> () -> {};
    /** Whether a work has not come back in time: closing does not wait for it either. */
    private volatile boolean hanging;

    private final AtomicInteger pending = new AtomicInteger();

    private State(String name, Opening opening, Executor threads, Executor callbacks, InstantSource clock) {
        this.name = name;
        this.opening = opening;
        this.callbacks = callbacks;
        this.clock = clock;
        this.writes = new TransactionQueue(
                threads, () -> database == null ? 1 : database.writers(), this::largestGroup, this::write);
        this.reads = new TransactionQueue(threads, () -> READERS, () -> 1, group -> read(group.get(0)));
    }

    /**
     * State in a SQLite file, which processes of one machine may share.
     *
     * @param threads on which the database is used, see {@link #THREADS}; not those of callers
     * @param callbacks on which stages complete
     */
    public static State inFile(Path file, Executor threads, Executor callbacks, InstantSource clock) {
        Path path = file.toAbsolutePath().normalize();
        return new State(
                path.toString(), () -> SqliteDatabase.open(new SqliteFile(path), clock), threads, callbacks, clock);
    }

    /** State behind a user's DataSource: PostgreSQL, MariaDB, H2, or SQLite. */
    public static State in(DataSource dataSource, Executor threads, Executor callbacks, InstantSource clock) {
        String name = "of stateDataSource";
        return new State(name, () -> DataSourceDatabase.open(dataSource, name, clock), threads, callbacks, clock);
    }

    /** Has somebody told of failures; it must not block. */
    public void watch(AvailabilityListener by) {
        watch = by;
    }

    /** Measures how long a work may take, by the clock of the caller. */
    @FunctionalInterface
    public interface Timeouts {

        /** Runs {@code late} after the longest time, unless what is returned is run before. */
        Runnable start(Runnable late);
    }

    /** Fails works that take too long; a database may do them all the same. */
    public void timeouts(Timeouts by) {
        timeouts = by;
    }

    private void late(QueuedTransaction<?> transaction) {
        StateException why = new StateException("The state database " + name
                + " did not answer in time; the operation may still complete. Check its locks and its disk");
        hanging = true;
        note(why);
        transaction.timeOut(why);
    }

    private synchronized void note(StateException why) {
        boolean before = failure != null;
        failure = why;
        if (before != (why != null) && !closed) {
            if (why == null) {
                watch.recovered();
            } else {
                watch.failed(why);
            }
        }
    }

    /** Runs work in a transaction; completes after the commit. A work that fails is undone alone. Never throws. */
    public <T> CompletionStage<T> write(TransactionBody<T> work) {
        return submit(writes, new QueuedTransaction<>(work, callbacks));
    }

    /** Runs work that changes nothing. Never throws. */
    public <T> CompletionStage<T> read(TransactionBody<T> work) {
        return submit(reads, new QueuedTransaction<>(work, callbacks));
    }

    /**
     * The same for callers that can only wait; never from a work.
     *
     * @throws StateException where the database failed
     */
    public <T> T writeNow(TransactionBody<T> work) {
        return await(submit(writes, new QueuedTransaction<>(work, null)));
    }

    /** @throws StateException where the database failed */
    public <T> T readNow(TransactionBody<T> work) {
        return await(submit(reads, new QueuedTransaction<>(work, null)));
    }

    /** The language of the database; known within a work. */
    public Dialect dialect() {
        Database now = database;
        if (now == null) {
            throw new IllegalStateException("The state database " + name + " is not open");
        }
        return now.dialect();
    }

    /** Milliseconds since 1970 by the clock of all who share the state; asked within a work. */
    public long now(Connection connection) throws SQLException {
        return dialect().now(connection, clock);
    }

    /** Milliseconds since 1970 by this process's clock. */
    long millis() {
        return clock.millis();
    }

    /** Where it is, for messages. */
    public String name() {
        return name;
    }

    /** Whether the last that was asked of the database was done. */
    public boolean isAvailable() {
        return failure == null;
    }

    /** Why the database could not be used when it was last asked; null where it could. */
    public StateException failure() {
        return failure;
    }

    /** Whether nothing waits, and everybody was told of what was done. */
    public boolean isIdle() {
        return pending.get() == 0;
    }

    private <T> CompletableFuture<T> submit(TransactionQueue queue, QueuedTransaction<T> transaction) {
        pending.incrementAndGet();
        Runnable inTime = timeouts.start(() -> late(transaction));
        transaction.completion().whenComplete((value, e) -> {
            inTime.run();
            pending.decrementAndGet();
        });
        if (!queue.add(transaction)) {
            transaction
                    .completion()
                    .completeExceptionally(new StateException("The state database " + name
                            + " accepts nothing: the component was stopped, or no thread is free for it"));
        }
        return transaction.completion();
    }

    private static <T> T await(CompletableFuture<T> completion) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return completion.get();
                } catch (InterruptedException e) {
                    // The work goes on, and its caller has to know what became of it.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StateException cause) {
                throw new StateException(cause.getMessage(), cause);
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new StateException(e.getCause().toString(), e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int largestGroup() {
        return database == null ? 1 : database.largestGroup();
    }

    private void write(List<QueuedTransaction<?>> group) {
        try {
            Database now = database();
            now.write(group);
            ended(group);
        } catch (Throwable e) {
            failed(e, withWaiting(writes, e, group));
        }
    }

    /** Whoever waits for a database that cannot be reached is not to wait for each of the others in turn. */
    private List<QueuedTransaction<?>> withWaiting(
            TransactionQueue queue, Throwable e, List<QueuedTransaction<?>> group) {
        if (database != null && !(e instanceof SQLException sql && DatabaseFailures.isOfConnection(sql))) {
            return group;
        }
        List<QueuedTransaction<?>> all = new ArrayList<>(group);
        all.addAll(queue.drain());
        return all;
    }

    private void read(QueuedTransaction<?> transaction) {
        try {
            database().read(transaction);
            ended(List.of(transaction));
        } catch (Throwable e) {
            failed(e, withWaiting(reads, e, List.of(transaction)));
        }
    }

    private void ended(List<QueuedTransaction<?>> group) {
        hanging = false;
        SQLException broken = group.stream()
                .map(QueuedTransaction::databaseFailure)
                .filter(e -> e != null && !DatabaseFailures.isRefusal(e))
                .findFirst()
                .orElse(null);
        note(broken == null ? null : DatabaseFailures.of(name, broken));
        group.forEach(transaction -> transaction.complete(name));
    }

    private void failed(Throwable e, List<QueuedTransaction<?>> group) {
        StateException why = e instanceof StateException known
                ? known
                : e instanceof SQLException sql
                        ? DatabaseFailures.of(name, sql)
                        : new StateException("The state database " + name + " failed: " + e, e);
        note(why);
        group.forEach(transaction -> {
            transaction.fail(why);
            transaction.complete(name);
        });
    }

    private Database database() throws SQLException {
        Database now = database;
        if (now != null) {
            return now;
        }
        openLock.lock();
        try {
            if (database == null) {
                if (closed) {
                    throw new StateException(
                            "The state database " + name + " is closed, because the component was stopped");
                }
                database = opening.open();
            }
            return database;
        } finally {
            openLock.unlock();
            if (closed) {
                closeDatabase();
            }
        }
    }

    /** Where a thread is opening it, and may hang in that, it is closed by that thread. */
    private void closeDatabase() {
        if (openLock.tryLock()) {
            try {
                // Where a thread hangs in it, closing would hang, too; its connections end with the thread.
                if (database != null && !hanging) {
                    database.close();
                }
                database = null;
            } finally {
                openLock.unlock();
            }
        }
    }

    /** Whether a thread is in the database and may never come back. */
    public boolean isHanging() {
        return hanging;
    }

    /** Ends what waits, then closes. */
    @Override
    public void close() {
        writes.close();
        reads.close();
        try {
            if (!hanging) {
                writes.awaitEmpty(LAST_WORK.toMillis());
                reads.awaitEmpty(LAST_WORK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List.of(writes, reads).forEach(queue -> queue.drain()
                .forEach(transaction -> failed(
                        new StateException(
                                "The state database " + name + " was closed before this operation completed"),
                        List.of(transaction))));
        closed = true;
        closeDatabase();
    }
}
