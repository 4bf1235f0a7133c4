package org.camelquickbooks.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.camelquickbooks.client.time.Deadlines;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.transport.AnswerTooLarge;
import org.camelquickbooks.client.transport.HttpAnswer;
import org.camelquickbooks.client.transport.HttpMessage;
import org.camelquickbooks.client.transport.HttpTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one HTTP message for each request. */
public final class Send implements Next {

    private static final Logger LOG = LoggerFactory.getLogger(Send.class);

    private final HttpTransport transport;
    private final String baseUrl;
    private final int minorVersion;
    private final Duration timeout;
    private final long maxAnswerSize;
    private final Time time;
    private final Deadlines deadlines;

    /**
     * @param baseUrl the host's URL without a slash at the end
     * @param timeout from sending to the last byte of the answer
     * @param maxAnswerSize how many bytes an answer may have that is kept in memory, or that comes packed, unpacked
     */
    public Send(
            HttpTransport transport,
            String baseUrl,
            int minorVersion,
            Duration timeout,
            long maxAnswerSize,
            Time time) {
        this.transport = transport;
        this.baseUrl = baseUrl;
        this.minorVersion = minorVersion;
        this.timeout = timeout;
        this.maxAnswerSize = maxAnswerSize;
        this.time = time;
        this.deadlines = new Deadlines(time, timeout);
    }

    @Override
    public CompletionStage<Response> proceed(Request request) {
        HttpMessage message;
        try {
            message = message(request);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        long start = time.nanos();
        return request.answer() == Request.AnswerFormat.STREAM
                ? inTime(transport.streamed(message))
                        .thenApply(answer -> new Response(
                                answer.status(),
                                answer.headers(),
                                null,
                                new Unpacked(answer, maxAnswerSize),
                                null,
                                since(start)))
                : inTime(transport.whole(message, maxAnswerSize))
                        .thenApply(answer -> new Response(
                                answer.status(), answer.headers(), unpacked(answer), null, null, since(start)));
    }

    private Duration since(long start) {
        return Duration.ofNanos(time.nanos() - start);
    }

    /** The connection's own timeout looks at silence only; an answer that drips for ever must end too. */
    private CompletableFuture<HttpAnswer> inTime(CompletableFuture<HttpAnswer> answer) {
        CompletableFuture<HttpAnswer> result = new CompletableFuture<>();
        Deadlines.Deadline watch = deadlines.watch(() -> {
            if (result.completeExceptionally(new HttpTimeoutException("no complete answer within " + timeout))) {
                answer.cancel(true);
            }
        });
        answer.whenComplete((response, failure) -> {
            deadlines.done(watch);
            if (failure != null) {
                result.completeExceptionally(failure);
            } else if (!result.complete(response) && response.stream() != null) {
                // It came just when its time was over: nobody reads it.
                closed(response.stream());
            }
        });
        return result;
    }

    private static void closed(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.debug("A late answer could not be closed", e);
        }
    }

    private HttpMessage message(Request request) {
        Body body = request.body();
        HttpMessage message = new HttpMessage(
                request.method(),
                uri(request),
                body == null ? null : body.carried().get());
        if (body != null) {
            message.header("Content-Type", body.contentType());
        }
        if (request.kind() != RequestKind.FILE) {
            message.header("Accept", "application/json");
            message.header("Accept-Encoding", "gzip");
        }
        request.headers().forEach(message::header);
        String authorization = request.authorization();
        if (authorization != null) {
            authorize(message, authorization, request.realmId());
        }
        return message;
    }

    private static void authorize(HttpMessage message, String authorization, String realmId) {
        try {
            message.header("Authorization", authorization);
        } catch (IllegalArgumentException e) {
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

    private byte[] unpacked(HttpAnswer answer) {
        try {
            return answer.isPacked() ? Unpacking.whole(answer.bytes(), maxAnswerSize) : answer.bytes();
        } catch (AnswerTooLarge e) {
            throw new CompletionException(e);
        }
    }

    /** Unpacks when the first byte is read, not on the thread that delivers the answer. */
    private static final class Unpacked extends InputStream {

        private final HttpAnswer answer;
        private final long max;
        private InputStream in;

        Unpacked(HttpAnswer answer, long max) {
            this.answer = answer;
            this.max = max;
        }

        private InputStream in() throws IOException {
            if (in == null) {
                in = answer.isPacked() ? Unpacking.capped(new GZIPInputStream(answer.stream()), max) : answer.stream();
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
            answer.stream().close();
        }
    }
}
