package org.camelquickbooks.flow.replica;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceHelper;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.runtime.PlatformThreads;
import org.camelquickbooks.runtime.QuickBooksRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The step of the flow: for each message it brings the copies of all companies up to date. */
public final class Replica extends AsyncStep {

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

    /** A burst of posts is one run. */
    private static final Duration WEBHOOK_DELAY = Duration.ofMillis(200);

    private final ReplicaSettings settings;
    private final String dataSource;
    private final String webhook;
    private final Set<String> woken = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private ExecutorService threads;
    private CompanyRuns runs;
    private Copy copy;
    private Consumer wakeUps;

    /**
     * @param dataSource the name of the bean
     * @param webhook the endpoint whose events wake the flow; null for none
     */
    Replica(ReplicaSettings settings, String dataSource, String webhook) {
        this.settings = settings;
        this.dataSource = dataSource;
        this.webhook = webhook;
    }

    /** @param parameters their texts by name; empty for those that nobody has set */
    public static Replica of(UnaryOperator<String> parameters) {
        return new Replica(
                ReplicaSettings.of(parameters),
                source(parameters.apply("dataSource").trim()),
                null);
    }

    /** The name of a bean, also where it is written as a reference. */
    static String source(String name) {
        return name.startsWith("#bean:") ? name.substring(6) : name.startsWith("#") ? name.substring(1) : name;
    }

    @Override
    protected void doStart() throws Exception {
        CamelContext context = getCamelContext();
        stopping = false;
        copy = new Copy(dataSource(context), settings, () -> Journals.now(context));
        threads = PlatformThreads.pool(
                context.getExecutorServiceManager(), this, "replica-" + settings.name(), settings.parallelCompanies());
        runs = new CompanyRuns(threads, this::run);
        if (webhook != null) {
            wakeUps = context.getEndpoint(webhook).createConsumer(this::wake);
            ServiceHelper.startService(wakeUps);
        }
        super.doStart();
    }

    private DataSource dataSource(CamelContext context) {
        Object bean = context.getRegistry().lookupByName(dataSource);
        if (bean instanceof DataSource source) {
            return source;
        }
        throw new IllegalArgumentException("dataSource is '" + dataSource + "', and "
                + (bean == null
                        ? "no bean has that name"
                        : "the bean of that name is a " + bean.getClass().getName() + ", not a javax.sql.DataSource")
                + "; name the DataSource of the database that the copy is to be in");
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        stopping = true;
        ServiceHelper.stopService(wakeUps);
        if (threads != null) {
            // What was read is written: an embedded database may close when its thread is interrupted.
            getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
            runs.close();
        }
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        return CompletableFuture.allOf(companies().stream().map(runs::wake).toArray(CompletableFuture<?>[]::new));
    }

    private QuickBooksRuntime runtime() {
        return Journals.component(getCamelContext()).runtime();
    }

    private Collection<String> companies() {
        QuickBooksRuntime runtime = runtime();
        if (settings.realms().contains(ReplicaSettings.ALL)) {
            return runtime.client().tokens().store().list().stream()
                    .filter(realm -> !runtime.client().isPaused(realm))
                    .filter(runtime.client().tokens()::isWorthTrying)
                    .toList();
        }
        if (!settings.realms().isEmpty()) {
            return settings.realms();
        }
        if (runtime.defaultRealmId() == null) {
            throw new IllegalArgumentException("The replica flow does not know which company to copy: set its "
                    + "parameter realmId, or realms, or realmId of the component");
        }
        return List.of(runtime.defaultRealmId());
    }

    /** An event is only a hint: what it tells of is found in QuickBooks. */
    private void wake(Exchange exchange) {
        String realmId = exchange.getMessage().getHeader(QuickBooksConstants.REALM_ID, String.class);
        if (realmId != null && companies().contains(realmId) && woken.add(realmId)) {
            runtime().time().after(WEBHOOK_DELAY, () -> {
                woken.remove(realmId);
                runs.wake(realmId).whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warn(
                                "The copy of company {} could not be brought up to date after a webhook; the next "
                                        + "message of the schedule does it: {}",
                                realmId,
                                failure.toString());
                    }
                });
            });
        }
    }

    private void run(String realmId) throws Exception {
        QuickBooksRuntime runtime = runtime();
        runtime.checkCompany(realmId);
        Calls calls = new Calls(getCamelContext(), realmId);
        new CompanyReplica(
                        copy,
                        settings,
                        new CompanyBooks(
                                calls, () -> stopping || getCamelContext().isStopping()),
                        new Reports(getCamelContext(), realmId),
                        runtime.cursors(),
                        dataSource)
                .run();
    }
}
