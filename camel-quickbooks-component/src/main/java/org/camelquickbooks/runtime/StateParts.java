package org.camelquickbooks.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.camel.spi.StateRepository;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.audit.AuditLog;
import org.camelquickbooks.client.audit.FileAuditLog;
import org.camelquickbooks.client.audit.LoggerAuditLog;
import org.camelquickbooks.client.changes.CursorStore;
import org.camelquickbooks.client.changes.StateCursorStore;
import org.camelquickbooks.client.oauth.ConfiguredTokenStore;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.client.oauth.StateTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenKeys;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.client.throttle.LimitSharing;
import org.camelquickbooks.client.throttle.ReadCount;
import org.camelquickbooks.client.throttle.ReadKey;
import org.camelquickbooks.client.throttle.ReadMeter;
import org.camelquickbooks.client.time.RepeatedTask;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.webhook.EventJournal;
import org.camelquickbooks.client.webhook.StateEventJournal;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.ReadTable;
import org.camelquickbooks.state.State;

/** Durable state of a component: tokens, cursors, intents, webhook events, the audit log. Opened when first needed. */
final class StateParts {

    private final QuickBooksComponent component;
    private final Time time;
    private final List<RepeatedTask> tidying = new CopyOnWriteArrayList<>();

    private final StateRuntime database;
    private CursorStore cursors;
    private EventJournal journal;

    StateParts(QuickBooksComponent component, Time time, Executor callbacks) {
        this.component = component;
        this.time = time;
        this.database = new StateRuntime(
                component.getCamelContext(),
                component,
                directory(),
                component.getStateDataSource(),
                application(),
                callbacks,
                time);
    }

    private String application() {
        return component.getClusterId() != null
                ? component.getClusterId()
                : component.getCamelContext().getName();
    }

    void start() {
        database.start();
    }

    /** This process among those that share the state. */
    Node node() {
        return database.node();
    }

    /** Counts metered reads. */
    ReadMeter.Counter reads() {
        ReadTable table = new ReadTable(database());
        return new ReadMeter.Counter() {
            @Override
            public CompletionStage<Map<ReadKey, ReadCount>> add(
                    YearMonth month, SortedMap<ReadKey, Long> more, boolean all) {
                return database().write(connection -> {
                    long now = time.now().toEpochMilli();
                    for (Map.Entry<ReadKey, Long> reads : more.entrySet()) {
                        ReadKey key = reads.getKey();
                        table.add(connection, month.toString(), key.realmId(), key.endpoint(), reads.getValue(), now);
                    }
                    Map<ReadKey, ReadCount> rows = new HashMap<>();
                    if (all) {
                        table.all(connection, month.toString())
                                .forEach(row -> rows.put(
                                        new ReadKey(row.realmId(), row.endpoint()),
                                        new ReadCount(row.reads(), Instant.ofEpochMilli(row.sinceMillis()))));
                    }
                    return rows;
                });
            }

            @Override
            public int processes() {
                return node().live();
            }
        };
    }

    /** A back end of the user's, PostgreSQL where the state is there, else equal parts. */
    LimitSharing limitSharing() {
        return component.getProxyManager() != null
                ? LimitSharing.with(component.getProxyManager())
                : new StateLimits(node(), component.getStateDataSource());
    }

    /** The database; opened by the first work. */
    State database() {
        return database.state();
    }

    private Path directory() {
        return Path.of(component.getStateDirectory());
    }

    /** Null where nothing is to be audited. */
    AuditLog auditLog(RuntimeListener listener, Threads threads) {
        String to = component.getAuditTo();
        if (to == null) {
            return null;
        }
        return switch (to) {
            case "log" -> new LoggerAuditLog();
            case "file" -> new FileAuditLog(directory().resolve("audit"), time, threads.tasks());
            default -> listener.auditTo(to, threads.audit());
        };
    }

    TokenStore tokenStore() {
        // In a store of the user's everything counts; in ours, an access token that nothing follows has expired by now.
        boolean own = component.getTokenStore() == null;
        TokenStore store = own ? ownTokenStore() : component.getTokenStore();
        if (component.getAccessToken() == null && component.getRefreshToken() == null) {
            return store;
        }
        Token configured = new Token(
                component.getConfiguration().getRealmId(),
                component.getAccessToken(),
                null,
                component.getRefreshToken(),
                null);
        return new ConfiguredTokenStore(store, configured, own);
    }

    /** Tokens that can be refreshed have to outlive the process: QuickBooks replaces them. */
    private TokenStore ownTokenStore() {
        if (component.getClientId() == null) {
            return new MemoryTokenStore();
        }
        String environment = System.getenv(TokenKeys.VARIABLE);
        if (component.getStateDataSource() != null && component.getSecretKey() == null && environment == null) {
            throw new IllegalArgumentException(
                    "With stateDataSource several nodes read the tokens, so the key cannot be a file of one "
                            + "node: set secretKey or the environment variable " + TokenKeys.VARIABLE
                            + " to the same key on all nodes; create one with: openssl rand -base64 32");
        }
        Path file = directory().resolve("token.key");
        return new StateTokenStore(node(), () -> TokenKeys.cipher(component.getSecretKey(), environment, file), time);
    }

    /** Where consumers keep how far they are. */
    synchronized CursorStore cursors() {
        if (cursors == null) {
            StateRepository<String, String> given = component.getStateRepository();
            cursors = given == null ? new StateCursorStore(node()) : CursorStore.of(given);
            cursors.start();
        }
        return cursors;
    }

    /** Where webhook events are kept. */
    synchronized EventJournal eventJournal() {
        if (journal == null) {
            journal = component.eventJournal() == null ? new StateEventJournal(node(), time) : component.eventJournal();
            tidyLater("journal of webhook events", component.getEventRetention(), journal::forget);
        }
        return journal;
    }

    /** Forgets what is older than a while, now and then. */
    private void tidyLater(String what, long retention, Consumer<Instant> forget) {
        Duration pause = Duration.ofMillis(Math.min(retention, 3_600_000));
        tidying.add(RepeatedTask.start(
                time,
                "tidy the " + what,
                pause,
                pause,
                () -> forget.accept(time.now().minusMillis(retention))));
    }

    void stopTidying() {
        tidying.forEach(RepeatedTask::stop);
    }

    /** Each by itself, whatever becomes of the others. */
    void close() {
        OpenedParts parts = new OpenedParts();
        parts.add("the state database", database::close);
        if (journal != null) {
            parts.add("the journal of webhook events", journal::close);
        }
        if (cursors != null) {
            parts.add("the cursors", cursors::stop);
        }
        parts.closeAll();
    }
}
