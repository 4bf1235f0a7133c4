package org.camelquickbooks.client.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.Fault;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.FaultError;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksUnavailableException;

/** The token endpoint (facts, section 2). */
public final class OAuthClient {

    private static final String OPERATION = "token refresh";
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final Time time;
    private final URI endpoint;
    private final String basic;

    /** @param tokenUrl the whole address of the token endpoint */
    public OAuthClient(HttpClient http, Time time, String tokenUrl, String clientId, String clientSecret) {
        this.http = http;
        this.time = time;
        this.endpoint = URI.create(tokenUrl);
        this.basic = "Basic "
                + Base64.getEncoder().encodeToString((clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * New tokens for old. Repeated where it is not answered: the old refresh token is good for a day longer. Where it is
     * refused, others are tried, once each.
     *
     * @param others refresh tokens that were good once, or may be now
     */
    public CompletionStage<Token> refresh(Token old, List<String> others) {
        return attempt(old, 1).exceptionallyCompose(failure -> {
            boolean refused = Failures.cause(failure) instanceof QuickBooksAuthenticationException;
            return refused && !others.isEmpty()
                    ? refresh(old.withRefreshToken(others.get(0)), others.subList(1, others.size()))
                            // What was wrong with the newest is what has to be mended.
                            .exceptionallyCompose(again -> CompletableFuture.failedFuture(Failures.cause(failure)))
                    : CompletableFuture.failedFuture(failure);
        });
    }

    private CompletionStage<Token> attempt(Token old, int number) {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(TIMEOUT)
                .header("Authorization", basic)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=refresh_token&refresh_token="
                        + URLEncoder.encode(old.refreshToken(), StandardCharsets.UTF_8)))
                .build();
        Instant asked = time.now();
        return http.sendAsync(request, BodyHandlers.ofByteArray())
                .handle((response, failure) -> failure == null
                        ? read(old, response, asked)
                        : CompletableFuture.<Token>failedFuture(unavailable(old, 0, failure)))
                .thenCompose(result -> result)
                .exceptionallyCompose(failure -> again(old, number, failure));
    }

    private CompletionStage<Token> again(Token old, int number, Throwable failure) {
        Throwable cause = Failures.cause(failure);
        if (number >= ATTEMPTS || !(cause instanceof QuickBooksUnavailableException)) {
            return CompletableFuture.failedFuture(cause);
        }
        CompletableFuture<Token> later = new CompletableFuture<>();
        time.after(FIRST_PAUSE.multipliedBy(1L << (number - 1)), () -> attempt(old, number + 1)
                .whenComplete((token, failed) -> {
                    if (failed == null) {
                        later.complete(token);
                    } else {
                        later.completeExceptionally(failed);
                    }
                }));
        return later;
    }

    private CompletableFuture<Token> read(Token old, HttpResponse<byte[]> response, Instant asked) {
        JsonNode json;
        try {
            json = Json.parse(response.body());
        } catch (JsonProcessingException e) {
            return CompletableFuture.failedFuture(unavailable(old, response.statusCode(), e));
        }
        String access = Json.text(json, "access_token");
        if (response.statusCode() == 200 && access != null) {
            String given = Json.text(json, "refresh_token");
            String refresh = given == null ? old.refreshToken() : given;
            boolean rotated = !refresh.equals(old.refreshToken());
            long refreshSeconds = json.path("x_refresh_token_expires_in").asLong();
            return CompletableFuture.completedFuture(new Token(
                    old.realmId(),
                    access,
                    asked.plusSeconds(json.path("expires_in").asLong(3600)),
                    refresh,
                    refreshSeconds > 0 ? asked.plusSeconds(refreshSeconds) : old.refreshExpires(),
                    rotated ? old.refreshToken() : old.formerRefreshToken()));
        }
        String error = Json.text(json, "error");
        if (error == null || response.statusCode() >= 500) {
            return CompletableFuture.failedFuture(unavailable(old, response.statusCode(), null));
        }
        return CompletableFuture.failedFuture(refused(old, response, error, Json.text(json, "error_description")));
    }

    private static QuickBooksException refused(Token old, HttpResponse<byte[]> response, String error, String detail) {
        String mend = error.equals("invalid_client")
                ? "QuickBooks does not accept the app; check clientId and clientSecret, and that they belong to this"
                        + " environment"
                : "QuickBooks does not accept the refresh token; connect the company again";
        Fault fault = new Fault("", List.of(new FaultError(error, error, detail, null)));
        String tid = response.headers().firstValue("intuit_tid").orElse(null);
        return new QuickBooksAuthenticationException(
                mend, new FaultContext(response.statusCode(), fault, tid, old.realmId(), OPERATION, null), false, null);
    }

    private static QuickBooksException unavailable(Token old, int status, Throwable cause) {
        return new QuickBooksUnavailableException(
                "The token endpoint did not answer" + (cause == null ? "" : " (" + cause.getMessage() + ")"),
                new FaultContext(status, Fault.NONE, null, old.realmId(), OPERATION, null),
                true,
                cause);
    }
}
