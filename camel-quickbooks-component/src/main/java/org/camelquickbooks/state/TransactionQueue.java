package org.camelquickbooks.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Jobs that wait, and the few threads that take them in groups. */
final class TransactionQueue {

    private static final System.Logger LOG = System.getLogger(TransactionQueue.class.getName());

    private final Executor threads;
    private final IntSupplier runners;
    private final IntSupplier largestGroup;
    private final Consumer<List<QueuedTransaction<?>>> work;
    private final Deque<QueuedTransaction<?>> waiting = new ArrayDeque<>();
    private final CountDownLatch idle = new CountDownLatch(1);
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
        } catch (RejectedExecutionException | Error e) {
            // Also where the machine has no more threads.
            return leftWithoutRunner(transaction);
        }
    }

    /** Whether it was taken by another runner meanwhile: then it has its outcome. */
    private boolean leftWithoutRunner(QueuedTransaction<?> transaction) {
        boolean taken;
        List<QueuedTransaction<?>> stranded = List.of();
        synchronized (this) {
            taken = !waiting.remove(transaction);
            running--;
            if (running == 0) {
                // They relied on the runner that did not come.
                stranded = drain();
            }
            endIfIdle();
        }
        stranded.forEach(left -> left.timeOut(
                new StateException("No thread is free for the state database; this operation was not done")));
        return taken;
    }

    private void runAll() {
        for (List<QueuedTransaction<?>> group = next(); !group.isEmpty(); group = next()) {
            try {
                work.accept(group);
            } catch (Throwable e) {
                // Its callers hear of it by their timeout; whoever comes next is not to wait for a runner that is gone.
                LOG.log(System.Logger.Level.ERROR, "The state database was left with an error", e);
            }
        }
    }

    private synchronized List<QueuedTransaction<?>> next() {
        List<QueuedTransaction<?>> group = new ArrayList<>();
        int most = largestGroup.getAsInt();
        while (group.size() < most && !waiting.isEmpty()) {
            group.add(waiting.poll());
        }
        if (group.isEmpty()) {
            runnerEnded();
        }
        return group;
    }

    /** Who waits is not to wait for what has just failed. */
    synchronized List<QueuedTransaction<?>> drain() {
        List<QueuedTransaction<?>> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }

    /** Takes nothing more; what waits is still done. */
    synchronized void close() {
        closed = true;
        endIfIdle();
    }

    private void runnerEnded() {
        running--;
        endIfIdle();
    }

    private void endIfIdle() {
        if (closed && running == 0) {
            idle.countDown();
        }
    }

    /** Once it is closed: whether nothing waits or runs any more, within a while. */
    boolean awaitEmpty(long millis) throws InterruptedException {
        return idle.await(millis, TimeUnit.MILLISECONDS);
    }
}
