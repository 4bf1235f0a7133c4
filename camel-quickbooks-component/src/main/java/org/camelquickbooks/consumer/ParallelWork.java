package org.camelquickbooks.consumer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has work done, no more than so much at the same time over all who share it, and in order where that is one. */
final class ParallelWork {

    private static final Logger LOG = LoggerFactory.getLogger(ParallelWork.class);

    /** Work on one of several things; whether it is done. */
    @FunctionalInterface
    interface ItemWork<T> {
        boolean on(T thing, int index);
    }

    private final int most;
    private final Semaphore permits;
    private final ExecutorService workers;
    private final BooleanSupplier mayContinue;

    /** @param mayContinue asked before each */
    ParallelWork(int most, ExecutorService workers, BooleanSupplier mayContinue) {
        this.most = most;
        this.permits = new Semaphore(most);
        this.workers = workers;
        this.mayContinue = mayContinue;
    }

    /**
     * Works on things, in their order; returns when no work is under way.
     *
     * @param name two things of one name are never worked on at the same time
     * @param stop whether none is begun after one that was not done
     * @return what is done
     */
    <T> List<T> work(List<T> things, Function<T, String> name, boolean stop, ItemWork<T> work) {
        return most == 1 ? inTurn(things, stop, work) : together(things, name, stop, work);
    }

    private <T> List<T> inTurn(List<T> things, boolean stop, ItemWork<T> work) {
        List<T> done = new ArrayList<>();
        for (int i = 0; i < things.size() && mayContinue.getAsBoolean(); i++) {
            permits.acquireUninterruptibly();
            try {
                if (isDone(work, things.get(i), i)) {
                    done.add(things.get(i));
                } else if (stop) {
                    return done;
                }
            } finally {
                permits.release();
            }
        }
        return done;
    }

    private <T> List<T> together(List<T> things, Function<T, String> name, boolean stop, ItemWork<T> work) {
        Set<T> done = ConcurrentHashMap.newKeySet();
        AtomicBoolean failed = new AtomicBoolean();
        List<CompletableFuture<Void>> started = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < things.size() && mayContinue.getAsBoolean() && !(stop && failed.get()); i++) {
            T thing = things.get(i);
            if (!names.add(name.apply(thing))) {
                await(started);
                names.clear();
                names.add(name.apply(thing));
            }
            permits.acquireUninterruptibly();
            int index = i;
            try {
                started.add(CompletableFuture.runAsync(
                        () -> {
                            try {
                                if (isDone(work, thing, index)) {
                                    done.add(thing);
                                } else {
                                    failed.set(true);
                                }
                            } finally {
                                permits.release();
                            }
                        },
                        workers));
            } catch (RejectedExecutionException | Error e) {
                // The threads are full, or closed, or there can be no more: it is not done, and its permit is free.
                permits.release();
                failed.set(true);
            }
        }
        await(started);
        return things.stream().filter(done::contains).toList();
    }

    /** What is thrown is of this one only: others are done, and are not to be done again. */
    private static <T> boolean isDone(ItemWork<T> work, T thing, int index) {
        try {
            return work.on(thing, index);
        } catch (Throwable e) {
            LOG.error("An exchange ended with an error and counts as failed", e);
            return false;
        }
    }

    /** Also where this thread is asked to stop: what is in flight is done, or it is not. */
    private static void await(List<CompletableFuture<Void>> started) {
        CompletableFuture.allOf(started.toArray(CompletableFuture[]::new)).join();
        started.clear();
    }
}
