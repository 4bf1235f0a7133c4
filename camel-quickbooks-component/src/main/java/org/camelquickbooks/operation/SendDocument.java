package org.camelquickbooks.operation;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.Request;

/** Has QuickBooks e-mail a document. */
final class SendDocument implements Operation {

    @Override
    public CompletionStage<Outcome> run(Call call) throws Exception {
        String id = call.idToRead(call.type().name());
        String address = call.header(QuickBooksConstants.SEND_TO, call.options().getSendTo());
        RequestId requestId = call.requestId((id + " " + address).getBytes(StandardCharsets.UTF_8));
        String path = call.type().path() + "/" + id + "/send";
        return call.send(Request.post(call.realmId(), path, Body.empty("application/octet-stream"))
                        .parameter("sendTo", address)
                        .requestId(requestId.value()))
                .thenApply(response -> Outcome.ofEntity(call.type(), call.entity(response), response));
    }
}
