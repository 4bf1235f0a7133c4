package org.camelquickbooks.sandbox.gate;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.query.Like;

/** The ordered faults. The first one that matches a call is used. */
public final class FaultOrders {

    /** A pending order. */
    private static final class Standing {

        private final FaultOrder order;
        private final Like path;
        private final Random dice;
        private int met;
        private int struck;

        Standing(FaultOrder order) {
            this.order = order;
            this.path = order.path() == null ? null : new Like(order.path(), '*');
            this.dice = new Random(order.seed());
        }

        boolean fits(String method, String requestPath, String realm) {
            return (path == null || path.matches(requestPath))
                    && (order.method() == null || order.method().equalsIgnoreCase(method))
                    && (order.realmId() == null || order.realmId().equals(realm))
                    && (order.entity() == null || names(requestPath));
        }

        private boolean names(String requestPath) {
            EntityType type = Catalogue.get().find(order.entity());
            String name = "/" + (type == null ? order.entity().toLowerCase(Locale.ROOT) : type.path());
            return requestPath.endsWith(name) || requestPath.contains(name + "/");
        }

        synchronized boolean strikes() {
            if (isDone()) {
                return false;
            }
            met++;
            boolean due = order.nth() == 0 || met == order.nth();
            boolean lucky = order.probability() <= 0 || dice.nextDouble() < order.probability();
            if (due && lucky) {
                struck++;
                return true;
            }
            return false;
        }

        synchronized boolean isDone() {
            return order.times() > 0 && struck >= order.times() || order.nth() > 0 && met >= order.nth();
        }
    }

    private static final int MOST = 1_000;

    private final List<Standing> standing = new CopyOnWriteArrayList<>();

    public synchronized void order(FaultOrder order) {
        order.check();
        standing.removeIf(Standing::isDone);
        if (standing.size() >= MOST) {
            throw new IllegalArgumentException(
                    "there are " + MOST + " pending orders; delete them first (DELETE /admin/faults)");
        }
        standing.add(new Standing(order));
    }

    /** The next write is processed, and its answer is lost. */
    public void loseNextAnswer() {
        order(FaultOrder.of(Effect.ANSWER_LOST).method("POST").times(1));
    }

    /** The next calls are throttled. */
    public void throttleNext(int calls) {
        order(FaultOrder.of(Effect.THROTTLE).times(calls));
    }

    /** The next calls are answered with a status and nothing else. */
    public void failNext(int calls, int status) {
        order(FaultOrder.of(Effect.STATUS).status(status, "text/plain", "").times(calls));
    }

    public void clear() {
        standing.clear();
    }

    /** The pending orders. */
    public List<FaultOrder> pending() {
        return standing.stream().filter(s -> !s.isDone()).map(s -> s.order).toList();
    }

    /** The order that affects a call, or null. */
    FaultOrder strike(Call call, String realm) {
        return standing.isEmpty() ? null : strike(call.method(), call.path(), realm, false);
    }

    /** The order that affects the delivery of a webhook, or null. */
    public FaultOrder strikeWebhook(String url, String realm) {
        return strike("POST", url, realm, true);
    }

    private FaultOrder strike(String method, String path, String realm, boolean webhook) {
        for (Standing one : standing) {
            if (one.order.effect().isWebhook() == webhook && one.fits(method, path, realm) && one.strikes()) {
                return one.order;
            }
        }
        return null;
    }
}
