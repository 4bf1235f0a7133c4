package org.camelquickbooks.consumer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Has work done, no more than so much at the same time over all who share it, and in order where that is one. */
final class InFlight {

    /** Work on one of several things; whether it is done. */
    @FunctionalInterface
    interface Work<T> {
        boolean on(T thing, int index);
    }

    private final int most;
    private final Semaphore room;
    private final ExecutorService workers;
    private final BooleanSupplier goOn;

    /** @param goOn asked before each */
    InFlight(int most, ExecutorService workers, BooleanSupplier goOn) {
        this.most = most;
        this.room = new Semaphore(most);
        this.workers = workers;
        this.goOn = goOn;
    }

    /**
     * Works on things, in their order; returns when no work is under way.
     *
     * @param name two things of one name are never worked on at the same time
     * @param stop whether none is begun after one that was not done
     * @return what is done
     */
    <T> List<T> work(List<T> things, Function<T, String> name, boolean stop, Work<T> work) {
        return most == 1 ? inTurn(things, stop, work) : together(things, name, stop, work);
    }

    private <T> List<T> inTurn(List<T> things, boolean stop, Work<T> work) {
        List<T> done = new ArrayList<>();
        for (int i = 0; i < things.size() && goOn.getAsBoolean(); i++) {
            room.acquireUninterruptibly();
            try {
                if (work.on(things.get(i), i)) {
                    done.add(things.get(i));
                } else if (stop) {
                    return done;
                }
            } finally {
                room.release();
            }
        }
        return done;
    }

    private <T> List<T> together(List<T> things, Function<T, String> name, boolean stop, Work<T> work) {
        Set<T> done = ConcurrentHashMap.newKeySet();
        Set<T> failed = ConcurrentHashMap.newKeySet();
        List<CountDownLatch> started = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < things.size() && goOn.getAsBoolean() && !(stop && !failed.isEmpty()); i++) {
            T thing = things.get(i);
            if (!names.add(name.apply(thing))) {
                await(started);
                names.clear();
                names.add(name.apply(thing));
            }
            room.acquireUninterruptibly();
            CountDownLatch finished = new CountDownLatch(1);
            started.add(finished);
            int index = i;
            workers.execute(() -> {
                try {
                    (work.on(thing, index) ? done : failed).add(thing);
                } finally {
                    room.release();
                    finished.countDown();
                }
            });
        }
        await(started);
        return things.stream().filter(done::contains).toList();
    }

    private static void await(List<CountDownLatch> started) {
        boolean interrupted = false;
        for (CountDownLatch latch : started) {
            while (latch.getCount() > 0) {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    // What is in flight is waited for all the same: it is done, or it is not.
                    interrupted = true;
                }
            }
        }
        started.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
