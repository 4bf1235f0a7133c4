package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.webhook.Subscription;

/** Changes in the sandbox, and whether every route that follows some was told of one. */
final class FollowedChanges {

    private final CamelContext context;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    FollowedChanges(CamelContext context) {
        this.context = context;
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof ExchangeCompletedEvent completed
                        && completed.getExchange().getFromRouteId() != null) {
                    told.add(completed.getExchange().getFromRouteId());
                    synchronized (told) {
                        told.notifyAll();
                    }
                }
            }
        });
    }

    /** Works in the books until every route was told of something: the one that waits to lead begins later. */
    void await(QuickBooksSandbox sandbox, String hooks) throws InterruptedException {
        Set<String> following = new TreeSet<>();
        for (Route route : context.getRoutes()) {
            if (!route.getEndpoint().getEndpointUri().startsWith("direct")) {
                following.add(route.getRouteId());
            }
        }
        boolean connects = context.getRoutes().stream()
                .anyMatch(route -> route.getEndpoint().getEndpointUri().startsWith("quickbooks://connect"));
        if (connects) {
            PersonWhoConnects.connect(hooks + "/quickbooks", sandbox);
        }
        sandbox.webhookWindow(Duration.ZERO);
        for (String path : new String[] {"/quickbooks/webhook", "/hooks/quickbooks"}) {
            sandbox.subscribe(Subscription.cloudEvents(hooks + path));
        }
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        for (int number = 1; !told.containsAll(following) && System.nanoTime() < end; number++) {
            change(sandbox, number);
            synchronized (told) {
                told.wait(500);
            }
        }
        assertThat(told)
                .as("routes that were told of a change within three minutes")
                .containsAll(following);
    }

    private static void change(QuickBooksSandbox sandbox, int number) {
        sandbox.company().create("Customer", "{\"DisplayName\":\"Followed " + number + "\"}");
        String invoice = sandbox.company()
                .query("select * from Invoice where Balance > '0' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        sandbox.company().update("Invoice", invoice, "{\"PrivateNote\":\"Followed " + number + "\"}");
        sandbox.deliverWebhooks();
    }
}
