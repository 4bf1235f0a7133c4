package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.webhook.Delivery;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.camelquickbooks.sandbox.webhook.Webhooks;

/** Subscriptions and deliveries of webhooks. */
final class WebhookControl {

    private final Webhooks webhooks;
    private final Control sandbox;

    WebhookControl(Webhooks webhooks, Control sandbox) {
        this.webhooks = webhooks;
        this.sandbox = sandbox;
    }

    Answer webhooks(Call call) {
        return webhooks();
    }

    private Answer webhooks() {
        ObjectNode node = Json.object();
        ArrayNode subscriptions = node.putArray("subscriptions");
        for (Subscription s : webhooks.subscriptions()) {
            ObjectNode one = ControlBody.MAPPER.valueToTree(s);
            one.remove("verifierToken");
            one.put("url", Masked.text(s.url()));
            subscriptions.add(one.put("blacklisted", webhooks.isBlacklisted(s.id())));
        }
        ArrayNode deliveries = node.putArray("deliveries");
        for (Delivery d : webhooks.deliveries()) {
            ObjectNode one = deliveries.addObject();
            one.put("number", d.number())
                    .put("subscription", d.subscription().id())
                    .put("url", Masked.text(d.subscription().url()))
                    .put("state", d.state().name());
            one.put("attempts", d.attempts())
                    .put("lastStatus", d.lastStatus())
                    .put("due", d.due().toString());
            one.put("body", new String(d.body(), StandardCharsets.UTF_8));
        }
        return Answer.json(node);
    }

    /** How many subscriptions there are, how many deliveries in each state, and a number that changes with them. */
    ObjectNode describe() {
        ObjectNode node =
                Json.object().put("subscriptions", webhooks.subscriptions().size());
        Map<Delivery.State, Integer> states = new EnumMap<>(Delivery.State.class);
        int version = webhooks.subscriptions().hashCode();
        for (Delivery d : webhooks.deliveries()) {
            states.merge(d.state(), 1, Integer::sum);
            version = 31 * version + Objects.hash(d.number(), d.state().name(), d.attempts());
        }
        node.set("deliveries", ControlBody.MAPPER.valueToTree(states));
        return node.put("version", version);
    }

    /** {@code {"url":"…","format":"legacy"}}; {@code windowSeconds} sets the aggregation window for all. */
    Answer subscribe(Call call) {
        ObjectNode body = (ObjectNode) ControlBody.body(call);
        if (body.has("windowSeconds")) {
            sandbox.webhookWindow(
                    Duration.ofSeconds(ControlBody.number(body, "windowSeconds").longValue()));
            body.remove("windowSeconds");
        }
        if (!body.isEmpty()) {
            ControlBody.required(body, "url");
            sandbox.subscribe(ControlBody.read(body, Subscription.class));
        }
        return webhooks();
    }

    /** Delivers a webhook once more. */
    Answer resend(Call call) {
        long number = Long.parseLong(call.variable("number"));
        return webhooks.resend(number) ? webhooks() : AdminService.error(404, "There is no delivery " + number);
    }

    Answer unsubscribe(Call call) {
        return webhooks.unsubscribe(call.variable("id"))
                ? Answer.empty(204)
                : AdminService.error(404, "There is no subscription " + call.variable("id"));
    }

    Answer unsubscribeAll(Call call) {
        webhooks.clear();
        return Answer.empty(204);
    }
}
