package org.camelquickbooks.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Kind;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;

/** The content of an attachment, as a stream. */
final class Download implements Operation {

    private static final Pattern NAME = Pattern.compile("filename=\"?([^\";]+)\"?");

    @Override
    public CompletionStage<Outcome> run(Call call) throws Exception {
        String id = call.entityId(IdBody.of(call));
        return call.send(Request.get(call.realmId(), "download/" + id).answer(Request.Answer.BYTES))
                .thenCompose(response -> {
                    String url = new String(response.bytes(), StandardCharsets.UTF_8).strip();
                    checkUrl(url, id);
                    // A short-lived address: whoever has it can read the file, so it goes to no log or header.
                    return call.send(Request.to(call.realmId(), "GET", url)
                            .kind(Kind.FILE)
                            .answer(Request.Answer.STREAM));
                })
                .thenApply(file -> outcome(call, id, file));
    }

    private static void checkUrl(String url, String id) {
        try {
            String scheme = URI.create(url).getScheme();
            if ("https".equals(scheme) || "http".equals(scheme)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the same complaint.
        }
        throw new IllegalStateException("QuickBooks gave no address for the content of attachment " + id);
    }

    private static Outcome outcome(Call call, String id, Response file) {
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
        String disposition = file.header("Content-Disposition");
        Matcher name = NAME.matcher(disposition == null ? "" : disposition);
        return Outcome.of(content)
                .header(QuickBooksConstants.ENTITY_ID, id)
                .header(QuickBooksConstants.FILE_NAME, name.find() ? name.group(1) : null)
                .header(Exchange.CONTENT_TYPE, file.header("Content-Type"))
                .from(file);
    }
}
