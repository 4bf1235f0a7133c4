package org.camelquickbooks.runtime;

import java.time.Instant;
import org.camelquickbooks.client.http.ListenerGuard;

/** A listener of consumers, wrapped where it enters: what it throws changes no outcome. */
final class GuardedConsumerListener implements ConsumerListener {

    private final ConsumerListener listener;
    private final ListenerGuard guard = new ListenerGuard("QuickBooks consumers");

    GuardedConsumerListener(ConsumerListener listener) {
        this.listener = listener;
    }

    @Override
    public void following(ConsumerProgress.FollowedCursor following) {
        guard.run(() -> listener.following(following));
    }

    @Override
    public void delivered(String realmId, String entity, String operation) {
        guard.run(() -> listener.delivered(realmId, entity, operation));
    }

    @Override
    public void postRefused(int status) {
        guard.run(() -> listener.postRefused(status));
    }

    @Override
    public void eventsSetAside(int count) {
        guard.run(() -> listener.eventsSetAside(count));
    }

    @Override
    public void gap(String realmId, String entity, Instant since) {
        guard.run(() -> listener.gap(realmId, entity, since));
    }

    @Override
    public void deletesUnsure(String realmId, String entity, Instant since) {
        guard.run(() -> listener.deletesUnsure(realmId, entity, since));
    }
}
