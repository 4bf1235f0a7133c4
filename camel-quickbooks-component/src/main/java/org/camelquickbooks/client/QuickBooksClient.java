package org.camelquickbooks.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.camelquickbooks.client.audit.Audit;
import org.camelquickbooks.client.audit.AuditEntries;
import org.camelquickbooks.client.audit.AuditLog;
import org.camelquickbooks.client.http.CallWatch;
import org.camelquickbooks.client.http.FaultCheck;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Observe;
import org.camelquickbooks.client.http.PendingStages;
import org.camelquickbooks.client.http.Reachability;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.http.Retry;
import org.camelquickbooks.client.http.Send;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.oauth.Authorize;
import org.camelquickbooks.client.oauth.OAuthClient;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenService;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.client.oauth.TokenWatch;
import org.camelquickbooks.client.throttle.LimitSharing;
import org.camelquickbooks.client.throttle.Limits;
import org.camelquickbooks.client.throttle.ReadMeter;
import org.camelquickbooks.client.throttle.ReadUse;
import org.camelquickbooks.client.throttle.Throttle;
import org.camelquickbooks.client.throttle.ThrottleState;
import org.camelquickbooks.client.time.RepeatedTask;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.transport.HttpTransport;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksUnavailableException;

/**
 * Sends requests to QuickBooks, for any number of companies. A request passes {@code observe → audit → retry → meter
 * → authorize → throttle → check → send}. Each attempt passes all stages after retry, because QuickBooks counts each
 * attempt.
 */
public final class QuickBooksClient implements AutoCloseable {

    private static final Duration IDLE = Duration.ofMinutes(5);

    /** How long stopping waits for a refresh that is under way. */
    private static final Duration LAST_REFRESH = Duration.ofSeconds(5);

    private final String baseUrl;
    private final OAuthClient oauth;
    private final TokenService tokens;
    private final TokenWatch watch;
    private final Throttle throttle;
    private final ReadMeter meter;
    private final Limits limits;
    private final CallHistory callHistory;
    private final Reachability reachability;
    private final Next pipeline;
    private final Next authorized;
    private final RepeatedTask tidying;
    private final PendingStages pending = new PendingStages();
    private final HttpTransport transport;
    private volatile boolean closed;

    /**
     * A client.
     *
     * @param transport sends; the client does not close it
     * @param reads where metered reads are counted; null where the settings say that they are not
     * @param sharing how processes share the limits
     * @param audit where writes are told of before they are sent and after; null to tell nobody
     * @param audits what is told of them
     */
    public QuickBooksClient(
            ClientSettings settings,
            HttpTransport transport,
            TokenStore store,
            ReadMeter.Counter reads,
            LimitSharing sharing,
            AuditLog audit,
            AuditEntries audits,
            Time time,
            Executor workers,
            DoubleSupplier chance,
            ClientListener outside) {
        ClientListener listener = new GuardedClientListener(outside);
        this.transport = transport;
        this.reachability = new Reachability(time);
        this.oauth = settings.clientId() == null || settings.clientSecret() == null
                ? null
                : new OAuthClient(
                        transport, time, settings.oauth(), settings.clientId(), settings.clientSecret(), reachability);
        this.callHistory = new CallHistory(time);
        this.tokens = new TokenService(store, oauth, settings.tokens(), time, workers, listener);
        this.watch = new TokenWatch(tokens, settings.tokens().keepAlive(), time, listener);
        this.throttle = new Throttle(settings.limits(), sharing, time, workers, chance, listener);
        this.meter = settings.meterReads() ? new ReadMeter(reads, settings.readBudget(), time, listener) : null;
        Observe observe =
                new Observe(request -> CallWatch.all(List.of(callHistory.watch(request), listener.calling(request))));
        this.baseUrl = settings.baseUrl();
        Retry retry = new Retry(settings.retry(), time, chance, settings.baseUrl(), reachability);
        FaultCheck check = new FaultCheck(time, settings.baseUrl(), reachability);
        Send send = new Send(
                transport,
                settings.baseUrl(),
                settings.minorVersion(),
                settings.requestTimeout(),
                settings.maxAnswerSize(),
                time);
        List<Stage> stages = new ArrayList<>();
        stages.add(observe);
        if (audit != null) {
            stages.add(new Audit(audit, audits));
        }
        stages.add(retry);
        if (meter != null) {
            stages.add(meter);
        }
        stages.addAll(List.of(new Authorize(tokens), throttle, check));
        this.pipeline = Stage.chain(stages, send);
        List<Stage> authorizedStages = new ArrayList<>(List.of(observe, retry));
        if (meter != null) {
            authorizedStages.add(meter);
        }
        authorizedStages.addAll(List.of(throttle, check));
        this.authorized = Stage.chain(authorizedStages, send);
        this.limits = settings.limits();
        this.tidying = RepeatedTask.start(time, "release idle companies", IDLE, IDLE, this::tidy);
        watch.start();
    }

    /** Sends a request; the answer is no fault, else the stage fails with a QuickBooksException. */
    public CompletionStage<Response> send(Request request) {
        if (closed) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("The QuickBooks client is stopped; " + request + " was not sent"));
        }
        return pending.follow(
                pipeline.proceed(request),
                () -> new QuickBooksUnavailableException(
                        "The component was stopped before QuickBooks answered " + request,
                        FaultContext.unanswered(request.realmId(), request.operation()),
                        true,
                        null));
    }

    /** Where the API is. */
    public String baseUrl() {
        return baseUrl;
    }

    /** What the company calls itself, asked with tokens that are not kept yet: that shows that they are the company's. */
    public CompletionStage<String> companyName(Token token) {
        String realmId = token.realmId();
        Request request = Request.get(realmId, "companyinfo/" + realmId)
                .operation("connect")
                .build()
                .authorized(() -> "Bearer " + token.accessToken());
        return authorized
                .proceed(request)
                .thenApply(response -> Json.text(response.json().path("CompanyInfo"), "CompanyName"));
    }

    public TokenService tokens() {
        return tokens;
    }

    /** What looks after connections that nobody uses. */
    public TokenWatch watch() {
        return watch;
    }

    /** The app at OAuth's endpoints; null where no app was named. */
    public OAuthClient oauth() {
        return oauth;
    }

    /** Which hosts do not answer. */
    public Reachability reachability() {
        return reachability;
    }

    /** When companies last answered. */
    public CallHistory callHistory() {
        return callHistory;
    }

    /** How the lines of companies stand. */
    public Map<String, ThrottleState> throttleStates() {
        return throttle.states();
    }

    /** How the line of a company stands; null where nothing was asked of it lately. */
    public ThrottleState throttleState(String realmId) {
        return throttle.state(realmId);
    }

    /** Nothing is sent for the company until it is resumed; what comes waits, up to maxWait. */
    public void pause(String realmId) {
        throttle.pause(realmId);
    }

    public void resume(String realmId) {
        throttle.resume(realmId);
    }

    public boolean isPaused(String realmId) {
        return throttle.isPaused(realmId);
    }

    /** Whether a request of the company would go at once, and less than that share of the minute is used. */
    public boolean hasRoom(String realmId, int percent) {
        return throttle.hasRoom(realmId, percent);
    }

    /** About how long until a batch call of the company would be sent, if none waits. */
    public Duration batchWait(String realmId) {
        return throttle.batchWait(realmId);
    }

    /** What a company allows. */
    public Limits limits() {
        return limits;
    }

    /** How many metered reads of a company were counted this month; 0 where they are not counted. */
    public long reads(String realmId) {
        return meter == null ? 0 : meter.used(realmId);
    }

    /** The use of the month's budget, of all companies and processes, at most about a minute old. */
    public ReadUse readUse() {
        return meter == null ? ReadUse.NONE : meter.use();
    }

    /** The same, as all processes have written it down by now. */
    public CompletionStage<ReadUse> readUseNow() {
        return meter == null ? CompletableFuture.completedFuture(ReadUse.NONE) : meter.useNow();
    }

    private void tidy() {
        transport.closeIdle();
        throttle.forgetIdle(IDLE);
        tokens.forgetIdle();
    }

    @Override
    public void close() {
        closed = true;
        tidying.stop();
        watch.stop();
        pending.close();
        try {
            tokens.close(LAST_REFRESH);
        } finally {
            if (meter != null) {
                meter.close();
            }
        }
    }
}
