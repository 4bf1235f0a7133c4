package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.model.Json;

/** The content of an attachment, as a stream. */
final class Download implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        String id = call.idToRead("Attachable");
        return call.send(Request.get(call.realmId(), "attachable/" + id)).thenCompose(response -> {
            JsonNode attachable = call.entity("Attachable", response.json());
            return url(call, id, attachable)
                    // A short-lived address: whoever has it can read the file, so it goes to no log or header.
                    .thenCompose(url -> call.send(Request.to(call.realmId(), "GET", url)
                            .kind(RequestKind.FILE)
                            .answer(Request.AnswerFormat.STREAM)))
                    .thenApply(file -> result(call, id, attachable, file));
        });
    }

    /** The attachable has it; where it does not, it is asked for. */
    private static CompletionStage<String> url(Call call, String id, JsonNode attachable) {
        String given = Json.text(attachable, "TempDownloadUri");
        CompletionStage<String> url = given != null
                ? CompletableFuture.completedFuture(given)
                : call.send(Request.get(call.realmId(), "download/" + id).answer(Request.AnswerFormat.BYTES))
                        .thenApply(response -> new String(response.bytes(), StandardCharsets.UTF_8).strip());
        return url.thenApply(address -> {
            checkUrl(address, id, call.runtime().client().baseUrl());
            return address;
        });
    }

    static void checkUrl(String url, String id, String baseUrl) {
        try {
            String scheme = URI.create(url).getScheme();
            if ("https".equalsIgnoreCase(scheme)) {
                return;
            }
            if ("http".equalsIgnoreCase(scheme)) {
                if (!baseUrl.regionMatches(true, 0, "https:", 0, 6)) {
                    return;
                }
                throw new IllegalStateException(
                        "QuickBooks returned an http address for the content of attachment " + id
                                + ", but baseUrl is https; the file was not fetched, because it would not be encrypted on the "
                                + "network");
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the same complaint.
        }
        throw new IllegalStateException("QuickBooks returned no address for the content of attachment " + id);
    }

    private static OperationResult result(Call call, String id, JsonNode attachable, Response file) {
        InputStream content = file.stream();
        if (call.exchange().getFromRouteId() != null) {
            // A route that does not read it would keep the connection; a ProducerTemplate reads it afterwards.
            call.exchange().getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange exchange) {
                    try {
                        content.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
        }
        return OperationResult.of(content)
                .header(QuickBooksConstants.ENTITY, "Attachable")
                .header(QuickBooksConstants.ENTITY_ID, id)
                .header(QuickBooksConstants.FILE_NAME, fileName(Json.text(attachable, "FileName"), id))
                .header(Exchange.CONTENT_TYPE, contentType(Json.text(attachable, "ContentType")))
                .from(file);
    }

    /** Whoever may write in the company has named it; a route that saves it under that name is led to no other folder. */
    private static String fileName(String given, String id) {
        if (given == null) {
            return null;
        }
        String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "_");
        return name.isBlank() || name.equals(".") || name.equals("..") ? "attachment-" + id : name;
    }

    /** A header with a line end in it would be two, where a route answers with it. */
    private static String contentType(String given) {
        return given == null || given.chars().anyMatch(Character::isISOControl) ? null : given;
    }
}
