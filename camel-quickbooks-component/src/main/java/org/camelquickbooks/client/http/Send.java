package org.camelquickbooks.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.camelquickbooks.client.time.Deadlines;
import org.camelquickbooks.client.time.Time;

/** HTTP and nothing else. */
public final class Send implements Next {

    private final HttpClient http;
    private final String baseUrl;
    private final int minorVersion;
    private final Duration timeout;
    private final long maxAnswerSize;
    private final Time time;
    private final Executor workers;
    private final Deadlines deadlines;

    /**
     * @param baseUrl the host's URL without a slash at the end
     * @param timeout from sending to the last byte of the answer
     * @param maxAnswerSize how many bytes an answer may have that is kept in memory, or that comes packed, unpacked
     */
    public Send(
            HttpClient http,
            String baseUrl,
            int minorVersion,
            Duration timeout,
            long maxAnswerSize,
            Time time,
            Executor workers) {
        this.http = http;
        this.baseUrl = baseUrl;
        this.minorVersion = minorVersion;
        this.timeout = timeout;
        this.maxAnswerSize = maxAnswerSize;
        this.time = time;
        this.workers = workers;
        this.deadlines = new Deadlines(time, timeout);
    }

    @Override
    public CompletionStage<Response> proceed(Request request) {
        HttpRequest message;
        try {
            message = message(request);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        long start = time.nanos();
        return request.answer() == Request.AnswerFormat.STREAM
                ? exchange(message, BodyHandlers.ofInputStream())
                        .thenApply(r -> new Response(
                                r.statusCode(), r.headers(), null, new Unpacked(r, maxAnswerSize), null, since(start)))
                : exchange(message, CappedBody.handler(maxAnswerSize))
                        .thenApply(
                                r -> new Response(r.statusCode(), r.headers(), unpacked(r), null, null, since(start)));
    }

    private Duration since(long start) {
        return Duration.ofNanos(time.nanos() - start);
    }

    /** The JDK's own timeout ends with the headers; an answer that drips for ever must end too. */
    private <T> CompletableFuture<HttpResponse<T>> exchange(HttpRequest message, BodyHandler<T> handler) {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(message, handler);
        CompletableFuture<HttpResponse<T>> result = new CompletableFuture<>();
        Deadlines.Deadline watch = deadlines.watch(() -> {
            if (result.completeExceptionally(new HttpTimeoutException("no complete answer within " + timeout))) {
                answer.cancel(true);
            }
        });
        // What follows is the user's route: the JDK would run it in the common pool, which others need.
        answer.whenCompleteAsync(
                (response, failure) -> {
                    deadlines.done(watch);
                    if (failure == null) {
                        result.complete(response);
                    } else {
                        result.completeExceptionally(failure);
                    }
                },
                workers);
        return result;
    }

    private HttpRequest message(Request request) {
        HttpRequest.Builder message = HttpRequest.newBuilder(uri(request));
        Body body = request.body();
        message.method(
                request.method(),
                body == null ? BodyPublishers.noBody() : body.publisher().get());
        if (body != null) {
            message.setHeader("Content-Type", body.contentType());
        }
        if (request.kind() != RequestKind.FILE) {
            message.setHeader("Accept", "application/json");
            message.setHeader("Accept-Encoding", "gzip");
        }
        request.headers().forEach(message::setHeader);
        String authorization = request.authorization();
        if (authorization != null) {
            authorize(message, authorization, request.realmId());
        }
        return message.build();
    }

    private static void authorize(HttpRequest.Builder message, String authorization, String realmId) {
        try {
            message.setHeader("Authorization", authorization);
        } catch (IllegalArgumentException e) {
            // Not with its cause, which quotes the token.
            throw new IllegalArgumentException("The access token of company " + realmId
                    + " has a character that no header can hold, such as a line end; check accessToken, and"
                    + " what it is read from");
        }
    }

    private URI uri(Request request) {
        if (request.kind() == RequestKind.FILE) {
            return URI.create(request.path());
        }
        StringBuilder uri = new StringBuilder(baseUrl)
                .append("/v3/company/")
                .append(encode(request.realmId()))
                .append('/')
                .append(request.path());
        uri.append(request.path().indexOf('?') < 0 ? '?' : '&')
                .append("minorversion=")
                .append(minorVersion);
        if (request.requestId() != null) {
            uri.append("&requestid=").append(encode(request.requestId()));
        }
        if (!request.parameters().isEmpty()) {
            uri.append(request.parameters().entrySet().stream()
                    .filter(p ->
                            !p.getKey().equals("minorversion") && !p.getKey().equals("requestid"))
                    .map(p -> "&" + encode(p.getKey()) + "=" + encode(p.getValue()))
                    .collect(Collectors.joining()));
        }
        return URI.create(uri.toString());
    }

    /** Encoded once, and a {@code +} in the offset of a time becomes {@code %2B} (facts, section 3). */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean isPacked(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
    }

    private byte[] unpacked(HttpResponse<byte[]> response) {
        try {
            return isPacked(response) ? CappedBody.unpacked(response.body(), maxAnswerSize) : response.body();
        } catch (CappedBody.TooLarge e) {
            throw new CompletionException(e);
        }
    }

    /** Unpacks when the first byte is read, not on the thread that delivers the answer. */
    private static final class Unpacked extends InputStream {

        private final HttpResponse<InputStream> response;
        private final long max;
        private InputStream in;

        Unpacked(HttpResponse<InputStream> response, long max) {
            this.response = response;
            this.max = max;
        }

        private InputStream in() throws IOException {
            if (in == null) {
                in = isPacked(response)
                        ? CappedBody.capped(new GZIPInputStream(response.body()), max)
                        : response.body();
            }
            return in;
        }

        @Override
        public int read() throws IOException {
            return in().read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return in().read(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }
}
