package org.camelquickbooks.client.oauth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Runs no more than a few tasks of another executor at a time: tasks that may block come in bursts. */
final class LimitedExecutor implements Executor {

    private final Executor executor;
    private final int most;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    LimitedExecutor(Executor executor, int most) {
        this.executor = executor;
        this.most = most;
    }

    @Override
    public void execute(Runnable work) {
        synchronized (this) {
            waiting.add(work);
            if (running == most) {
                return;
            }
            running++;
        }
        executor.execute(this::runAll);
    }

    private void runAll() {
        for (Runnable work = next(); work != null; work = next()) {
            work.run();
        }
    }

    private synchronized Runnable next() {
        Runnable work = waiting.poll();
        if (work == null) {
            running--;
        }
        return work;
    }
}
