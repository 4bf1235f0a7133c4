package org.camelquickbooks.client.oauth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Lends a few threads of another executor: work that may block comes in bursts, and is not to make a thread each. */
final class AFewAtATime implements Executor {

    private final Executor lender;
    private final int most;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    AFewAtATime(Executor lender, int most) {
        this.lender = lender;
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
        lender.execute(this::runAll);
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
