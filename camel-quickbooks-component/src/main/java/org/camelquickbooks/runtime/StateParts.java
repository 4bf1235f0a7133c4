package org.camelquickbooks.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.camel.spi.StateRepository;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.audit.AuditLog;
import org.camelquickbooks.client.audit.FileAuditLog;
import org.camelquickbooks.client.audit.LoggerAuditLog;
import org.camelquickbooks.client.changes.CursorStore;
import org.camelquickbooks.client.changes.FileCursorStore;
import org.camelquickbooks.client.oauth.FileTokenStore;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenKeys;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.client.time.RepeatedTask;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.webhook.EventJournal;
import org.camelquickbooks.client.webhook.FileEventJournal;
import org.camelquickbooks.state.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Durable state of a component: tokens, cursors, intents, webhook events, the audit log. Opened when first needed. */
final class StateParts {

    private static final Logger LOG = LoggerFactory.getLogger(StateParts.class);

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
                component.getCamelContext(), component, directory(), component.getStateDataSource(), callbacks, time);
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
        return FileTokenStore.in(directory(), component.getSecretKey(), System.getenv(TokenKeys.VARIABLE));
    }

    /** Where consumers keep how far they are. */
    synchronized CursorStore cursors() {
        if (cursors == null) {
            StateRepository<String, String> given = component.getStateRepository();
            cursors = given == null ? new FileCursorStore(directory().resolve("cursors")) : CursorStore.of(given);
            cursors.start();
        }
        return cursors;
    }

    /** Where webhook events are kept. */
    synchronized EventJournal eventJournal() {
        if (journal == null) {
            journal = component.getEventJournal() == null
                    ? new FileEventJournal(directory())
                    : component.getEventJournal();
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
        if (journal != null && component.getEventJournal() == null) {
            parts.add("the journal of webhook events", journal::close);
        }
        if (cursors != null) {
            parts.add("the cursors", cursors::stop);
        }
        parts.closeAll();
    }
}
