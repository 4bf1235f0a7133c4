package org.camelquickbooks.client.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.state.EventTable;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.State;
import org.camelquickbooks.state.StateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Webhook events in the state database. Nodes that share it route each event once, and another node takes over the
 * events of a dead node.
 */
public final class StateEventJournal implements EventJournal {

    private static final Logger LOG = LoggerFactory.getLogger(StateEventJournal.class);

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Object TAKEN_OVER = new Object();

    private final Node node;
    private final State state;
    private final EventTable table;
    private final Time time;
    /** Delivered, or dropped, and not written down yet. */
    private final Set<Ended> unwritten = ConcurrentHashMap.newKeySet();

    /** What this node works on, until it is written down that it is delivered or dropped; and who brought it. */
    private final Map<String, Object> inWork = new ConcurrentHashMap<>();

    /** The consumers whose events are this application's. */
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean retrying = new AtomicBoolean();
    private volatile boolean closed;

    /** @param at null where it is to be forgotten */
    private record Ended(String consumer, String id, Instant at) {}

    /** What a post brings. Where it could not be added, the next look round finds what is there all the same. */
    private final class Adding {

        private final String consumer;
        private final List<WebhookEvent> events;
        private boolean failed;

        Adding(String consumer, List<WebhookEvent> events) {
            this.consumer = consumer;
            this.events = events;
        }

        List<WebhookEvent> on(Connection connection, Instant now) throws SQLException {
            // Of a run before, that was not committed.
            letGo();
            List<WebhookEvent> added = new ArrayList<>();
            for (WebhookEvent event : events) {
                String key = key(consumer, event.id());
                // Before it is there, so that no look round finds it between its commit and its delivery.
                boolean mine = hold(key, false);
                if (table.add(connection, consumer, event.id(), event.toJson().toString(), now.toEpochMilli())) {
                    // Where another post had it in hand, that one has failed, and is not to let go of it.
                    hold(key, true);
                    added.add(event);
                } else if (mine) {
                    inWork.remove(key, this);
                }
            }
            return added;
        }

        /** Whether nobody had it in hand. What the post's caller no longer waits for is undone. */
        private synchronized boolean hold(String key, boolean fromOthers) {
            if (failed) {
                throw new StateException("The webhook post was answered before its events could be stored");
            }
            return (fromOthers ? inWork.put(key, this) : inWork.putIfAbsent(key, this)) == null;
        }

        /** The transaction may still be under way, where its caller has waited too long. */
        synchronized void failed() {
            failed = true;
            letGo();
        }

        private void letGo() {
            events.forEach(event -> inWork.remove(key(consumer, event.id()), this));
        }
    }

    public StateEventJournal(Node node, Time time) {
        this.node = node;
        this.state = node.state();
        this.table = new EventTable(node);
        this.time = time;
    }

    @Override
    public void open(String consumer) {
        claim(consumer);
    }

    private void claim(String consumer) {
        if (claimed.contains(consumer)) {
            return;
        }
        String other = state.writeNow(connection -> node.claim(connection, name(consumer)));
        if (other != null) {
            throw new IllegalStateException("The webhook events of '" + consumer + "' belong to the application '"
                    + other + "', and this is '" + node.application()
                    + "': each would miss the events that the other one receives. Give this consumer its own "
                    + "cursorName; or, if both are nodes of one cluster, set the same clusterId on both components");
        }
        claimed.add(consumer);
    }

    private static String name(String consumer) {
        return "webhook/" + consumer;
    }

    @Override
    public List<WebhookEvent> add(String consumer, List<WebhookEvent> events, Instant now) {
        if (events.isEmpty()) {
            return events;
        }
        Adding adding = new Adding(consumer, events);
        try {
            return state.writeNow(connection -> adding.on(connection, now));
        } catch (RuntimeException | Error e) {
            adding.failed();
            throw e;
        }
    }

    private static String key(String consumer, String id) {
        return consumer + "/" + EventTable.key(id);
    }

    /** Nobody waits for it: the event is not delivered again by this process, and after a crash at most once more. */
    @Override
    public void done(String consumer, WebhookEvent event, Instant now) {
        write(new Ended(consumer, event.id(), now));
    }

    @Override
    public void drop(String consumer, WebhookEvent event) {
        write(new Ended(consumer, event.id(), null));
    }

    private void write(Ended ended) {
        unwritten.add(ended);
        state.write(connection -> {
                    write(connection, ended);
                    return null;
                })
                .whenComplete((written, failure) -> {
                    if (failure == null) {
                        written(ended);
                    } else {
                        LOG.warn("The delivery of a webhook event could not be recorded yet: {}", failure.getMessage());
                        retryLater();
                    }
                });
    }

    private void write(Connection connection, Ended ended) throws SQLException {
        if (ended.at == null) {
            table.drop(connection, ended.consumer, ended.id);
        } else {
            table.done(connection, ended.consumer, ended.id, ended.at.toEpochMilli());
        }
    }

    private void written(Ended ended) {
        unwritten.remove(ended);
        inWork.remove(key(ended.consumer, ended.id));
    }

    private void retryLater() {
        if (!closed && retrying.compareAndSet(false, true)) {
            time.after(RETRY, () -> {
                retrying.set(false);
                unwritten.forEach(this::write);
            });
        }
    }

    @Override
    public List<WebhookEvent> takeOver(String consumer, Instant now) {
        claim(consumer);
        List<WebhookEvent> events = new ArrayList<>();
        for (EventTable.ClaimedEvent taken : state.writeNow(
                connection -> table.takeOver(connection, consumer, key -> inWork.containsKey(consumer + "/" + key)))) {
            WebhookEvent event = parsed(taken.event());
            if (event != null && inWork.putIfAbsent(consumer + "/" + taken.key(), TAKEN_OVER) == null) {
                events.add(event);
            }
        }
        return events;
    }

    private static WebhookEvent parsed(String event) {
        try {
            return WebhookEvent.of(Json.parse(event.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.error("A webhook event in the state database cannot be read and is skipped: {}", e.getMessage());
            return null;
        }
    }

    @Override
    public void leave(String consumer) {
        claimed.remove(consumer);
        List<Ended> owed = unwritten.stream()
                .filter(each -> each.consumer.equals(consumer))
                .toList();
        Set<String> ended = new HashSet<>();
        owed.forEach(each -> ended.add(key(consumer, each.id)));
        // What was delivered stays in work until that is written down.
        inWork.keySet().removeIf(key -> key.startsWith(consumer + "/") && !ended.contains(key));
        state.writeNow(connection -> {
            // Who takes over what is left is not to get what was delivered.
            for (Ended each : owed) {
                write(connection, each);
            }
            table.leave(connection, consumer);
            node.unclaim(connection, name(consumer));
            return null;
        });
        owed.forEach(this::written);
    }

    @Override
    public void forget(Instant before) {
        state.writeNow(connection -> {
            table.forget(connection, before.toEpochMilli());
            return null;
        });
    }

    /** The state is the component's. */
    @Override
    public void close() {
        closed = true;
    }
}
