package org.camelquickbooks.operation;

import java.io.ByteArrayInputStream;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Request;

/** A document as PDF. */
final class Pdf implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        String id = call.idToRead(call.type().name());
        return call.send(Request.get(call.realmId(), call.type().path() + "/" + id + "/pdf")
                        .header("Accept", "application/pdf")
                        .answer(Request.AnswerFormat.BYTES))
                .thenApply(response -> OperationResult.of(
                                call.options().getOutputType().equals("bytes")
                                        ? response.bytes()
                                        : new ByteArrayInputStream(response.bytes()))
                        .header(QuickBooksConstants.ENTITY, call.type().name())
                        .header(QuickBooksConstants.ENTITY_ID, id)
                        .header(Exchange.CONTENT_TYPE, "application/pdf")
                        .from(response));
    }
}
