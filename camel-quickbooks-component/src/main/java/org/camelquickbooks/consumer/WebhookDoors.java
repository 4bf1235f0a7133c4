package org.camelquickbooks.consumer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Consumer;
import org.apache.camel.support.service.ServiceHelper;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.webhook.WebhookEvent;

/**
 * The paths on the runtime's HTTP server where webhooks come in. Several consumers of a component share one, since
 * QuickBooks knows one address for an app.
 */
public final class WebhookDoors {

    /** A path that is open. */
    private static final class Door {
        private final String webhookVerifyToken;
        private final List<WebhookReceiver> receivers = new CopyOnWriteArrayList<>();
        private Consumer consumer;

        Door(String webhookVerifyToken) {
            this.webhookVerifyToken = webhookVerifyToken;
        }

        /** All are told, and all have to be content. */
        boolean receive(List<WebhookEvent> events) {
            boolean good = true;
            for (WebhookReceiver receiver : receivers) {
                good &= receiver.receive(events);
            }
            return good;
        }
    }

    private final Map<String, Door> doors = new HashMap<>();

    /** Lets posts in for a receiver. */
    synchronized void open(QuickBooksEndpoint endpoint, WebhookReceiver receiver) throws Exception {
        QuickBooksConfiguration options = endpoint.getConfiguration();
        String path = options.getWebhookPath();
        Door door = doors.get(path);
        if (door == null) {
            door = new Door(options.getWebhookVerifyToken());
            door.receivers.add(receiver);
            door.consumer = listen(endpoint, path, door);
            doors.put(path, door);
            return;
        }
        if (!door.webhookVerifyToken.equals(options.getWebhookVerifyToken())) {
            throw new IllegalArgumentException("Another consumer takes webhooks at webhookPath=" + path
                    + " with another webhookVerifyToken; give both the same (several with commas), or another path");
        }
        door.receivers.add(receiver);
    }

    private static Consumer listen(QuickBooksEndpoint endpoint, String path, Door door) throws Exception {
        WebhookHandler handler = new WebhookHandler(
                endpoint.getConfiguration().getWebhookVerifyToken(),
                endpoint.getConfiguration().getMaxBodySize(),
                door::receive,
                endpoint::runtime,
                null);
        return HttpServerPath.listen(
                endpoint.getCamelContext(),
                path,
                "POST",
                null,
                ", or use webhook:quickbooks:webhook with another server",
                handler);
    }

    synchronized void close(QuickBooksEndpoint endpoint, WebhookReceiver receiver) {
        String path = endpoint.getConfiguration().getWebhookPath();
        Door door = doors.get(path);
        if (door != null && door.receivers.remove(receiver) && door.receivers.isEmpty()) {
            doors.remove(path);
            ServiceHelper.stopAndShutdownService(door.consumer);
        }
    }
}
