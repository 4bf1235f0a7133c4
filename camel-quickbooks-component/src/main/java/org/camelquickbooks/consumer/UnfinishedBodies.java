package org.camelquickbooks.consumer;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bodies that have begun to arrive and are kept in memory. Where there are too many, the one that began first is given up:
 * those who never end theirs fill no memory, and keep nobody out who does.
 */
final class UnfinishedBodies {

    static final int MOST = 32;

    private record Arriving(RoutingContext request, Context loop, Runnable giveUp) {

        boolean isOver() {
            return request.request().isEnded()
                    || request.response().ended()
                    || request.response().closed();
        }
    }

    private final Deque<Arriving> all = new ArrayDeque<>();

    /** @param giveUp ends the request, on the thread that reads it, if it has to make room */
    void add(RoutingContext request, Runnable giveUp) {
        Arriving arriving = new Arriving(request, Vertx.currentContext(), giveUp);
        Arriving oldest;
        synchronized (all) {
            all.removeIf(Arriving::isOver);
            all.addLast(arriving);
            oldest = all.size() > MOST ? all.removeFirst() : null;
        }
        // Its body is kept no longer than it is answered.
        request.addEndHandler(answered -> {
            synchronized (all) {
                all.remove(arriving);
            }
        });
        if (oldest != null) {
            oldest.loop.runOnContext(done -> {
                if (!oldest.isOver()) {
                    oldest.giveUp.run();
                }
            });
        }
    }
}
