package org.camelquickbooks.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.service.ServiceSupport;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksConfiguration.Acknowledge;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.webhook.EventJournal;
import org.camelquickbooks.client.webhook.MemoryEventJournal;
import org.camelquickbooks.client.webhook.WebhookEvent;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.runtime.QuickBooksRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings webhook events to the route, each once over repeated deliveries: those of one post in their order, those that
 * wait together read together where they are to be fetched.
 */
final class EventDispatcher extends ServiceSupport implements WebhookReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);

    /** Beyond, posts are refused for the time being: QuickBooks keeps them better than our memory does. */
    private static final int LARGEST_QUEUE = 10_000;

    private static final int BURST = 100;
    private static final Duration LOOK_ROUND = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** An event that waits, and how often it failed. */
    private record QueuedEvent(WebhookEvent event, int failures) {}

    private final QuickBooksEndpoint endpoint;
    private final QuickBooksConfiguration options;
    private final Exchanges exchanges;
    private final Delivery delivery;
    private final Set<String> realms;
    private final Set<String> entities;
    private final String cursorName;

    private final Deque<QueuedEvent> queue = new ArrayDeque<>();
    /** Those that no time could be set for: the next look round takes them. */
    private final Queue<QueuedEvent> stranded = new ConcurrentLinkedQueue<>();
    /** Of events whose post waits for their route. */
    private final Set<String> routing = new HashSet<>();
    /** Whether events may be in the journal although adding them failed: nobody has routed them. */
    private final AtomicBoolean uncertain = new AtomicBoolean();
    /** What was routed, and could not be marked as done yet. */
    private final Set<WebhookEvent> unmarked = ConcurrentHashMap.newKeySet();

    private EventJournal journal;
    /** Under which events are in the journal. */
    private String name;

    private ParallelWork parallelWork;
    private FetchedEntities fetched;
    private Time.Task lookingRound;
    private boolean working;
    /** Calls that take events out of the journal or put them in, and have not queued them yet. */
    private int takingIn;
    /** Of the burst that is routed now. */
    private int routingNow;
    /** While Camel shuts down: what is there is completed, and nothing more is taken in. */
    private boolean finishing;
    /** How often it was started: what waits from a former run is in the journal, and comes from there. */
    private volatile int run;

    private volatile boolean running;

    EventDispatcher(
            QuickBooksEndpoint endpoint, Processor route, Exchanges exchanges, Supplier<ExceptionHandler> errors) {
        this.endpoint = endpoint;
        this.options = endpoint.getConfiguration();
        this.exchanges = exchanges;
        this.delivery = new Delivery(endpoint, route, exchanges, errors);
        this.realms = wanted(options.getRealms());
        this.entities = wanted(options.getEntities());
        this.cursorName = options.getCursorName() == null ? "webhook" : options.getCursorName();
    }

    /** Null for all. */
    private static Set<String> wanted(String names) {
        List<String> list = names == null ? List.of(FollowedCompanies.ALL) : CommaList.of(names);
        return list.contains(FollowedCompanies.ALL) ? null : new HashSet<>(list);
    }

    private QuickBooksRuntime runtime() {
        return endpoint.runtime();
    }

    @Override
    protected void doStart() throws Exception {
        journal = options.getAcknowledge() == Acknowledge.AFTER_JOURNAL
                ? runtime().eventJournal()
                : new MemoryEventJournal();
        name = journalName();
        try {
            if (options.getAcknowledge() == Acknowledge.AFTER_JOURNAL) {
                runtime().cursorNames().takeEvents(this, cursorName);
            }
            delivery.start();
            // Last: what was opened belongs to this consumer until it leaves.
            journal.open(name);
        } catch (Throwable e) {
            // What failed to start Camel takes for stopped.
            delivery.stop();
            runtime().cursorNames().give(this);
            throw e;
        }
        parallelWork =
                new ParallelWork(options.getMaxInFlight(), runtime().threads().exchanges(), () -> running);
        fetched = options.isFetch() ? new FetchedEntities(runtime(), endpoint.getEndpointKey()) : null;
        run++;
        running = true;
        finish(false);
        runtime().progress().addBacklog(this, this::waiting);
        lookRound(run);
    }

    /** Two components of a context may share a state, and no events. */
    private String journalName() {
        String scheme = runtime().scheme();
        return scheme.equals(QuickBooksConstants.SCHEME) ? cursorName : scheme + "/" + cursorName;
    }

    @Override
    protected void doStop() {
        running = false;
        runtime().progress().removeBacklog(this);
        lookingRound.cancel();
        synchronized (this) {
            // What is not done stays in the journal for the next start.
            queue.clear();
            awaitQuiet();
            stranded.clear();
        }
        try {
            journal.leave(name);
        } finally {
            // Not before: leaving lets go of the events of whoever has the name.
            runtime().cursorNames().give(this);
            delivery.stop();
        }
    }

    /**
     * Waits for the burst that is routed now, unless interrupted, and in any case for what is being taken in, which the
     * database bounds: what this process holds in the journal when it has left, nobody takes over while it lives.
     */
    private synchronized void awaitQuiet() {
        boolean interrupted = false;
        while (working && !interrupted || takingIn > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** False where the consumer stops, or has stopped. */
    private synchronized boolean beginTakingIn() {
        if (running) {
            takingIn++;
        }
        return running;
    }

    private synchronized void endTakingIn() {
        takingIn--;
        notifyAll();
    }

    private synchronized int waiting() {
        return queue.size();
    }

    /** Whether nothing more is taken in: posts are refused, and QuickBooks delivers them again. */
    synchronized void finish(boolean whatIsThere) {
        finishing = whatIsThere;
    }

    /** What is to be completed before the end, where that is wanted. */
    synchronized int pending() {
        return finishing ? queue.size() + routingNow : 0;
    }

    /** Takes over what nobody is at work on, now and then. */
    private void lookRound(int of) {
        unmarked.forEach(this::markDone);
        takeOver();
        lookingRound = runtime().time().after(LOOK_ROUND, () -> {
            if (running && of == run) {
                lookRound(of);
            }
        });
    }

    /** Also what waits, where no thread was free for it, goes on then. */
    private void takeOver() {
        if (!beginTakingIn()) {
            return;
        }
        try {
            queueTakenOver();
        } finally {
            endTakingIn();
        }
    }

    private void queueTakenOver() {
        List<QueuedEvent> waiting = new ArrayList<>();
        for (QueuedEvent each = stranded.poll(); each != null; each = stranded.poll()) {
            waiting.add(each);
        }
        try {
            waiting.addAll(fresh(journal.takeOver(name, runtime().time().now())));
        } catch (RuntimeException | Error e) {
            LOG.warn("The journal of webhook events could not be read; the component retries: {}", e.toString());
        }
        enqueue(waiting);
    }

    @Override
    public boolean receive(List<WebhookEvent> posted) {
        List<WebhookEvent> wanted = posted.stream()
                .filter(event -> realms == null || realms.contains(event.realmId()))
                .filter(event -> entities == null || entities.contains(event.entity()))
                .toList();
        synchronized (this) {
            if (finishing) {
                return false;
            }
            if (running && queue.size() + wanted.size() > LARGEST_QUEUE && !queue.isEmpty()) {
                LOG.warn(
                        "{} webhook events wait; new posts get status 503, so that QuickBooks delivers them again "
                                + "later",
                        queue.size());
                return false;
            }
        }
        return options.getAcknowledge() == Acknowledge.AFTER_ROUTE ? afterRoute(wanted) : afterJournal(wanted);
    }

    /** A stop waits for the journal: then it gives back what was added, and who starts next takes that over. */
    private boolean afterJournal(List<WebhookEvent> wanted) {
        if (!beginTakingIn()) {
            return false;
        }
        try {
            enqueue(fresh(journalled(wanted)));
        } finally {
            endTakingIn();
        }
        if (uncertain.getAndSet(false)) {
            takeOver();
        }
        return true;
    }

    /** Those that nobody has in hand. Where the journal failed, some may be in it all the same: they are taken over. */
    private List<WebhookEvent> journalled(List<WebhookEvent> wanted) {
        try {
            return journal.add(name, wanted, runtime().time().now());
        } catch (RuntimeException | Error e) {
            uncertain.set(true);
            throw e;
        }
    }

    /** A delivery that comes while another one has the same event in hand is refused: that one may fail yet. */
    private boolean afterRoute(List<WebhookEvent> wanted) {
        if (!running) {
            return false;
        }
        List<String> ids = wanted.stream().map(WebhookEvent::id).distinct().toList();
        synchronized (routing) {
            if (ids.stream().anyMatch(routing::contains)) {
                return false;
            }
            routing.addAll(ids);
        }
        // What is not done is forgotten, whatever was thrown: known and not routed, it would be acknowledged next time.
        Set<WebhookEvent> left = new LinkedHashSet<>();
        try {
            left.addAll(journal.add(name, wanted, runtime().time().now()));
            left.removeAll(route(List.copyOf(left)));
            return left.isEmpty();
        } finally {
            left.forEach(event -> journal.drop(name, event));
            synchronized (routing) {
                ids.forEach(routing::remove);
            }
        }
    }

    private static List<QueuedEvent> fresh(List<WebhookEvent> events) {
        return events.stream().map(event -> new QueuedEvent(event, 0)).toList();
    }

    private void enqueue(List<QueuedEvent> waiting) {
        synchronized (this) {
            if (!running) {
                return;
            }
            queue.addAll(waiting);
            if (working || queue.isEmpty()) {
                return;
            }
            working = true;
        }
        try {
            runtime().threads().polls().execute(this::work);
        } catch (Throwable e) {
            LOG.warn("No thread is free for webhook events; the component retries: {}", e.toString());
            workEnded();
        }
    }

    private synchronized void workEnded() {
        routingNow = 0;
        working = false;
        notifyAll();
    }

    private void work() {
        for (List<QueuedEvent> burst = burst(); !burst.isEmpty(); burst = burst()) {
            List<WebhookEvent> done = List.of();
            try {
                done = route(burst.stream().map(QueuedEvent::event).toList());
            } catch (Throwable e) {
                LOG.error("Webhook events could not be routed; the component retries", e);
            }
            List<WebhookEvent> routed = done;
            burst.stream()
                    .filter(waiting -> running && !routed.contains(waiting.event()))
                    .forEach(this::again);
        }
    }

    /** Those that wait; where none do, work ends. */
    private synchronized List<QueuedEvent> burst() {
        List<QueuedEvent> burst = new ArrayList<>();
        while (running && !queue.isEmpty() && burst.size() < BURST) {
            burst.add(queue.poll());
        }
        routingNow = burst.size();
        if (burst.isEmpty()) {
            working = false;
            notifyAll();
        }
        return burst;
    }

    /** Later, behind the others: events are not in order anyway, and none keeps the others waiting. */
    private void again(QueuedEvent waiting) {
        long pause = Math.min(LONGEST_PAUSE.toMillis(), 1_000L << Math.min(waiting.failures(), 10));
        QueuedEvent next = new QueuedEvent(waiting.event(), waiting.failures() + 1);
        int now = run;
        try {
            runtime().time().after(Duration.ofMillis(pause), () -> {
                // What waits from a former run is in the journal, and came from there.
                if (now == run) {
                    enqueue(List.of(next));
                }
            });
        } catch (Throwable e) {
            LOG.warn("A webhook event cannot be retried yet: {}", e.toString());
            stranded.add(next);
        }
    }

    /** Routes events; those that are done. */
    private List<WebhookEvent> route(List<WebhookEvent> events) {
        if (events.isEmpty()) {
            return events;
        }
        Map<WebhookEvent, JsonNode> bodies;
        try {
            bodies = fetched == null ? Map.of() : fetched.of(events);
        } catch (RuntimeException | Error e) {
            LOG.warn(
                    "The entities of {} webhook events could not be read; the component retries: {}",
                    events.size(),
                    e.toString());
            return List.of();
        }
        return parallelWork.work(
                events,
                event -> event.realmId() + "/" + event.entity() + "/" + event.entityId(),
                false,
                (event, index) -> tell(event, bodies.getOrDefault(event, event.json())));
    }

    private boolean tell(WebhookEvent event, JsonNode body) {
        boolean done = delivery.deliver("the webhook event " + event, () -> exchange(event, body));
        if (done) {
            markDone(event);
            runtime().listener().delivered(event.realmId(), event.entity(), event.operation());
        }
        return done;
    }

    /** It is done whatever the journal says: it is not routed again, but marked later. */
    private void markDone(WebhookEvent event) {
        try {
            journal.done(name, event, runtime().time().now());
            unmarked.remove(event);
        } catch (RuntimeException | Error e) {
            unmarked.add(event);
            LOG.warn(
                    "The webhook event {} is completed, but the journal could not record it; the component "
                            + "retries: {}",
                    event,
                    e.toString());
        }
    }

    private Exchange exchange(WebhookEvent event, JsonNode body) throws Exception {
        Exchange exchange = exchanges.ofChange(
                event.realmId(),
                event.entity(),
                event.entityId(),
                event.operation(),
                event.time(),
                Json.text(body, "SyncToken"),
                body);
        exchange.getMessage().setHeader(QuickBooksConstants.EVENT_ID, event.id());
        if (event.deletedId() != null) {
            exchange.getMessage().setHeader(QuickBooksConstants.DELETED_ID, event.deletedId());
        }
        return exchange;
    }
}
