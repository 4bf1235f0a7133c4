package org.camelquickbooks.consumer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.webhook.WebhookEvent;

/**
 * The paths of webhooks on the runtime's HTTP server. Several consumers of a component share a path, because an app
 * has one webhook address at QuickBooks.
 */
public final class SharedWebhookPaths {

    /** A path that is open. */
    private static final class WebhookPath {
        private final CamelContext context;
        private final String webhookVerifyToken;
        private final List<WebhookReceiver> receivers = new CopyOnWriteArrayList<>();
        private HttpServerPath path;

        WebhookPath(CamelContext context, String webhookVerifyToken) {
            this.context = context;
            this.webhookVerifyToken = webhookVerifyToken;
        }

        /**
         * All receive the events, and all have to accept them. A post that came in before the last one left is accepted
         * by nobody. While the context starts or stops some are not there, and would never receive what the others
         * accepted.
         */
        boolean receive(List<WebhookEvent> events) {
            List<WebhookReceiver> all = List.copyOf(receivers);
            if (all.isEmpty() || context.isStarting() || context.isStopping() || context.isStopped()) {
                return false;
            }
            boolean good = true;
            for (WebhookReceiver receiver : all) {
                good &= receiver.receive(events);
            }
            return good;
        }
    }

    private final Map<String, WebhookPath> paths = new HashMap<>();

    /** Lets posts in for a receiver. */
    synchronized void open(QuickBooksEndpoint endpoint, WebhookReceiver receiver) throws Exception {
        QuickBooksConfiguration options = endpoint.getConfiguration();
        String path = options.getWebhookPath();
        WebhookPath webhookPath = paths.get(path);
        if (webhookPath == null) {
            webhookPath = new WebhookPath(endpoint.getCamelContext(), options.getWebhookVerifyToken());
            webhookPath.receivers.add(receiver);
            webhookPath.path = listen(endpoint, path, webhookPath);
            paths.put(path, webhookPath);
            return;
        }
        if (!webhookPath.webhookVerifyToken.equals(options.getWebhookVerifyToken())) {
            throw new IllegalArgumentException("Another consumer receives webhooks at webhookPath=" + path
                    + " with another webhookVerifyToken; set the same tokens on both (separated by commas), or "
                    + "another path");
        }
        webhookPath.receivers.add(receiver);
    }

    private static HttpServerPath listen(QuickBooksEndpoint endpoint, String path, WebhookPath webhookPath)
            throws Exception {
        WebhookHandler handler = new WebhookHandler(
                endpoint.getConfiguration().getWebhookVerifyToken(),
                endpoint.getConfiguration().getMaxBodySize(),
                webhookPath::receive,
                endpoint::runtime,
                null);
        return HttpServerPath.listen(
                endpoint.getCamelContext(),
                path,
                new HttpServerPath.Requests(
                        "POST", null, endpoint.getConfiguration().getMaxBodySize(), handler::refusedByServer),
                ", or use webhook:quickbooks:webhook with another server",
                handler);
    }

    synchronized void close(QuickBooksEndpoint endpoint, WebhookReceiver receiver) {
        String path = endpoint.getConfiguration().getWebhookPath();
        WebhookPath webhookPath = paths.get(path);
        if (webhookPath != null && webhookPath.receivers.remove(receiver) && webhookPath.receivers.isEmpty()) {
            paths.remove(path);
            webhookPath.path.close();
        }
    }
}
