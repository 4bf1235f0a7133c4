package org.camelquickbooks.client.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camelquickbooks.client.http.ExclusiveWork;
import org.camelquickbooks.client.http.ExclusiveWork.Pending;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provides a valid access token for each company. A company has one refresh at a time, before the old token expires.
 * New tokens are stored before they are used.
 */
public final class TokenService {

    private static final Logger LOG = LoggerFactory.getLogger(TokenService.class);

    /** So near its end a token is no longer sent: the request may have to wait for the limits. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(30);

    /** After a refresh ahead of time has failed, how long the token that is still good is used without another. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** How many threads stores may hold at the most, for companies are many and databases slow. */
    private static final int CONCURRENT_REFRESHES = 4;

    private final TokenStore store;
    private final OAuthClient oauth;
    private final TokenSettings settings;
    private final Time time;
    private final Executor workers;
    private final TokenListener listener;
    private final RefreshQueue refreshQueue;
    private final RefusedTokens refusals;
    private final CompanyConnections states;
    private final Map<String, Token> current = new ConcurrentHashMap<>();
    private final ExclusiveWork<PendingRefresh, Token> refreshes = new ExclusiveWork<>();
    private final Map<String, Long> pauses = new ConcurrentHashMap<>();
    /** How often a company was connected while this process runs. */
    private final Map<String, Integer> connections = new ConcurrentHashMap<>();

    /**
     * Tokens from a store.
     *
     * @param oauth null where tokens cannot be refreshed, since no app was named
     */
    public TokenService(
            TokenStore store,
            OAuthClient oauth,
            TokenSettings settings,
            Time time,
            Executor workers,
            TokenListener listener) {
        this.store = store;
        this.oauth = oauth;
        this.settings = settings;
        this.time = time;
        this.workers = new LimitedExecutor(workers, CONCURRENT_REFRESHES);
        this.listener = listener;
        this.refreshQueue = new RefreshQueue(this.workers, CONCURRENT_REFRESHES);
        this.refusals = new RefusedTokens(time);
        this.states = new CompanyConnections(store, refusals, time);
    }

    public TokenStore store() {
        return store;
    }

    /** A token that is good for a while. */
    public CompletionStage<Token> token(String realmId) {
        Token token = current.get(realmId);
        if (token == null || !lives(token)) {
            return accepted(new PendingRefresh(realmId, null, null), true);
        }
        if (!isFresh(token) && canRefresh(token)) {
            renewAhead(token);
        }
        return CompletableFuture.completedFuture(token);
    }

    /** The access token as it is now, for a request that is about to leave. */
    public String accessToken(String realmId) {
        Token token = current.get(realmId);
        return token == null ? null : token.accessToken();
    }

    /** Another token than the one that was refused. */
    public CompletionStage<Token> renew(String realmId, String refused) {
        Token token = current.get(realmId);
        if (token != null && !token.accessToken().equals(refused) && lives(token)) {
            return CompletableFuture.completedFuture(token);
        }
        return accepted(new PendingRefresh(realmId, refused, null), true);
    }

    /** Tokens that came at a time or since, so that a connection that nobody uses does not end. */
    CompletionStage<Token> keepAlive(String realmId, Instant since) {
        return accepted(new PendingRefresh(realmId, null, since), false);
    }

    /** Nobody waits for it: the token is good for some minutes yet. */
    private void renewAhead(Token token) {
        Long pause = pauses.get(token.realmId());
        if (pause == null || time.nanos() - pause > 0) {
            joinOrStart(new PendingRefresh(token.realmId(), token.accessToken(), null));
        }
    }

    /**
     * Tokens as they are wanted. What was under way already may have been begun with another wish, and bring just the
     * token that was refused: then it is asked for anew.
     */
    private CompletionStage<Token> accepted(PendingRefresh wanted, boolean awaited) {
        Pending<PendingRefresh, Token> pending = joinOrStart(wanted);
        if (awaited) {
            pending.context().await();
        }
        return pending.context() == wanted
                ? pending.result()
                : pending.result()
                        .thenCompose(token -> wanted.isLoading() || wanted.accepts(token)
                                ? CompletableFuture.completedFuture(token)
                                : accepted(wanted, awaited));
    }

    private boolean isFresh(Token token) {
        return endsAfter(token, settings.refreshAhead());
    }

    private boolean lives(Token token) {
        return endsAfter(
                token, settings.refreshAhead().compareTo(LAST_MOMENT) < 0 ? settings.refreshAhead() : LAST_MOMENT);
    }

    private boolean endsAfter(Token token, Duration ahead) {
        return token.accessToken() != null
                && (token.accessExpires() == null
                        || token.accessExpires().minus(ahead).isAfter(time.now()));
    }

    private boolean canRefresh(Token token) {
        return oauth != null && token.refreshToken() != null;
    }

    private Pending<PendingRefresh, Token> joinOrStart(PendingRefresh mine) {
        return refreshes.join(
                mine.realmId(),
                mine,
                () -> CompletableFuture.supplyAsync(() -> fetch(mine), workers)
                        .thenCompose(Function.identity())
                        .thenApply(token -> received(mine, token)),
                (token, failure) -> {
                    if (failure == null) {
                        succeeded(mine, token);
                    } else {
                        failed(mine, failure);
                    }
                });
    }

    private Token received(PendingRefresh pending, Token token) {
        if (token == null) {
            throw new IllegalStateException("The TokenStore returned no token for company " + pending.realmId());
        }
        current.put(pending.realmId(), token);
        return token;
    }

    private void succeeded(PendingRefresh pending, Token token) {
        String realmId = pending.realmId();
        pauses.remove(realmId);
        RefusedTokens.Former before = refusals.remove(realmId);
        if (before != RefusedTokens.Former.ACCEPTED) {
            connectedAnew(realmId);
        }
        if (pending.isRefreshed()) {
            listener.refreshed(realmId);
        }
        if (before == RefusedTokens.Former.REFUSED) {
            listener.connectedAgain(realmId);
        } else if (before == RefusedTokens.Former.NEVER_CONNECTED) {
            listener.connected(realmId);
        }
        // A token that was refreshed just now and is not fresh lives shorter than refreshAhead: it is used while it
        // lives.
        if (!pending.isRefreshed() && !isFresh(token) && canRefresh(token)) {
            renewAhead(token);
        }
    }

    private void failed(PendingRefresh pending, Throwable failure) {
        String realmId = pending.realmId();
        pauses.put(realmId, time.nanos() + PAUSE.toNanos());
        if (failure instanceof QuickBooksAuthenticationException why && why.isReconnectNeeded()) {
            // Its access token is worth nothing either.
            current.remove(realmId);
            if (refusals.of(realmId, pending.seen()) == null && refusals.add(pending, why)) {
                listener.reconnectNeeded(realmId, why);
            }
        }
    }

    private CompletionStage<Token> fetch(PendingRefresh pending) {
        String realmId = pending.realmId();
        Token kept = store.load(realmId).orElse(null);
        pending.saw(kept);
        QuickBooksAuthenticationException refused = refusals.of(realmId, kept);
        if (refused != null) {
            return CompletableFuture.failedFuture(refused.again());
        }
        if (kept == null) {
            return CompletableFuture.failedFuture(none(realmId));
        }
        if (isGood(kept, pending) || pending.isLoading() && lives(kept)) {
            // Another process was faster; or it is good enough for now.
            return CompletableFuture.completedFuture(kept);
        }
        if (!canRefresh(kept)) {
            return CompletableFuture.failedFuture(ended(kept));
        }
        return refreshQueue
                .submit(pending, () -> store.refresh(realmId, now -> refresh(pending, now)))
                .exceptionallyCompose(failure -> goOn(kept, pending, Failures.cause(failure)));
    }

    /** Called while nobody else refreshes the company, in any process. */
    private CompletionStage<Token> refresh(PendingRefresh pending, Token now) {
        pending.saw(now);
        if (now == null) {
            // It was disconnected meanwhile.
            return CompletableFuture.failedFuture(none(pending.realmId()));
        }
        if (isGood(now, pending)) {
            return CompletableFuture.completedFuture(now);
        }
        return oauth.refresh(now, others(now)).thenApply(token -> {
            // Announced when it is kept.
            pending.refreshed();
            return token;
        });
    }

    /** What is tried where the newest refresh token is refused: the one before, then what somebody configured. */
    private List<String> others(Token newest) {
        return Stream.of(newest.formerRefreshToken(), settings.refreshTokens().get(newest.realmId()))
                .filter(token -> token != null && !token.equals(newest.refreshToken()))
                .distinct()
                .toList();
    }

    private boolean isGood(Token token, PendingRefresh pending) {
        return isFresh(token) && pending.accepts(token);
    }

    /** While the token endpoint is away, a token that has not ended yet is as good as before. */
    private CompletionStage<Token> goOn(Token kept, PendingRefresh pending, Throwable failure) {
        if (failure instanceof QuickBooksUnavailableException
                && pending.isLoading()
                && endsAfter(kept, Duration.ZERO)) {
            return CompletableFuture.completedFuture(kept);
        }
        return CompletableFuture.failedFuture(
                failure instanceof QuickBooksAuthenticationException refused
                                && refused.getCode().equals("invalid_grant")
                        ? reconnect("QuickBooks does not accept the refresh token", refused)
                        : failure);
    }

    private QuickBooksAuthenticationException reconnect(String why, QuickBooksAuthenticationException refused) {
        return QuickBooksAuthenticationException.reconnectNeeded(
                why, refused.getContext(), settings.connectUrl().get());
    }

    private QuickBooksAuthenticationException none(String realmId) {
        return QuickBooksAuthenticationException.reconnectNeeded(
                "There are no tokens for the company: set accessToken, or refreshToken with clientId and "
                        + "clientSecret, or save tokens in the TokenStore",
                FaultContext.unanswered(realmId, null),
                settings.connectUrl().get());
    }

    private QuickBooksAuthenticationException ended(Token kept) {
        Instant end = kept.accessExpires();
        String what = "The access token has expired" + (end == null ? "" : " (at " + end + ")")
                + ", and it cannot be refreshed: ";
        FaultContext context = FaultContext.unanswered(kept.realmId(), null);
        return kept.refreshToken() == null
                ? QuickBooksAuthenticationException.reconnectNeeded(
                        what + "there is no refreshToken",
                        context,
                        settings.connectUrl().get())
                : new QuickBooksAuthenticationException(
                        what + "clientId and clientSecret are missing", context, false, null);
    }

    /** Keeps what a person has consented to. */
    public CompletionStage<Token> connect(Token token) {
        return CompletableFuture.supplyAsync(
                () -> {
                    store.save(token);
                    // Before anybody can use the new tokens, or a check of the former company would count for them.
                    connectedAnew(token.realmId());
                    current.put(token.realmId(), token);
                    refusals.remove(token.realmId());
                    listener.connected(token.realmId());
                    return token;
                },
                workers);
    }

    private void connectedAnew(String realmId) {
        connections.merge(realmId, 1, Integer::sum);
    }

    /** Another number after each time that a company was connected with tokens that did not come of its former ones. */
    public int connection(String realmId) {
        return connections.getOrDefault(realmId, 0);
    }

    /** Ends a connection: at QuickBooks first, so that nothing is left that somebody could use. */
    public CompletionStage<Void> disconnect(String realmId) {
        return CompletableFuture.supplyAsync(() -> store.load(realmId), workers)
                .thenCompose(kept -> kept.isEmpty() || oauth == null
                        ? CompletableFuture.completedFuture(null)
                        : oauth.revoke(kept.get()))
                .thenRunAsync(
                        () -> {
                            store.remove(realmId);
                            current.remove(realmId);
                            refusals.remove(realmId);
                            listener.disconnected(realmId);
                        },
                        workers);
    }

    /** Whether it may be worth while to ask QuickBooks for the company. */
    public boolean isWorthTrying(String realmId) {
        if (refusals.of(realmId) == null) {
            return true;
        }
        try {
            return refusals.of(realmId, store.load(realmId).orElse(null)) == null;
        } catch (RuntimeException e) {
            // Who tries will hear of it.
            return true;
        }
    }

    /** The companies of which this process knows that nothing helps but a person who connects them again. */
    public Set<String> reconnectNeeded() {
        return refusals.realms();
    }

    /** How the companies of the store stand. */
    public CompanyConnections states() {
        return states;
    }

    /** How long the access token lasts that ends first, of those in use; empty where none is. */
    public Optional<Duration> soonestEnd() {
        return current.values().stream()
                .map(Token::accessExpires)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(end -> Duration.between(time.now(), end));
    }

    /** Has new tokens come now, also where the present ones are good. */
    public CompletionStage<Token> refreshNow(String realmId) {
        return keepAlive(realmId, time.now());
    }

    /** Lets go of what is kept elsewhere too. */
    public void forgetIdle() {
        current.values().removeIf(token -> !lives(token));
        pauses.values().removeIf(end -> time.nanos() - end > 0);
    }

    /** Whether no tokens are on their way. */
    public boolean isIdle() {
        return refreshes.isEmpty();
    }

    /** Waits a while for tokens that are on their way: they are to be kept. */
    public void close(Duration patience) {
        CompletableFuture<?>[] all = refreshes.results().toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(all).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // Who waited for it was told.
        } catch (TimeoutException e) {
            LOG.warn("Tokens were still being refreshed when the component stopped; the former ones are kept");
        }
    }
}
