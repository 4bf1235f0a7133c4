package org.camelquickbooks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.camelquickbooks.client.ClientSettings;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.audit.AuditEntries;
import org.camelquickbooks.client.audit.AuditLog;
import org.camelquickbooks.client.audit.FileAuditLog;
import org.camelquickbooks.client.audit.LoggerAuditLog;
import org.camelquickbooks.client.batch.BatchCalls;
import org.camelquickbooks.client.batch.Coalescer;
import org.camelquickbooks.client.batch.FileIntentLog;
import org.camelquickbooks.client.batch.IntentLog;
import org.camelquickbooks.client.cache.ReferenceCache;
import org.camelquickbooks.client.changes.CursorStore;
import org.camelquickbooks.client.changes.FileCursorStore;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.RetryPolicy;
import org.camelquickbooks.client.oauth.FileTokenStore;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.client.oauth.OAuthUrls;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenKeys;
import org.camelquickbooks.client.oauth.TokenSettings;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.client.throttle.Limits;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.webhook.EventJournal;
import org.camelquickbooks.client.webhook.FileEventJournal;
import org.camelquickbooks.consumer.ConsumerListener;
import org.camelquickbooks.consumer.CursorNames;
import org.camelquickbooks.consumer.Progress;
import org.camelquickbooks.consumer.WebhookDoors;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.monitoring.EndpointAuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all endpoints of a component share: the client, what batches and coalesces, the cache, the threads. */
public final class QuickBooksConnection {

    private static final Logger LOG = LoggerFactory.getLogger(QuickBooksConnection.class);

    private static final String CACHE = "reference cache";

    private final QuickBooksComponent component;
    private final Supplier<String> ids = () -> UUID.randomUUID().toString();
    private final RequestIdBook requestIds = new RequestIdBook();
    private final CursorNames cursorNames = new CursorNames();
    private final WebhookDoors doors = new WebhookDoors();
    private final Progress progress = new Progress();

    private ExecutorService workers;
    private ScheduledExecutorService timer;
    private Time time;
    private ObjectMapper mapper;
    private QuickBooksClient client;
    private ReferenceCache cache;
    private IntentLog log;
    private boolean ownLog;
    private volatile BatchCalls batches;
    private volatile Coalescer coalescer;
    private CamelListener listener;
    private AuditEntries audits;
    private AuditLog audit;
    private CursorStore cursors;
    private volatile String connectedAt;
    private EventJournal journal;
    private boolean ownJournal;
    private final Map<String, Time.Task> tidying = new ConcurrentHashMap<>();

    QuickBooksConnection(QuickBooksComponent component) {
        this.component = component;
    }

    void start() throws Exception {
        CamelContext context = component.getCamelContext();
        workers = context.getExecutorServiceManager().newCachedThreadPool(component, "QuickBooks");
        timer = context.getExecutorServiceManager().newScheduledThreadPool(component, "QuickBooksTimer", 1);
        if (timer instanceof ScheduledThreadPoolExecutor pool) {
            // An alarm for each request that waits; nearly all are called off.
            pool.setRemoveOnCancelPolicy(true);
        }
        time = component.getTime() != null ? component.getTime() : new SystemTime(timer, workers);
        mapper = component.getObjectMapper() == null ? Json.EXACT : Json.exact(component.getObjectMapper());
        audits = new AuditEntries(component.getAuditDetail(), time);
        audit = auditLog();
        listener = new CamelListener(component, baseUrl(), this::auditConnection);
        client = new QuickBooksClient(
                settings(),
                httpClient(),
                tokenStore(),
                component.getProxyManager(),
                audit,
                audits,
                time,
                workers,
                () -> ThreadLocalRandom.current().nextDouble(),
                listener);
        listener.observe(this);
        Set<String> cached = component.getReferenceCache() == null
                ? Set.of()
                : Set.copyOf(CommaList.of(component.getReferenceCache()));
        cache = new ReferenceCache(
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

    private ClientSettings settings() {
        String oauthUrl = component.getOauthBaseUrl() != null ? component.getOauthBaseUrl() : component.getBaseUrl();
        return new ClientSettings(
                withoutSlash(baseUrl()),
                oauthUrl == null
                        ? OAuthUrls.intuit(component.getEnvironment() == QuickBooksEnvironment.SANDBOX)
                        : OAuthUrls.at(withoutSlash(oauthUrl)),
                component.getClientId(),
                component.getClientSecret(),
                new TokenSettings(
                        Duration.ofMillis(component.getRefreshAhead()),
                        Duration.ofMillis(component.getKeepAlive()),
                        component.getRefreshToken() == null
                                ? Map.of()
                                : Map.of(component.getConfiguration().getRealmId(), component.getRefreshToken()),
                        this::connectUrl),
                component.getMinorVersion(),
                Duration.ofMillis(component.getRequestTimeout()),
                new RetryPolicy(
                        component.getMaxAttempts(),
                        Duration.ofMillis(component.getRetryTimeout()),
                        Duration.ofMillis(component.getRetryDelay()),
                        Duration.ofMillis(component.getRetryMaxDelay())),
                new Limits(
                        component.getRequestsPerMinute(),
                        component.getRequestsPerSecond(),
                        component.getMaxConcurrentRequests(),
                        component.getBatchesPerMinute(),
                        component.getReportsPerMinute(),
                        component.getMaxQueueSize(),
                        Duration.ofMillis(component.getMaxWait())),
                Path.of(component.getStateDirectory()),
                component.isMeterReads(),
                component.getReadBudget(),
                component.getReadBudgetAction() == QuickBooksComponent.ReadBudgetAction.HOLD);
    }

    private String baseUrl() {
        return component.getBaseUrl() != null
                ? component.getBaseUrl()
                : component.getEnvironment().url();
    }

    /** Null where nothing is to be audited. */
    private AuditLog auditLog() {
        String to = component.getAuditTo();
        if (to == null) {
            return null;
        }
        return switch (to) {
            case "log" -> new LoggerAuditLog();
            case "file" -> new FileAuditLog(Path.of(component.getStateDirectory(), "audit"), time, workers);
            default -> new EndpointAuditLog(component.getCamelContext(), to, workers);
        };
    }

    /** Nobody waits for it: what happens to connections is not ours to prevent. */
    private void auditConnection(String realmId, String event) {
        if (audit == null) {
            return;
        }
        audit.record(List.of(audits.connection(realmId, event))).exceptionally(failure -> {
            LOG.error("The audit log takes no entries; it lacks that company {} {}: {}", realmId, event, failure);
            return null;
        });
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private HttpClient httpClient() throws Exception {
        HttpClient.Builder http = HttpClient.newBuilder()
                .executor(workers)
                .connectTimeout(Duration.ofMillis(component.getConnectTimeout()))
                .followRedirects(HttpClient.Redirect.NEVER)
                // Over TLS both sides agree on the version; in the clear an upgrade would cost a round trip.
                .version(
                        component.getBaseUrl() != null && component.getBaseUrl().startsWith("http:")
                                ? HttpClient.Version.HTTP_1_1
                                : HttpClient.Version.HTTP_2);
        SSLContextParameters ssl = component.getSslContextParameters() != null
                ? component.getSslContextParameters()
                : component.isUseGlobalSslContextParameters()
                        ? component.getCamelContext().getSSLContextParameters()
                        : null;
        if (ssl != null) {
            http.sslContext(ssl.createSSLContext(component.getCamelContext()));
        }
        if (component.getProxyHost() != null) {
            http.proxy(ProxySelector.of(new InetSocketAddress(component.getProxyHost(), component.getProxyPort())));
        }
        if (component.getProxyUsername() != null) {
            String password = component.getProxyPassword() == null ? "" : component.getProxyPassword();
            http.authenticator(new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return getRequestorType() == RequestorType.PROXY
                            ? new PasswordAuthentication(component.getProxyUsername(), password.toCharArray())
                            : null;
                }
            });
        }
        return http.build();
    }

    private TokenStore tokenStore() {
        TokenStore store = component.getTokenStore() == null ? ownTokenStore() : component.getTokenStore();
        String realmId = component.getConfiguration().getRealmId();
        if (component.getAccessToken() == null && component.getRefreshToken() == null) {
            return store;
        }
        // In a store of the user's everything counts; in ours, an access token that nothing follows has ended by now.
        boolean own = component.getTokenStore() == null;
        boolean stored = store.load(realmId)
                .filter(token -> !own || token.refreshToken() != null)
                .isPresent();
        if (!stored) {
            store.save(new Token(realmId, component.getAccessToken(), null, component.getRefreshToken(), null));
        } else {
            // What the store has is younger than what somebody once wrote into a configuration.
            LOG.info("The tokens of company {} come from the token store, not from the options", realmId);
        }
        return store;
    }

    /** Tokens that can be refreshed have to outlive the process: QuickBooks replaces them. */
    private TokenStore ownTokenStore() {
        if (component.getClientId() == null) {
            return new MemoryTokenStore();
        }
        return FileTokenStore.in(
                Path.of(component.getStateDirectory()), component.getSecretKey(), System.getenv(TokenKeys.VARIABLE));
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

    /** Which request ids were used for what. */
    public RequestIdBook requestIds() {
        return requestIds;
    }

    public ExecutorService workers() {
        return workers;
    }

    /** Batch calls; the intent log is opened when they are first needed. */
    public BatchCalls batches() {
        if (batches == null) {
            synchronized (this) {
                if (batches == null) {
                    batches = openBatches();
                }
            }
        }
        return batches;
    }

    private BatchCalls openBatches() {
        if (component.isIntentLogEnabled()) {
            ownLog = component.getIntentLog() == null;
            log = ownLog ? new FileIntentLog(Path.of(component.getStateDirectory())) : component.getIntentLog();
            tidyLater("intent log", component.getIntentRetention(), log::forget);
        }
        BatchCalls calls = new BatchCalls(client::send, time, log);
        calls.recover();
        return calls;
    }

    /** Forgets what is older than a while, now and then. */
    private void tidyLater(String what, long retention, Consumer<Instant> forget) {
        Duration pause = Duration.ofMillis(Math.min(retention, 3_600_000));
        tidying.put(what, time.after(pause, () -> {
            try {
                forget.accept(time.now().minusMillis(retention));
            } catch (RuntimeException e) {
                LOG.warn("The {} could not be tidied, which is tried again later: {}", what, e.toString());
            }
            tidyLater(what, retention, forget);
        }));
    }

    /** Where people connect companies, for messages; null where that is not known. */
    private String connectUrl() {
        String url =
                connectedAt != null ? connectedAt : component.getConfiguration().getConnectUrl();
        return url == null ? null : withoutSlash(url) + "/connect";
    }

    /** The pages of quickbooks:connect are at an address; null where browsers of this machine only reach them. */
    public void connectAt(String url) {
        connectedAt = url;
    }

    /** Where consumers keep how far they are. */
    public synchronized CursorStore cursors() {
        if (cursors == null) {
            StateRepository<String, String> given = component.getStateRepository();
            cursors = given == null
                    ? new FileCursorStore(Path.of(component.getStateDirectory(), "cursors"))
                    : CursorStore.of(given);
            cursors.start();
        }
        return cursors;
    }

    /** Which cursors have their consumer. */
    public CursorNames cursorNames() {
        return cursorNames;
    }

    /** Where webhooks come in. */
    public WebhookDoors doors() {
        return doors;
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
    public synchronized EventJournal eventJournal() {
        if (journal == null) {
            ownJournal = component.getEventJournal() == null;
            journal = ownJournal
                    ? new FileEventJournal(Path.of(component.getStateDirectory()))
                    : component.getEventJournal();
            tidyLater("journal of webhook events", component.getEventRetention(), journal::forget);
        }
        return journal;
    }

    /** What gathers single operations into batch calls. */
    public Coalescer coalescer() {
        if (coalescer == null) {
            BatchCalls calls = batches();
            synchronized (this) {
                if (coalescer == null) {
                    coalescer = new Coalescer(
                            calls,
                            Duration.ofMillis(component.getCoalesceWindow()),
                            component.getCoalesceParallel(),
                            time,
                            workers,
                            ids);
                }
            }
        }
        return coalescer;
    }

    /** Whether operations of the company are to be coalesced now, or each can go by itself. */
    public boolean isBudgetShort(String realmId) {
        return component.getCoalesceAt() == 0 || !client.hasRoom(realmId, component.getCoalesceAt());
    }

    /** A route that coalesces opens the log when it starts: what a former process has not heard of is asked again. */
    void openIntentLogIfUsed(boolean coalescing) {
        if (coalescing && component.isIntentLogEnabled()) {
            batches();
        }
    }

    void stop() {
        if (client != null) {
            client.close();
        }
        tidying.values().forEach(Time.Task::cancel);
        CamelContext context = component.getCamelContext();
        context.getExecutorServiceManager().shutdownNow(timer);
        context.getExecutorServiceManager().shutdownGraceful(workers);
        if (ownLog && log != null) {
            log.close();
        }
        if (ownJournal && journal != null) {
            journal.close();
        }
        if (cursors != null) {
            cursors.stop();
        }
        if (audit != null) {
            audit.close();
        }
        if (listener != null) {
            listener.close();
        }
    }
}
