package org.camelquickbooks.sandbox.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.ChangeEvent;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.company.Journal;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrders;
import org.camelquickbooks.sandbox.json.Json;

/**
 * Posts changes to subscribers: collected for some seconds, signed, retried at growing intervals, and stopped for an
 * endpoint that keeps failing. All waits use the sandbox's clock.
 */
public final class Webhooks implements AutoCloseable {

    /** An endpoint has three seconds to answer. */
    private static final int TIMEOUT_MILLIS = 3_000;

    private static final long TICK_MILLIS = 50;
    private static final int BLACKLIST_AFTER = 20;
    private static final int REMEMBERED = 2_000;
    private static final int EVENTS_A_POST = 100;
    /** So many events of one subscription wait at most for the end of their window. */
    private static final int MOST_WAITING = 10_000;

    private static final int MOST_SUBSCRIPTIONS = 100;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    /** How long to wait after the first, the second … failure. */
    private static final List<Duration> DISTANCES = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(20),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(6),
            Duration.ofHours(6),
            Duration.ofHours(6),
            Duration.ofHours(6));

    private record Told(String realmId, String entity, String id, Operation operation) {}

    /** Events that wait to be told together. */
    private static final class Pending {
        /** By what is told once within a window. */
        private final Map<Told, ChangeEvent> events = new LinkedHashMap<>();

        private Instant due;
        private int failures;
        private boolean blacklisted;
    }

    private final Vertx vertx;
    private final Clock clock;
    private final FaultOrders faults;
    private final Function<String, ZoneId> zones;
    private final HttpClient client;
    private final Journal journal;
    private final long timer;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private Duration window = Duration.ofSeconds(5);
    private int lastId;
    private long lastDelivery;

    public Webhooks(Vertx vertx, Clock clock, FaultOrders faults, Function<String, ZoneId> zones, Path directory) {
        this.vertx = vertx;
        this.clock = clock;
        this.faults = faults;
        this.zones = zones;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(TIMEOUT_MILLIS)
                .setTrustAll(true)
                .setVerifyHost(false));
        this.journal = directory == null ? null : new Journal(directory.resolve("webhooks.jsonl"), this::replay);
        this.timer = vertx.setPeriodic(TICK_MILLIS, t -> tick());
    }

    /** How long events are gathered before they are told. */
    public synchronized void window(Duration aggregation) {
        if (aggregation.isNegative() || aggregation.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException(
                    "The window must be from 0 seconds to " + LONGEST_WINDOW.toSeconds() + ", not " + aggregation);
        }
        window = aggregation;
    }

    public synchronized Subscription subscribe(Subscription wanted, String verifierToken) {
        if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            throw new IllegalArgumentException("There are " + MOST_SUBSCRIPTIONS
                    + " subscriptions; remove one first (DELETE /admin/webhooks/{id})");
        }
        Subscription subscription = wanted.registered(Integer.toString(++lastId), verifierToken);
        keep(subscription);
        write(Json.MAPPER.valueToTree(subscription));
        return subscription;
    }

    private void keep(Subscription subscription) {
        subscriptions.put(subscription.id(), subscription);
        pending.put(subscription.id(), new Pending());
    }

    public synchronized boolean unsubscribe(String id) {
        pending.remove(id);
        write(Json.object().put("gone", id));
        return subscriptions.remove(id) != null;
    }

    private void write(JsonNode line) {
        if (journal != null) {
            journal.append(Json.bytes(line));
        }
    }

    private void replay(byte[] line) {
        JsonNode node = Json.parse(line);
        if (node.has("gone")) {
            subscriptions.remove(node.path("gone").asText());
            pending.remove(node.path("gone").asText());
        } else {
            Subscription subscription = Json.MAPPER.convertValue(node, Subscription.class);
            keep(subscription);
            lastId = Math.max(lastId, Integer.parseInt(subscription.id()));
        }
    }

    public synchronized List<Subscription> subscriptions() {
        return List.copyOf(subscriptions.values());
    }

    public synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /**
     * Delivers once more what was delivered, lost or dropped: the same bytes, under a number of its own.
     *
     * @return false where no delivery has that number
     */
    public boolean resend(long number) {
        synchronized (this) {
            Delivery former = deliveries.stream()
                    .filter(delivery -> delivery.number() == number)
                    .findFirst()
                    .orElse(null);
            if (former == null) {
                return false;
            }
            deliveries.add(new Delivery(++lastDelivery, former.subscription(), former.body(), clock.instant()));
        }
        tick();
        return true;
    }

    /** Whether an endpoint has failed so often that nothing is sent there any more. */
    public synchronized boolean isBlacklisted(String subscriptionId) {
        Pending of = pending.get(subscriptionId);
        return of != null && of.blacklisted;
    }

    public synchronized void clear() {
        subscriptions.clear();
        pending.clear();
        deliveries.clear();
        lastId = 0;
        if (journal != null) {
            journal.clear();
        }
    }

    /** Takes a change in. */
    public synchronized void changed(ChangeEvent event) {
        if (subscriptions.isEmpty()) {
            return;
        }
        EntityType type = Catalogue.get().type(event.entity());
        ChangeEvent told = told(type, event);
        if (told == null) {
            return;
        }
        subscriptions.forEach((id, subscription) -> {
            Pending of = pending.get(id);
            if (!of.blacklisted && subscription.wants(event.realmId(), type.webhookName())) {
                if (of.events.isEmpty()) {
                    of.due = clock.instant().plus(window);
                }
                // Within the window the same operation on the same object is told once.
                Told key = new Told(told.realmId(), told.entity(), told.id(), told.operation());
                of.events.remove(key);
                of.events.put(key, told);
                if (of.events.size() >= MOST_WAITING) {
                    of.due = clock.instant();
                }
            }
        });
    }

    /** What is not among the operations of an entity is told as an update, or not at all. */
    private static ChangeEvent told(EntityType type, ChangeEvent event) {
        if (type.notifies(event.operation().letter())) {
            return event;
        }
        return event.operation() != Operation.EMAILED && type.notifies('U')
                ? new ChangeEvent(event.realmId(), event.entity(), event.id(), Operation.UPDATE, event.time(), null)
                : null;
    }

    /** Sends what is due; called now and then, and whenever the clock was moved. */
    public void tick() {
        List<Delivery> due = new ArrayList<>();
        synchronized (this) {
            Instant now = clock.instant();
            pending.forEach((id, of) -> {
                if (!of.events.isEmpty() && !of.due.isAfter(now)) {
                    List<ChangeEvent> events = List.copyOf(of.events.values());
                    for (int from = 0; from < events.size(); from += EVENTS_A_POST) {
                        int to = Math.min(from + EVENTS_A_POST, events.size());
                        pack(subscriptions.get(id), events.subList(from, to), now);
                    }
                    of.events.clear();
                }
            });
            for (Delivery delivery : deliveries) {
                if (delivery.begin(now)) {
                    due.add(delivery);
                }
            }
            while (deliveries.size() > REMEMBERED) {
                deliveries.remove(0);
            }
        }
        due.forEach(this::send);
    }

    private void pack(Subscription subscription, List<ChangeEvent> events, Instant now) {
        String realm = events.get(0).realmId();
        FaultOrder order = faults.strikeWebhook(subscription.url(), realm);
        List<ChangeEvent> told = new ArrayList<>(events);
        Instant due = now;
        int copies = 1;
        if (order != null) {
            switch (order.effect()) {
                case WEBHOOK_REORDERED -> Collections.reverse(told);
                case WEBHOOK_DELAYED -> due = now.plusMillis(order.millis());
                case WEBHOOK_DOUBLED -> copies = 2;
                default -> copies = 0;
            }
        }
        byte[] body = Payloads.of(subscription.format(), told, zones);
        for (int i = 0; i < copies; i++) {
            deliveries.add(new Delivery(++lastDelivery, subscription, body, due));
        }
        if (copies == 0) {
            Delivery lost = new Delivery(++lastDelivery, subscription, body, due);
            lost.end(Delivery.State.LOST, 0, due);
            deliveries.add(lost);
        }
    }

    private void send(Delivery delivery) {
        byte[] body = delivery.body();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(delivery.subscription().url())
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader(
                        "Content-Type",
                        delivery.subscription().format() == Subscription.Format.LEGACY
                                ? "application/json"
                                : "application/cloudevents+json")
                .putHeader(
                        "intuit-signature",
                        Payloads.signature(delivery.subscription().verifierToken(), body));
        client.request(options)
                .compose(request -> request.send(Buffer.buffer(body)))
                .onComplete(
                        done -> ended(delivery, done.succeeded() ? done.result().statusCode() : 0));
    }

    private synchronized void ended(Delivery delivery, int status) {
        Pending of = pending.get(delivery.subscription().id());
        Instant now = clock.instant();
        if (status == 200) {
            delivery.end(Delivery.State.DELIVERED, status, now);
            if (of != null) {
                of.failures = 0;
            }
            return;
        }
        if (of != null && ++of.failures >= BLACKLIST_AFTER) {
            of.blacklisted = true;
        }
        if (of == null || of.blacklisted || delivery.attempts() > DISTANCES.size()) {
            delivery.end(Delivery.State.DROPPED, status, now);
        } else {
            delivery.end(Delivery.State.WAITING, status, now.plus(DISTANCES.get(delivery.attempts() - 1)));
        }
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        client.close();
        if (journal != null) {
            journal.close();
        }
    }
}
