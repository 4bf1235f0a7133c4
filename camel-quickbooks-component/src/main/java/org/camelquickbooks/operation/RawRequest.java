package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.OneLine;
import org.camelquickbooks.outbox.WriteDraft;

/** Whatever there is no operation for: method, path, parameters and body are the user's, all else is as ever. */
final class RawRequest implements Operation {

    private static final int LONGEST_PATH = 500;

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        String method = call.header(QuickBooksConstants.METHOD, call.options().getMethod())
                .toUpperCase(Locale.ROOT);
        String path = path(call);
        boolean posts = method.equals("POST");
        if (!posts && !method.equals("GET")) {
            throw new IllegalArgumentException(
                    "method=" + OneLine.of(method, LONGEST_PATH) + " is not supported; use GET or POST");
        }
        RequestKind kind = kind(path, posts);
        boolean raw = isRaw(call);
        if (posts && !path.equals("query")) {
            JsonNode json = call.body().json(call.exchange());
            RequestId id = call.requestId(fingerprint(call, path, json));
            if (id.key() != null || !raw) {
                return EntityWrite.written(call, null, EntityWrite.order(call, id, draft(call, path, kind, json)))
                        .thenApply(written -> result(call, written));
            }
        }
        Request.Builder request = Request.to(call.realmId(), method, path)
                .kind(kind)
                .parameters(Parameters.of(call))
                .answer(raw ? Request.AnswerFormat.BYTES : Request.AnswerFormat.JSON);
        if (posts && path.equals("query")) {
            request.body(Body.text(call.exchange().getMessage().getBody(String.class), "application/text"));
        } else if (posts) {
            JsonNode json = call.body().json(call.exchange());
            request.body(json == null ? Body.empty("application/json") : Body.json(json))
                    .requestId(call.requestId(fingerprint(call, path, json)).value());
        }
        return call.send(request)
                .thenApply(response -> OperationResult.of(raw ? formed(call, response.bytes()) : response.json())
                        .from(response));
    }

    /** A write: sent once, where something names it. */
    private static WriteDraft draft(Call call, String path, RequestKind kind, JsonNode json) {
        WriteDraft draft = json == null
                ? WriteDraft.empty(path, call.label(), null, "application/json")
                : WriteDraft.json(path, call.label(), call.label(), null, json);
        for (Map.Entry<String, ?> parameter : Parameters.of(call).entrySet()) {
            // These two are ours.
            if (!parameter.getKey().equals("minorversion")
                    && !parameter.getKey().equals("requestid")) {
                draft = draft.parameter(parameter.getKey(), parameter.getValue());
            }
        }
        return draft.kind(kind);
    }

    private static OperationResult result(Call call, WrittenEntity written) {
        JsonNode json = written.entity() == null || written.entity().isNull() ? null : written.entity();
        if (!isRaw(call)) {
            return OperationResult.of(json).from(written.response());
        }
        byte[] bytes =
                written.response() != null ? written.response().bytes() : json == null ? new byte[0] : Json.bytes(json);
        return OperationResult.of(formed(call, bytes)).from(written.response());
    }

    private static Object formed(Call call, byte[] bytes) {
        return call.options().getOutputType().equals("bytes") ? bytes : new ByteArrayInputStream(bytes);
    }

    private static boolean isRaw(Call call) {
        String type = call.options().getOutputType();
        return type.equals("bytes") || type.equals("stream");
    }

    private static String path(Call call) {
        String path = call.header(QuickBooksConstants.PATH, call.options().getPath());
        if (path == null) {
            throw new IllegalArgumentException(
                    "request needs a path relative to the company: set path=invoice/45 or the header "
                            + QuickBooksConstants.PATH);
        }
        String clean = path.startsWith("/") ? path.substring(1) : path;
        if (clean.length() > LONGEST_PATH || !clean.matches("[\\w.-]+(/[\\w.-]+)*") || clean.contains("..")) {
            throw new IllegalArgumentException("path=" + OneLine.of(path, LONGEST_PATH)
                    + " must be plain segments after /v3/company/{realm}/, such as"
                    + " invoice/45; parameters go into parameter.name=value or the header "
                    + QuickBooksConstants.PARAMETERS);
        }
        return clean;
    }

    private static RequestKind kind(String path, boolean posts) {
        if (path.startsWith("reports/")) {
            return RequestKind.REPORT;
        }
        if (path.equals("batch")) {
            return RequestKind.BATCH;
        }
        return posts && !path.equals("query") ? RequestKind.WRITE : RequestKind.READ;
    }

    private static byte[] fingerprint(Call call, String path, JsonNode body) {
        return (path + " " + new TreeMap<>(Parameters.of(call)) + " " + body).getBytes(StandardCharsets.UTF_8);
    }
}
