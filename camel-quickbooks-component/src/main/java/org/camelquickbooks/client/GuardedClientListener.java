package org.camelquickbooks.client;

import java.time.Duration;
import java.time.Instant;
import org.camelquickbooks.client.http.CallWatch;
import org.camelquickbooks.client.http.ListenerGuard;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.throttle.ReadUse;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.model.QuickBooksException;

/** A listener from outside, wrapped where it enters: what it throws changes no outcome. */
final class GuardedClientListener implements ClientListener {

    private final ClientListener listener;
    private final ListenerGuard guard = new ListenerGuard("the QuickBooks client");

    GuardedClientListener(ClientListener listener) {
        this.listener = listener;
    }

    @Override
    public void near(String realmId, String limit, long used, long allowed) {
        guard.run(() -> listener.near(realmId, limit, used, allowed));
    }

    @Override
    public void metered(String realmId, String endpoint) {
        guard.run(() -> listener.metered(realmId, endpoint));
    }

    @Override
    public void budgetUsed(int percent, ReadUse use) {
        guard.run(() -> listener.budgetUsed(percent, use));
    }

    @Override
    public void throttled(String realmId, Instant until) {
        guard.run(() -> listener.throttled(realmId, until));
    }

    @Override
    public void connected(String realmId) {
        guard.run(() -> listener.connected(realmId));
    }

    @Override
    public void disconnected(String realmId) {
        guard.run(() -> listener.disconnected(realmId));
    }

    @Override
    public void reconnectNeeded(String realmId, QuickBooksAuthenticationException why) {
        guard.run(() -> listener.reconnectNeeded(realmId, why));
    }

    @Override
    public void connectedAgain(String realmId) {
        guard.run(() -> listener.connectedAgain(realmId));
    }

    @Override
    public void ending(String realmId, Instant end) {
        guard.run(() -> listener.ending(realmId, end));
    }

    @Override
    public void refreshed(String realmId) {
        guard.run(() -> listener.refreshed(realmId));
    }

    @Override
    public CallWatch calling(Request request) {
        CallWatch watch = guard.get(() -> listener.calling(request), CallWatch.NONE);
        return watch == CallWatch.NONE ? watch : new GuardedWatch(watch);
    }

    private final class GuardedWatch implements CallWatch {

        private final CallWatch watch;

        GuardedWatch(CallWatch watch) {
            this.watch = watch;
        }

        @Override
        public void waited(Duration wait) {
            guard.run(() -> watch.waited(wait));
        }

        @Override
        public void repeating(QuickBooksException failure, int attempt) {
            guard.run(() -> watch.repeating(failure, attempt));
        }

        @Override
        public void answered(Response response) {
            guard.run(() -> watch.answered(response));
        }

        @Override
        public void failed(Throwable failure) {
            guard.run(() -> watch.failed(failure));
        }
    }
}
