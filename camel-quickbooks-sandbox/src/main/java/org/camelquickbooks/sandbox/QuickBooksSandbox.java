package org.camelquickbooks.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camelquickbooks.sandbox.admin.AdminService;
import org.camelquickbooks.sandbox.admin.Control;
import org.camelquickbooks.sandbox.company.Companies;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.company.CompanyProfile;
import org.camelquickbooks.sandbox.company.Profiles;
import org.camelquickbooks.sandbox.document.Letters;
import org.camelquickbooks.sandbox.document.TemporaryUris;
import org.camelquickbooks.sandbox.entity.Books;
import org.camelquickbooks.sandbox.entity.Recurrence;
import org.camelquickbooks.sandbox.gate.FaultOrders;
import org.camelquickbooks.sandbox.gate.Gate;
import org.camelquickbooks.sandbox.gate.Limits;
import org.camelquickbooks.sandbox.gate.RequestLog;
import org.camelquickbooks.sandbox.gate.Throttle;
import org.camelquickbooks.sandbox.http.Routes;
import org.camelquickbooks.sandbox.http.Server;
import org.camelquickbooks.sandbox.oauth.App;
import org.camelquickbooks.sandbox.oauth.Identifiers;
import org.camelquickbooks.sandbox.oauth.OAuthService;
import org.camelquickbooks.sandbox.oauth.Tokens;
import org.camelquickbooks.sandbox.report.ReportService;
import org.camelquickbooks.sandbox.seed.Generator;
import org.camelquickbooks.sandbox.seed.SeedLoader;
import org.camelquickbooks.sandbox.time.SandboxClock;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.camelquickbooks.sandbox.webhook.Webhooks;

/**
 * A local server with the API of QuickBooks Online. This class has the same functions as {@code /admin}.
 *
 * <pre>{@code
 * try (QuickBooksSandbox sandbox = QuickBooksSandbox.create().start()) {
 *     String url = sandbox.url();
 *     Tokens.Pair tokens = sandbox.tokens("9130347596841846");
 * }
 * }</pre>
 */
public final class QuickBooksSandbox implements Control, AutoCloseable {

    /** The realm of the default company in the United States. */
    public static final String US_REALM = "9130347596841846";

    /** The realm of the default company in Canada. */
    public static final String CANADA_REALM = "9130347596841847";

    /** The realm of the third company, in the United States, which uses several currencies. */
    public static final String MULTICURRENCY_REALM = "9130347596841848";

    /** How often the sandbox checks which recurring transactions are due. */
    private static final long RECURS_MILLIS = 1_000;

    private static final String SEEDED = "as seeded";
    private static final Set<String> SCOPES = Set.of("com.intuit.quickbooks.accounting");
    private static final long MONTH_SECONDS = 30 * 24 * 60 * 60L;

    private final SandboxBuilder options;
    /** How to close what was opened, the last first; also where starting fails half way. */
    private final Deque<Runnable> closing = new ArrayDeque<>();

    private final SandboxClock clock = new SandboxClock();

    private final Identifiers identifiers = new Identifiers();
    private final Companies companies = new Companies();
    private final FaultOrders faults = new FaultOrders();
    private final RequestLog requests = new RequestLog();
    private final Throttle throttle = new Throttle(clock);
    private final Vertx vertx;
    private final Tokens tokens;
    private final OAuthService oauth;
    private final Webhooks webhooks;
    private final TemporaryUris uris;
    private final Profiles profiles;
    private final Server server;
    private final int port;

    QuickBooksSandbox(SandboxBuilder options) {
        this.options = options;
        Path data = options.data();
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        closing.push(
                () -> vertx.close().toCompletionStage().toCompletableFuture().join());
        try {
            this.tokens = new Tokens(clock, identifiers, data);
            closing.push(tokens::close);
            this.oauth = new OAuthService(clock, tokens, identifiers, companies);
            this.webhooks = new Webhooks(vertx, clock, faults, this::zone, data);
            closing.push(webhooks::close);
            this.uris = new TemporaryUris(clock, this::url, identifiers.key());
            this.profiles = new Profiles(data);
            throttle.limits(throttle.limits().withEnabled(options.isThrottled()));
            webhooks.window(options.webhookWindow());
            openCompanies();
            this.server =
                    new Server(vertx, clock, new Gate(faults, tokens, throttle, companies), requests, identifiers);
            closing.push(server::close);
            this.port = start();
            long timer = vertx.setPeriodic(
                    RECURS_MILLIS,
                    t -> vertx.executeBlocking(() -> {
                        recur();
                        return null;
                    }));
            closing.push(() -> vertx.cancelTimer(timer));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Builds a sandbox; {@code start()} starts it. */
    public static SandboxBuilder create() {
        return new SandboxBuilder();
    }

    private ZoneId zone(String realmId) {
        Company company = companies.find(realmId);
        return company == null ? ZoneOffset.UTC : company.profile().zone();
    }

    private void openCompanies() {
        List<CompanyProfile> wanted = new ArrayList<>(profiles.known());
        for (CompanyProfile profile : options.profiles()) {
            if (wanted.stream().noneMatch(p -> p.realmId().equals(profile.realmId()))) {
                wanted.add(profile);
            }
        }
        wanted.forEach(profile -> open(profile, options.isSeeded()));
    }

    private Company open(CompanyProfile profile, boolean sample) {
        Path directory = options.data() == null ? null : options.data().resolve(profile.realmId());
        // No two companies are created at the same second, or one that is started anew would pass for the former one.
        Instant founded = clock.instant().minusSeconds(identifiers.below(MONTH_SECONDS));
        Company company = new Company(profile, clock, founded, new Books(uris::make), directory);
        closing.push(company::close);
        companies.add(company);
        profiles.keep(profile);
        if (!company.snapshots().has(SEEDED)) {
            // New, or killed before it was seeded whole.
            company.clear();
            seed(company, sample);
            company.snapshots().keep(SEEDED);
        }
        company.onChange(webhooks::changed);
        return company;
    }

    private void seed(Company company, boolean sample) {
        SeedLoader loader = new SeedLoader(company);
        boolean states = company.profile().isUnitedStates();
        String seed = states ? options.sample().seed() : "canada";
        loader.loadResource(seed + "-chart.json");
        if (sample) {
            loader.loadResource(seed + "-sample.json");
        }
        if (states && company.profile().multicurrency()) {
            loader.loadResource("us-multicurrency.json");
        }
        if (options.seedFile() != null) {
            loader.loadFile(options.seedFile());
        }
    }

    private int start() {
        AdminService admin = new AdminService(
                this,
                clock,
                throttle,
                faults,
                requests,
                webhooks,
                vertx,
                options.isRemoteAdmin(),
                options.adminSecret());
        Letters letters = new Letters(() -> throttle.limits().emailsPerDay());
        Routes routes = new Routes(
                this::url,
                oauth,
                letters,
                uris,
                companies,
                new ReportService(options.hasClassicReportColumns()),
                admin.routes(),
                admin::admits);
        return server.start(options.host(), options.port(), routes);
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The base of all URLs, without a slash at the end. */
    public String url() {
        return "http://localhost:" + server.port();
    }

    public SandboxClock clock() {
        return clock;
    }

    /** The faults that the sandbox injects. */
    public FaultOrders faults() {
        return faults;
    }

    public Throttle throttle() {
        return throttle;
    }

    /** The log of requests. */
    public RequestLog requests() {
        return requests;
    }

    public Webhooks webhooks() {
        return webhooks;
    }

    /**
     * Posts webhooks to an address. They are signed with the default app's verifier token unless the subscription has
     * its own.
     */
    @Override
    public Subscription subscribe(Subscription subscription) {
        return webhooks.subscribe(subscription, App.DEFAULT.verifierToken());
    }

    /** Creates the recurring transactions that are due. */
    private synchronized void recur() {
        companies.all().forEach(Recurrence::fire);
    }

    /**
     * Creates the recurring transactions and sends the webhooks that are due. Call it after you have moved the clock.
     */
    @Override
    public void deliverWebhooks() {
        recur();
        webhooks.tick();
    }

    @Override
    public List<App> apps() {
        return oauth.apps();
    }

    /** Registers an app in addition to the default one, or replaces it. */
    @Override
    public void register(App app) {
        oauth.register(app);
    }

    /** A pair of tokens for a company, as if a user had consented. */
    public Tokens.Pair tokens(String realmId) {
        return tokens(realmId, App.DEFAULT.clientId(), SCOPES);
    }

    @Override
    public Tokens.Pair tokens(String realmId, String clientId, Set<String> scopes) {
        company(realmId);
        return tokens.grant(clientId, realmId, scopes);
    }

    /** The pair in the JSON format of the token endpoint. */
    @Override
    public ObjectNode tokenJson(Tokens.Pair pair) {
        return oauth.json(pair, true);
    }

    /** The company's user disconnects all apps from within QuickBooks. */
    @Override
    public void disconnect(String realmId) {
        tokens.disconnect(realmId);
    }

    /** The first company. */
    public SandboxCompany company() {
        return new SandboxCompany(companies.all().get(0));
    }

    /**
     * A company by its realm.
     *
     * @throws IllegalArgumentException if there is none
     */
    @Override
    public SandboxCompany company(String realmId) {
        Company company = companies.find(Objects.requireNonNull(realmId, "realmId"));
        if (company == null) {
            throw new IllegalArgumentException("There is no company " + realmId + "; there are "
                    + companies.all().stream().map(c -> c.profile().realmId()).toList());
        }
        return new SandboxCompany(company);
    }

    @Override
    public List<SandboxCompany> companies() {
        return companies.all().stream().map(SandboxCompany::new).toList();
    }

    /** Adds a company with the sample data, or with a chart of accounts only. */
    @Override
    public SandboxCompany createCompany(CompanyProfile profile, boolean sample) {
        return new SandboxCompany(open(profile, sample));
    }

    /** Creates many entities in a company: {@code items:250,customers:1000,invoices:5000}. */
    @Override
    public Map<String, Integer> generate(String realmId, String what, long seed) {
        return new Generator(company(realmId).company(), seed).generate(what);
    }

    /** Saves a snapshot of all companies under a name. */
    @Override
    public void snapshot(String name) {
        companies.all().forEach(company -> company.snapshots().keep(name));
    }

    /** Restores a snapshot of all companies. */
    @Override
    public void restore(String name) {
        companies.all().forEach(company -> company.snapshots().restore(name));
    }

    /**
     * Resets the sandbox to its first start: seeded companies, a running clock, the limits that it was started with,
     * no faults, no webhooks, no requests. Tokens remain valid.
     */
    @Override
    public void reset() {
        clock.reset();
        faults.clear();
        webhooks.clear();
        webhooks.window(options.webhookWindow());
        throttle.reset();
        throttle.limits(Limits.DOCUMENTED.withEnabled(options.isThrottled()));
        restore(SEEDED);
        requests.clear();
    }

    /** How long changes are collected before webhooks report them. */
    @Override
    public void webhookWindow(Duration window) {
        webhooks.window(window);
    }

    /** Stops the sandbox. Data on disk can be opened again. */
    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
