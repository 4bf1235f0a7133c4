package org.camelquickbooks.client;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.camelquickbooks.client.http.FaultCheck;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.http.Retry;
import org.camelquickbooks.client.http.Send;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.oauth.Authorize;
import org.camelquickbooks.client.oauth.OAuthClient;
import org.camelquickbooks.client.oauth.TokenService;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.client.throttle.LineState;
import org.camelquickbooks.client.throttle.ReadMeter;
import org.camelquickbooks.client.throttle.Throttle;
import org.camelquickbooks.client.time.Time;

/**
 * Requests to QuickBooks, for any number of companies. A request passes
 * {@code retry → meter → authorize → throttle → check → send}; each attempt passes all that stand after retry, since
 * QuickBooks counts each attempt.
 */
public final class QuickBooksClient implements AutoCloseable {

    private static final Duration IDLE = Duration.ofMinutes(5);

    private final Time time;
    private final TokenService tokens;
    private final Throttle throttle;
    private final ReadMeter meter;
    private final Next pipeline;
    private volatile Time.Task tidying;
    private volatile boolean closed;

    /** @param buckets where a cluster counts the limits; null to count within the process */
    public QuickBooksClient(
            ClientSettings settings,
            HttpClient http,
            TokenStore store,
            ProxyManager<String> buckets,
            Time time,
            Executor workers,
            DoubleSupplier chance,
            ClientListener listener) {
        this.time = time;
        OAuthClient oauth = settings.clientId() == null || settings.clientSecret() == null
                ? null
                : new OAuthClient(
                        http,
                        time,
                        settings.oauthBaseUrl() + "/oauth2/v1/tokens/bearer",
                        settings.clientId(),
                        settings.clientSecret());
        this.tokens = new TokenService(store, oauth, settings.refreshAhead(), time, settings.refreshTokens());
        this.throttle = new Throttle(settings.limits(), buckets, time, workers, chance, listener);
        this.meter = settings.meterReads()
                ? new ReadMeter(
                        settings.stateDirectory(), settings.readBudget(), settings.holdBulkReads(), time, listener)
                : null;
        List<Stage> stages = new ArrayList<>();
        stages.add(new Retry(settings.retry(), time, chance, listener::repeating));
        if (meter != null) {
            stages.add(meter);
        }
        stages.add(new Authorize(tokens));
        stages.add(throttle);
        stages.add(new FaultCheck(time));
        Send send =
                new Send(http, settings.baseUrl(), settings.minorVersion(), settings.requestTimeout(), time, workers);
        this.pipeline = Stage.chain(stages, send);
        tidyLater();
    }

    /** Sends a request; the answer is no fault, else the stage fails with a QuickBooksException. */
    public CompletionStage<Response> send(Request request) {
        if (closed) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("The QuickBooks client is stopped; " + request + " was not sent"));
        }
        return pipeline.proceed(request);
    }

    public TokenService tokens() {
        return tokens;
    }

    /** How the lines of companies stand. */
    public Map<String, LineState> lines() {
        return throttle.states();
    }

    /** Whether a request of the company would go at once, and less than that share of the minute is used. */
    public boolean hasRoom(String realmId, int percent) {
        return throttle.hasRoom(realmId, percent);
    }

    /** How many metered reads of a company were counted this month; 0 where they are not counted. */
    public long reads(String realmId) {
        return meter == null ? 0 : meter.used(realmId);
    }

    private void tidyLater() {
        tidying = time.after(IDLE, () -> {
            throttle.forgetIdle(IDLE);
            tokens.forgetIdle();
            if (meter != null) {
                meter.forgetIdle();
            }
            if (!closed) {
                tidyLater();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        tidying.cancel();
        if (meter != null) {
            meter.close();
        }
    }
}
