package org.camelquickbooks.client.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.model.QuickBooksUnavailableException;

/** A live access token for each company. One refresh at a time a company, before the old token ends. */
public final class TokenService {

    private final TokenStore store;
    private final OAuthClient oauth;
    private final Duration refreshAhead;
    private final Time time;
    private final Map<String, String> configured;
    private final Map<String, Token> current = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Token>> flights = new ConcurrentHashMap<>();

    /**
     * Tokens from a store.
     *
     * @param oauth null where tokens cannot be refreshed, since no app was named
     * @param configured refresh tokens by company that stand in a configuration, and may be newer than what is stored
     */
    public TokenService(
            TokenStore store, OAuthClient oauth, Duration refreshAhead, Time time, Map<String, String> configured) {
        this.configured = Map.copyOf(configured);
        this.store = store;
        this.oauth = oauth;
        this.refreshAhead = refreshAhead;
        this.time = time;
    }

    public TokenStore store() {
        return store;
    }

    /** A token that is good for a while. */
    public CompletionStage<Token> token(String realmId) {
        Token token = current.get(realmId);
        if (token != null && isFresh(token)) {
            return CompletableFuture.completedFuture(token);
        }
        return flight(realmId, null);
    }

    /** The access token as it is now, for a request that is about to leave. */
    public String accessToken(String realmId) {
        Token token = current.get(realmId);
        return token == null ? null : token.accessToken();
    }

    /** Another token than the one that was refused. */
    public CompletionStage<Token> renew(String realmId, String refused) {
        Token token = current.get(realmId);
        if (token != null && !token.accessToken().equals(refused) && isFresh(token)) {
            return CompletableFuture.completedFuture(token);
        }
        return flight(realmId, refused);
    }

    private boolean isFresh(Token token) {
        return token.accessToken() != null
                && (token.accessExpires() == null
                        || token.accessExpires().minus(refreshAhead).isAfter(time.now()));
    }

    private boolean isAlive(Token token) {
        return token.accessToken() != null
                && (token.accessExpires() == null || token.accessExpires().isAfter(time.now()));
    }

    private CompletionStage<Token> flight(String realmId, String refused) {
        CompletableFuture<Token> mine = new CompletableFuture<>();
        CompletableFuture<Token> other = flights.putIfAbsent(realmId, mine);
        if (other != null) {
            return other;
        }
        fetch(realmId, refused).whenComplete((token, failure) -> {
            flights.remove(realmId, mine);
            if (failure == null) {
                current.put(realmId, token);
                mine.complete(token);
            } else {
                mine.completeExceptionally(Failures.cause(failure));
            }
        });
        return mine;
    }

    private CompletionStage<Token> fetch(String realmId, String refused) {
        try {
            Token kept = store.load(realmId).orElse(null);
            if (kept == null) {
                return CompletableFuture.failedFuture(none(realmId));
            }
            if (isGood(kept, refused)) {
                // Another process was faster.
                return CompletableFuture.completedFuture(kept);
            }
            if (kept.refreshToken() == null || oauth == null) {
                return refused == null && isAlive(kept)
                        ? CompletableFuture.completedFuture(kept)
                        : CompletableFuture.failedFuture(ended(realmId, kept));
            }
            return store.refresh(
                            realmId,
                            now -> now != null && isGood(now, refused)
                                    ? CompletableFuture.completedFuture(now)
                                    : oauth.refresh(now == null ? kept : now, others(now == null ? kept : now)))
                    .exceptionallyCompose(failure -> goOn(kept, refused, failure));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** What is tried where the newest refresh token is refused: the one before, then what somebody configured. */
    private List<String> others(Token newest) {
        return Stream.of(newest.formerRefreshToken(), configured.get(newest.realmId()))
                .filter(token -> token != null && !token.equals(newest.refreshToken()))
                .distinct()
                .toList();
    }

    private boolean isGood(Token token, String refused) {
        return isFresh(token) && !token.accessToken().equals(refused);
    }

    /** While the token endpoint is away, a token that has not ended yet is as good as before. */
    private CompletionStage<Token> goOn(Token kept, String refused, Throwable failure) {
        boolean away = Failures.cause(failure) instanceof QuickBooksUnavailableException;
        return away && refused == null && isAlive(kept)
                ? CompletableFuture.completedFuture(kept)
                : CompletableFuture.failedFuture(failure);
    }

    private static QuickBooksAuthenticationException none(String realmId) {
        return new QuickBooksAuthenticationException(
                "There are no tokens for the company. Give accessToken, or refreshToken with clientId and clientSecret,"
                        + " or save them in the TokenStore",
                context(realmId),
                false,
                null);
    }

    private static QuickBooksAuthenticationException ended(String realmId, Token kept) {
        Instant end = kept.accessExpires();
        return new QuickBooksAuthenticationException(
                "The access token is no longer good" + (end == null ? "" : " (it ended at " + end + ")")
                        + ", and it cannot be refreshed: "
                        + (kept.refreshToken() == null
                                ? "there is no refreshToken"
                                : "clientId and clientSecret are missing"),
                context(realmId),
                false,
                null);
    }

    private static FaultContext context(String realmId) {
        return FaultContext.unanswered(realmId, null);
    }

    /** Lets go of what is kept elsewhere too. */
    public void forgetIdle() {
        current.values().removeIf(token -> !isFresh(token));
    }
}
