package org.camelquickbooks.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.audit.AuditEntries;
import org.camelquickbooks.client.audit.AuditLog;
import org.camelquickbooks.client.cache.ReferenceCache;
import org.camelquickbooks.client.changes.CursorStore;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.webhook.EventJournal;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.outbox.Outbox;
import org.camelquickbooks.state.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all endpoints of a component share: the client, durable state, the cache, clock and threads. */
public final class QuickBooksRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(QuickBooksRuntime.class);

    private static final String CACHE = "reference cache";

    private final QuickBooksComponent component;
    private final RuntimeListener listener;
    private final HttpParts http;
    private final Supplier<String> ids = () -> UUID.randomUUID().toString();
    private final CursorNames cursorNames = new CursorNames();
    private final Progress progress = new Progress();

    private ExecutorService workers;
    private ScheduledExecutorService timer;
    private Time time;
    private ObjectMapper mapper;
    private QuickBooksClient client;
    private ReferenceCache cache;
    private StateParts state;
    private Outbox outbox;
    private AuditEntries audits;
    private AuditLog audit;
    private volatile String connectedAt;

    public QuickBooksRuntime(QuickBooksComponent component, RuntimeListener listener) {
        this.component = component;
        this.listener = listener;
        this.http = new HttpParts(component);
    }

    public void start() throws Exception {
        CamelContext context = component.getCamelContext();
        workers = context.getExecutorServiceManager().newCachedThreadPool(component, "QuickBooks");
        timer = context.getExecutorServiceManager().newScheduledThreadPool(component, "QuickBooksTimer", 1);
        if (timer instanceof ScheduledThreadPoolExecutor pool) {
            // An alarm for each request that waits; nearly all are called off.
            pool.setRemoveOnCancelPolicy(true);
        }
        time = component.getTime() != null ? component.getTime() : new SystemTime(timer, workers);
        mapper = component.getObjectMapper() == null ? Json.EXACT : Json.exact(component.getObjectMapper());
        state = new StateParts(component, time, workers);
        audits = new AuditEntries(component.getAuditDetail(), time);
        audit = state.auditLog(listener, workers);
        client = new QuickBooksClient(
                http.settings(this::connectUrl),
                http.client(workers),
                state.tokenStore(),
                component.getProxyManager(),
                audit,
                audits,
                time,
                workers,
                () -> ThreadLocalRandom.current().nextDouble(),
                listener);
        outbox = OutboxParts.outbox(component, client, state, time, workers, ids, listener);
        listener.observe(this);
        cache = referenceCache();
    }

    private ReferenceCache referenceCache() {
        Set<String> cached = component.getReferenceCache() == null
                ? Set.of()
                : Set.copyOf(CommaList.of(component.getReferenceCache()));
        return new ReferenceCache(
                cached,
                Duration.ofMillis(component.getReferenceCacheTimeToLive()),
                (realm, entity) -> Query.pages(
                        Query.statements(client::send, realm, CACHE, Priority.INTERACTIVE, CACHE),
                        List.of("SELECT * FROM " + entity),
                        null,
                        Query.LARGEST_PAGE,
                        1,
                        Long.MAX_VALUE),
                time);
    }

    /** Records what happened to a connection. Nobody waits for it: what happens to connections is not ours to prevent. */
    public void auditConnection(String realmId, String event) {
        if (audit == null) {
            return;
        }
        audit.record(List.of(audits.connection(realmId, event))).exceptionally(failure -> {
            LOG.error("The audit log takes no entries; it lacks that company {} {}: {}", realmId, event, failure);
            return null;
        });
    }

    /** Where people connect companies, for messages; null where that is not known. */
    private String connectUrl() {
        String url =
                connectedAt != null ? connectedAt : component.getConfiguration().getConnectUrl();
        return url == null ? null : HttpParts.withoutSlash(url) + "/connect";
    }

    /** The pages of quickbooks:connect are at an address; null where browsers of this machine only reach them. */
    public void connectAt(String url) {
        connectedAt = url;
    }

    public CamelContext camelContext() {
        return component.getCamelContext();
    }

    /** The company that endpoints have by default; null where they have none. */
    public String defaultRealmId() {
        return component.getConfiguration().getRealmId();
    }

    public QuickBooksClient client() {
        return client;
    }

    public ReferenceCache cache() {
        return cache;
    }

    /** Reads and writes the user's classes, decimals exact. */
    public ObjectMapper mapper() {
        return mapper;
    }

    public Time time() {
        return time;
    }

    /** Makes ids that were never there before. */
    public Supplier<String> ids() {
        return ids;
    }

    public ExecutorService workers() {
        return workers;
    }

    /** The state database. */
    public State state() {
        return state.database();
    }

    /** Through which all writes go: it owns the rule what an undecided write means. */
    public Outbox outbox() {
        return outbox;
    }

    /** Where consumers keep how far they are. */
    public CursorStore cursors() {
        return state.cursors();
    }

    /** Which cursors have their consumer. */
    public CursorNames cursorNames() {
        return cursorNames;
    }

    /** How far consumers are. */
    public Progress progress() {
        return progress;
    }

    /** In whose name an exchange asks. */
    public Caller caller(Exchange exchange) {
        return listener.caller(exchange);
    }

    /** Told of what happens to consumers. */
    public ConsumerListener listener() {
        return listener;
    }

    /** Where webhook events are kept; opened when it is first needed. */
    public EventJournal eventJournal() {
        return state.eventJournal();
    }

    /** Whether operations of the company are to be coalesced now, or each can go by itself. */
    public boolean isBudgetShort(String realmId) {
        return component.getCoalesceAt() == 0 || !client.hasRoom(realmId, component.getCoalesceAt());
    }

    /** A route that writes has started: what was undecided when a process stopped is sent again. */
    public void writes() {
        outbox.recover();
    }

    public void stop() {
        if (outbox != null) {
            outbox.stop();
        }
        if (client != null) {
            client.close();
        }
        if (state != null) {
            state.stopTidying();
        }
        CamelContext context = component.getCamelContext();
        context.getExecutorServiceManager().shutdownNow(timer);
        context.getExecutorServiceManager().shutdownGraceful(workers);
        if (state != null) {
            state.close();
        }
        if (audit != null) {
            audit.close();
        }
        listener.close();
    }
}
