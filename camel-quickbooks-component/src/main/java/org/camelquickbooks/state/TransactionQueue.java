package org.camelquickbooks.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Jobs that wait, and the few threads that take them in groups. */
final class TransactionQueue {

    private final Executor threads;
    private final IntSupplier runners;
    private final IntSupplier largestGroup;
    private final Consumer<List<QueuedTransaction<?>>> work;
    private final Deque<QueuedTransaction<?>> waiting = new ArrayDeque<>();
    private int running;
    private boolean closed;

    TransactionQueue(
            Executor threads,
            IntSupplier runners,
            IntSupplier largestGroup,
            Consumer<List<QueuedTransaction<?>>> work) {
        this.threads = threads;
        this.runners = runners;
        this.largestGroup = largestGroup;
        this.work = work;
    }

    /** False where it is closed. */
    boolean add(QueuedTransaction<?> transaction) {
        synchronized (this) {
            if (closed) {
                return false;
            }
            waiting.add(transaction);
            if (running >= runners.getAsInt()) {
                return true;
            }
            running++;
        }
        try {
            threads.execute(this::runAll);
            return true;
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                running--;
                notifyAll();
                // Taken by another runner meanwhile, it has its outcome.
                return !waiting.remove(transaction);
            }
        }
    }

    private void runAll() {
        for (List<QueuedTransaction<?>> group = next(); !group.isEmpty(); group = next()) {
            work.accept(group);
        }
    }

    private synchronized List<QueuedTransaction<?>> next() {
        List<QueuedTransaction<?>> group = new ArrayList<>();
        int most = largestGroup.getAsInt();
        while (group.size() < most && !waiting.isEmpty()) {
            group.add(waiting.poll());
        }
        if (group.isEmpty()) {
            running--;
            notifyAll();
        }
        return group;
    }

    /** Who waits is not to wait for what has just failed. */
    synchronized List<QueuedTransaction<?>> drain() {
        List<QueuedTransaction<?>> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }

    synchronized void close() {
        closed = true;
    }

    /** Whether nothing waits or runs, within a while. */
    synchronized boolean awaitEmpty(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (running > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
