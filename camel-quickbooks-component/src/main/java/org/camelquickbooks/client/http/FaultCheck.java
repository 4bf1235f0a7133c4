package org.camelquickbooks.client.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.transport.AnswerTooLarge;
import org.camelquickbooks.model.Fault;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.FaultReader;
import org.camelquickbooks.model.Faults;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.JsonLimitException;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksUnavailableException;

/** Reads the answer, and throws an exception if it is a fault in any form, also in an answer with status 200. */
public final class FaultCheck implements Stage {

    private final Time time;
    private final String baseUrl;
    private final Reachability reachability;

    /** @param baseUrl where requests go, for messages */
    public FaultCheck(Time time, String baseUrl, Reachability reachability) {
        this.time = time;
        this.baseUrl = baseUrl;
        this.reachability = reachability;
    }

    @Override
    public CompletionStage<Response> handle(Request request, Next next) {
        return next.proceed(request).handle((response, failure) -> {
            if (failure != null) {
                throw unreachable(request, failure);
            }
            reachability.answered(url(request));
            return check(request, response);
        });
    }

    /** Files lie elsewhere, and their whole address would let anybody read them. */
    private String url(Request request) {
        return request.kind() == RequestKind.FILE ? Reachability.host(request.path()) : baseUrl;
    }

    private RuntimeException unreachable(Request request, Throwable failure) {
        Throwable cause = Failures.cause(failure);
        if (cause instanceof AnswerTooLarge) {
            return new QuickBooksUnavailableException(
                    "QuickBooks answered, but " + cause.getMessage()
                            + "; request less data at once, or increase maxAnswerSize",
                    context(request, 0, Fault.NONE, null, null),
                    false,
                    cause);
        }
        if (!(cause instanceof IOException)) {
            return cause instanceof RuntimeException e ? e : new CompletionException(cause);
        }
        boolean passing = !(cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException);
        String url = url(request);
        QuickBooksUnavailableException exception = new QuickBooksUnavailableException(
                "QuickBooks did not answer at " + url + " (" + Reachability.why(cause) + ")",
                context(request, 0, Fault.NONE, null, null),
                passing,
                cause);
        exception.setAdvice(Reachability.hint(url));
        return exception;
    }

    private Response check(Request request, Response response) {
        boolean good = response.status() >= 200 && response.status() < 300;
        if (good && request.answer() != Request.AnswerFormat.JSON && !isFaultLike(request, response)) {
            return response;
        }
        byte[] body = response.bytes() == null ? drained(response) : response.bytes();
        JsonNode json = null;
        Fault fault = null;
        try {
            json = body.length == 0 ? null : Json.parse(body);
            fault = json == null ? null : FaultReader.fromJson(json);
        } catch (JsonLimitException e) {
            throw new QuickBooksUnavailableException(
                    "The answer is not valid: " + e.violation(),
                    context(request, response.status(), Fault.NONE, response.intuitTid(), null),
                    false,
                    e);
        } catch (JsonProcessingException e) {
            fault = FaultReader.fromXml(body);
            if (fault == null && good) {
                throw cut(request, response, e);
            }
        }
        if (good && fault == null) {
            if (json == null && response.status() != 204 && request.answer() == Request.AnswerFormat.JSON) {
                throw cut(request, response, null);
            }
            return response.with(json);
        }
        throw Faults.exception(context(
                request,
                response.status(),
                fault == null ? Fault.NONE : fault,
                response.intuitTid(),
                retryAfter(response.header("Retry-After"))));
    }

    /** A PDF was asked for, and JSON or XML came: that is a fault under a 200. */
    private static boolean isFaultLike(Request request, Response response) {
        String type = response.header("Content-Type");
        return request.answer() == Request.AnswerFormat.BYTES
                && type != null
                && (type.contains("json") || type.contains("xml"));
    }

    private static byte[] drained(Response response) {
        try (var in = response.stream()) {
            return in.readNBytes(64 * 1024);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static QuickBooksException cut(Request request, Response response, Throwable cause) {
        return new QuickBooksUnavailableException(
                cause == null
                        ? "The answer is empty; it was truncated"
                        : "The answer is not complete JSON; it was truncated, or comes from a proxy",
                context(request, response.status(), Fault.NONE, response.intuitTid(), null),
                true,
                cause);
    }

    private static FaultContext context(Request request, int status, Fault fault, String tid, Duration retryAfter) {
        return new FaultContext(status, fault, tid, request.realmId(), request.operation(), retryAfter);
    }

    /** In seconds, or as a date. */
    private Duration retryAfter(String header) {
        if (header == null) {
            return null;
        }
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip())));
        } catch (NumberFormatException e) {
            try {
                ZonedDateTime until = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
                Duration wait = Duration.between(time.now(), until);
                return wait.isNegative() ? Duration.ZERO : wait;
            } catch (DateTimeException unreadable) {
                return null;
            }
        }
    }
}
