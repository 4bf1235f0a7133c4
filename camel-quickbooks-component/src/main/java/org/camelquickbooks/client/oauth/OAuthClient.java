package org.camelquickbooks.client.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Reachability;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.transport.HttpAnswer;
import org.camelquickbooks.client.transport.HttpMessage;
import org.camelquickbooks.client.transport.HttpTransport;
import org.camelquickbooks.client.transport.MessageContent;
import org.camelquickbooks.model.Fault;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.FaultError;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksUnavailableException;

/** Calls the OAuth endpoints (facts, section 2). A request without an answer is retried. */
public final class OAuthClient {

    /** Answers with tokens have a few hundred bytes. */
    private static final long LARGEST_ANSWER = 1_000_000;

    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpTransport transport;
    private final Reachability reachability;
    private final Time time;
    private final OAuthUrls urls;
    private final String clientId;
    private final String basic;

    public OAuthClient(
            HttpTransport transport,
            Time time,
            OAuthUrls urls,
            String clientId,
            String clientSecret,
            Reachability reachability) {
        this.transport = transport;
        this.reachability = reachability;
        this.time = time;
        this.urls = urls;
        this.clientId = clientId;
        this.basic = "Basic "
                + Base64.getEncoder().encodeToString((clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
    }

    /** Where a user consents, and is sent back from with a code. */
    public URI consent(Set<String> scopes, String redirectUri, String state) {
        return URI.create(urls.authorize() + "?client_id=" + encode(clientId) + "&response_type=code&scope="
                + encode(String.join(" ", scopes)) + "&redirect_uri=" + encode(redirectUri) + "&state="
                + encode(state));
    }

    /** The tokens for a code that a user brought along. */
    public CompletionStage<Token> exchange(String realmId, String code, String redirectUri) {
        return tokens(
                new Token(realmId, null, null, null, null),
                "connect",
                "grant_type=authorization_code&code=" + encode(code) + "&redirect_uri=" + encode(redirectUri));
    }

    /**
     * New tokens for old. Repeated where it is not answered: the old refresh token is good for a day longer. Where it is
     * refused, others are tried, once each.
     *
     * @param others refresh tokens that were good once, or may be now
     */
    public CompletionStage<Token> refresh(Token old, List<String> others) {
        return tokens(old, "token refresh", "grant_type=refresh_token&refresh_token=" + encode(old.refreshToken()))
                .exceptionallyCompose(failure -> {
                    boolean refused = Failures.cause(failure) instanceof QuickBooksAuthenticationException;
                    return refused && !others.isEmpty()
                            ? refresh(old.withRefreshToken(others.get(0)), others.subList(1, others.size()))
                                    // What was wrong with the newest is what has to be mended.
                                    .exceptionallyCompose(
                                            again -> CompletableFuture.failedFuture(Failures.cause(failure)))
                            : CompletableFuture.failedFuture(failure);
                });
    }

    /** Ends a company's tokens, both kinds, by any of them. What has ended already is no failure. */
    public CompletionStage<Void> revoke(Token token) {
        String secret = token.refreshToken() != null ? token.refreshToken() : token.accessToken();
        HttpMessage request = post(
                        urls.revoke(), Json.object().put("token", secret).toString())
                .header("Authorization", basic)
                .header("Content-Type", "application/json");
        Asked asked = new Asked(token.realmId(), "disconnect");
        return again(request, asked, () -> ask(request, asked), 1)
                .<Void>thenApply(ended -> null)
                .exceptionallyCompose(failure -> {
                    Throwable cause = Failures.cause(failure);
                    return cause instanceof QuickBooksAuthenticationException refused && !isOfApp(refused)
                            ? CompletableFuture.completedFuture(null)
                            : CompletableFuture.failedFuture(cause);
                });
    }

    /** Who has consented, as far as the scopes tell. */
    public CompletionStage<JsonNode> userInfo(Token token) {
        HttpMessage request = new HttpMessage("GET", URI.create(urls.userInfo()), null)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token.accessToken());
        Asked asked = new Asked(token.realmId(), "user info");
        return again(request, asked, () -> ask(request, asked), 1);
    }

    private CompletionStage<Token> tokens(Token old, String operation, String form) {
        HttpMessage request = post(urls.token(), form)
                .header("Authorization", basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("x-include-refresh-token-hard-expires-in", "true");
        Asked asked = new Asked(old.realmId(), operation);
        return again(
                request,
                asked,
                () -> {
                    Instant now = time.now();
                    return ask(request, asked)
                            .thenCompose(json -> Json.text(json, "access_token") == null
                                    ? CompletableFuture.failedFuture(asked.unavailable(200))
                                    : CompletableFuture.completedFuture(token(old, json, now)));
                },
                1);
    }

    private static HttpMessage post(String url, String body) {
        return new HttpMessage("POST", URI.create(url), MessageContent.of(body.getBytes(StandardCharsets.UTF_8)))
                .header("Accept", "application/json");
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private <T> CompletionStage<T> again(
            HttpMessage request, Asked asked, Supplier<CompletionStage<T>> attempt, int number) {
        return attempt.get().exceptionallyCompose(failure -> {
            Throwable cause = Failures.cause(failure);
            boolean last = number >= ATTEMPTS || !(cause instanceof QuickBooksUnavailableException);
            Duration pause = FIRST_PAUSE.multipliedBy(1L << (number - 1));
            if (Reachability.isUnanswered(cause)) {
                reachability.failed(
                        request.uri().toString(), asked.operation(), cause.getCause(), number, last ? null : pause);
            }
            if (last) {
                return CompletableFuture.failedFuture(cause);
            }
            CompletableFuture<T> later = new CompletableFuture<>();
            time.after(pause, () -> again(request, asked, attempt, number + 1).whenComplete((result, failed) -> {
                if (failed == null) {
                    later.complete(result);
                } else {
                    later.completeExceptionally(failed);
                }
            }));
            return later;
        });
    }

    private CompletionStage<JsonNode> ask(HttpMessage request, Asked asked) {
        return transport
                .whole(request, LARGEST_ANSWER)
                .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> failure == null
                        ? answered(request, response, asked)
                        : CompletableFuture.<JsonNode>failedFuture(
                                asked.unanswered(request.uri().toString(), inWords(Failures.cause(failure)))))
                .thenCompose(result -> result);
    }

    private static Throwable inWords(Throwable failure) {
        return failure instanceof TimeoutException
                ? new HttpTimeoutException("no complete answer within " + TIMEOUT)
                : failure;
    }

    private CompletionStage<JsonNode> answered(HttpMessage request, HttpAnswer response, Asked asked) {
        reachability.answered(request.uri().toString());
        return read(response, asked);
    }

    private static CompletionStage<JsonNode> read(HttpAnswer response, Asked asked) {
        int status = response.status();
        JsonNode json;
        try {
            json = response.bytes().length == 0 ? Json.object() : Json.parse(response.bytes());
        } catch (JsonProcessingException e) {
            // Not with its cause: that may show a part of what was answered.
            return CompletableFuture.failedFuture(asked.unavailable(status));
        }
        if (status == 200) {
            return CompletableFuture.completedFuture(json);
        }
        String error = Json.text(json, "error");
        return CompletableFuture.failedFuture(
                error == null || status >= 500
                        ? asked.unavailable(status)
                        : asked.refused(response, error, Json.text(json, "error_description")));
    }

    /** What lasts longer ends there: no time can be had of the largest number, and the tokens would be lost with it. */
    private static final long LONGEST_LIFE = Duration.ofDays(36_500).toSeconds();

    private static Token token(Token old, JsonNode json, Instant asked) {
        String given = Json.text(json, "refresh_token");
        String refresh = given == null ? old.refreshToken() : given;
        boolean rotated = old.refreshToken() != null && !old.refreshToken().equals(refresh);
        return new Token(
                old.realmId(),
                Json.text(json, "access_token"),
                asked.plusSeconds(life(json.path("expires_in").asLong(3600))),
                refresh,
                end(json, "x_refresh_token_expires_in", asked, old.refreshExpires()),
                rotated ? old.refreshToken() : old.formerRefreshToken(),
                end(json, "x_refresh_token_hard_expires_in", asked, old.hardExpires()),
                asked,
                old.companyName());
    }

    private static Instant end(JsonNode json, String field, Instant asked, Instant otherwise) {
        long seconds = json.path(field).asLong();
        return seconds > 0 ? asked.plusSeconds(life(seconds)) : otherwise;
    }

    private static long life(long seconds) {
        return Math.max(0, Math.min(LONGEST_LIFE, seconds));
    }

    /** Whether the app itself is not accepted, rather than a token. */
    private static boolean isOfApp(QuickBooksAuthenticationException refused) {
        return refused.getCode().equals("invalid_client");
    }

    /** What was asked for whom, for messages. */
    private record Asked(String realmId, String operation) {

        QuickBooksException refused(HttpAnswer response, String error, String detail) {
            Fault fault = new Fault("", List.of(new FaultError(error, error, detail, null)));
            String tid = response.headers().first("intuit_tid");
            FaultContext context = new FaultContext(response.status(), fault, tid, realmId, operation, null);
            if (error.equals("invalid_client")) {
                return new QuickBooksAuthenticationException(
                        "QuickBooks does not accept the app; check clientId and clientSecret, and that they belong to"
                                + " this environment",
                        context,
                        false,
                        null);
            }
            return new QuickBooksAuthenticationException(
                    "QuickBooks does not accept the app's tokens for the company", context, false, null);
        }

        QuickBooksException unanswered(String url, Throwable cause) {
            QuickBooksException exception = new QuickBooksUnavailableException(
                    "The OAuth endpoint did not answer at " + url + " (" + Reachability.why(cause) + ")",
                    FaultContext.unanswered(realmId, operation),
                    true,
                    cause);
            exception.setAdvice(Reachability.hint(url));
            return exception;
        }

        QuickBooksException unavailable(int status) {
            return new QuickBooksUnavailableException(
                    "The OAuth endpoint sent an answer that is not valid",
                    new FaultContext(status, Fault.NONE, null, realmId, operation, null),
                    true,
                    null);
        }
    }
}
