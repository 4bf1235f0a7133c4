package org.camelquickbooks.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.CompanyIdentity;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.audit.AuditEntries;
import org.camelquickbooks.client.audit.AuditLog;
import org.camelquickbooks.client.cache.CompanySettingsCache;
import org.camelquickbooks.client.cache.ReadSettings;
import org.camelquickbooks.client.cache.ReferenceCache;
import org.camelquickbooks.client.changes.CursorStore;
import org.camelquickbooks.client.http.Awaited;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.PendingStages;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.transport.HttpTransport;
import org.camelquickbooks.client.webhook.EventJournal;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.outbox.Outbox;
import org.camelquickbooks.state.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all endpoints of a component share: the client, the durable state, the cache, the clock and the threads. */
public final class QuickBooksRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(QuickBooksRuntime.class);

    private static final String CACHE = "reference cache";

    private final QuickBooksComponent component;
    private final String name;
    private final RuntimeListener listener;
    private final ConsumerListener consumerListener;
    private final HttpParts http;
    private final Supplier<String> ids = () -> UUID.randomUUID().toString();
    private final CursorNames cursorNames = new CursorNames();
    private final ConsumerProgress progress = new ConsumerProgress();

    private final PendingStages operations = new PendingStages();
    private final OpenedParts opened = new OpenedParts();

    @FunctionalInterface
    private interface StartStep {
        void open() throws Exception;
    }

    private Threads threads;
    private Executor workers;
    private Time time;
    private ObjectMapper mapper;
    private QuickBooksClient client;
    private ReferenceCache cache;
    private StateParts state;
    private CompanyIdentity identity;
    private Outbox outbox;
    private AuditEntries audits;
    private AuditLog audit;
    private volatile String connectedAt;

    /** @param name the scheme under which the component is known */
    public QuickBooksRuntime(QuickBooksComponent component, String name, RuntimeListener listener) {
        this.component = component;
        this.name = name;
        this.consumerListener = new GuardedConsumerListener(listener);
        this.listener = listener;
        this.http = new HttpParts(component);
    }

    /** Opens all parts. Where one cannot be opened, those before it are closed again. */
    public void start() throws Exception {
        opening(() -> {
            open();
            state.start();
            listener.observe(this);
        });
    }

    /** Opens what a request needs, to try it: this process does not join those that share the state, and shows nothing. */
    public void startForRequests() throws Exception {
        opening(this::open);
    }

    private void opening(StartStep parts) throws Exception {
        try {
            parts.open();
        } catch (Throwable e) {
            stop();
            throw e;
        }
    }

    private void open() throws Exception {
        opened.add("what watches", listener::close);
        threads = new Threads(component.getCamelContext(), component);
        opened.add("the threads", threads::close);
        workers = Threads.orHere(threads.callbacks());
        Executor background = Threads.orHere(threads.tasks());
        time = component.getTime() != null ? component.getTime() : new SystemTime(threads.timer(), threads.tasks());
        mapper = component.getObjectMapper() == null ? Json.EXACT : Json.exact(component.getObjectMapper());
        state = new StateParts(component, time, background);
        opened.add("the state", state::close);
        audits = new AuditEntries(component.getAuditDetail(), time);
        audit = state.auditLog(listener, threads);
        if (audit != null) {
            opened.add("the audit log", audit::close);
        }
        HttpTransport transport = http.transport(time, background, threads.http());
        opened.add("the connections", transport::close);
        client = new QuickBooksClient(
                http.settings(this::connectUrl),
                transport,
                state.tokenStore(),
                state.reads(),
                state.limitSharing(),
                audit,
                audits,
                time,
                threads.tasks(),
                () -> ThreadLocalRandom.current().nextDouble(),
                listener);
        opened.add("the client", client::close);
        opened.add("what tidies", state::stopTidying);
        identity = new CompanyIdentity(
                client::send, state.database(), realm -> client.tokens().connection(realm));
        outbox = OutboxParts.outbox(component, client, identity, state, time, background, ids, listener);
        opened.add("the outbox", outbox::stop);
        cache = referenceCache();
        opened.add("pending operations", operations::close);
    }

    private ReferenceCache referenceCache() {
        Set<String> cached = component.getReferenceCache() == null
                ? Set.of()
                : Set.copyOf(CommaList.of(component.getReferenceCache()));
        Duration timeToLive = Duration.ofMillis(component.getReferenceCacheTimeToLive());
        return new ReferenceCache(
                cached,
                timeToLive,
                (realm, entity) -> Query.pages(
                        Query.statements(client::send, realm, CACHE, Priority.INTERACTIVE, CACHE),
                        List.of("SELECT * FROM " + entity),
                        null,
                        Query.LARGEST_PAGE,
                        1,
                        Long.MAX_VALUE),
                new CompanySettingsCache(timeToLive, new ReadSettings(client::send, CACHE), time),
                time);
    }

    /** Records what happened to a connection. Nobody waits for it: what happens to connections is not ours to prevent. */
    public void auditConnection(String realmId, String event) {
        if (audit == null) {
            return;
        }
        Stage.failing(() -> audit.record(List.of(audits.connection(realmId, event))))
                .exceptionally(failure -> {
                    LOG.error(
                            "The audit log cannot record entries; it lacks that company {} {}: {}",
                            realmId,
                            event,
                            failure);
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

    /** Where exchanges of producers go on: a user's route may block these, and nothing else waits for them. */
    public Executor workers() {
        return workers;
    }

    public Threads threads() {
        return threads;
    }

    /** The scheme under which the component is known; tells two components of a context apart. */
    public String name() {
        return name;
    }

    /**
     * The scheme under which routes know the component, which what it keeps for their consumers begins with. It is the
     * same after each start, unlike the name: that is needed before the context knows the component.
     */
    public String scheme() {
        return camelContext().getComponentNames().stream()
                .filter(scheme -> camelContext().hasComponent(scheme) == component)
                .findFirst()
                .orElse(name);
    }

    /** The state database. */
    public State state() {
        return state.database();
    }

    /** How many live processes share the state database, this one included. */
    public int processes() {
        return state.node().live();
    }

    /** Through which all writes go: it owns the rule what an undecided write means. */
    public Outbox outbox() {
        return outbox;
    }

    /** Where consumers keep how far they are. */
    public CursorStore cursors() {
        return state.cursors();
    }

    /**
     * Sees that the cursors of a company are of this company, before they are used. May wait for QuickBooks.
     *
     * @throws IllegalStateException where another one has its realm now
     */
    public void checkCompany(String realmId) {
        if (component.getStateRepository() == null) {
            Awaited.result(identity.check(realmId));
        }
    }

    /** Forgets all that is kept of a company but its tokens. */
    public CompletionStage<Void> forgetCompany(String realmId) {
        return identity.forget(realmId);
    }

    /** Which cursors have their consumer. */
    public CursorNames cursorNames() {
        return cursorNames;
    }

    /** How far consumers are. */
    public ConsumerProgress progress() {
        return progress;
    }

    /** In whose name an exchange asks. */
    public Caller caller(Exchange exchange) {
        return listener.caller(exchange);
    }

    /** Told of what happens to consumers. */
    public ConsumerListener listener() {
        return consumerListener;
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

    /**
     * Follows an operation of a producer: where the component stops before its end, it fails, so that its exchange is
     * called back.
     */
    public <T> CompletionStage<T> operation(CompletionStage<T> operation, String what) {
        return operations.follow(
                operation,
                () -> new QuickBooksUnavailableException(
                        what
                                + " was in flight when the component stopped, and it is unknown whether QuickBooks did it; send "
                                + "it again with the same request id",
                        FaultContext.unanswered(defaultRealmId(), what),
                        true,
                        null));
    }

    /** Fails what waits, then closes what was opened, the last first. Never throws. */
    public void stop() {
        opened.closeAll();
    }
}
