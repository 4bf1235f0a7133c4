package org.camelquickbooks.consumer;

import java.util.List;
import org.camelquickbooks.client.webhook.WebhookEvent;

/** Who is told of the events of a post whose signature is good. */
@FunctionalInterface
interface WebhookReceiver {

    /** Whether the post can be answered with 200: nothing of it can get lost any more. */
    boolean receive(List<WebhookEvent> events);
}
