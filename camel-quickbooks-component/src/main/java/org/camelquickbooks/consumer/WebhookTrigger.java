package org.camelquickbooks.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.webhook.WebhookEvent;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** Has a company polled soon after a webhook told of it: once for all that come in a burst. */
final class WebhookTrigger implements WebhookReceiver {

    private final QuickBooksEndpoint endpoint;
    private final ChangeConsumer consumer;
    private final Consumer<WebhookEvent> announced;
    private final Duration delay;
    private final Set<String> scheduled = ConcurrentHashMap.newKeySet();

    /** @param announced who learns of each event */
    WebhookTrigger(QuickBooksEndpoint endpoint, ChangeConsumer consumer, Consumer<WebhookEvent> announced) {
        this.announced = announced;
        this.endpoint = endpoint;
        this.consumer = consumer;
        this.delay = Duration.ofMillis(endpoint.getConfiguration().getWebhookDelay());
    }

    private QuickBooksRuntime runtime() {
        return endpoint.runtime();
    }

    void start() throws Exception {
        endpoint.sharedWebhookPaths().open(endpoint, this);
    }

    void stop() {
        endpoint.sharedWebhookPaths().close(endpoint, this);
    }

    /** Only a hint: what it tells of is found by the poll, now or later. */
    @Override
    public boolean receive(List<WebhookEvent> events) {
        events.forEach(announced);
        events.stream()
                .map(WebhookEvent::realmId)
                .distinct()
                .filter(scheduled::add)
                .forEach(realmId -> runtime().time().after(delay, () -> {
                    scheduled.remove(realmId);
                    consumer.pollNow(realmId);
                }));
        return true;
    }
}
