package org.camelquickbooks.operation;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.outbox.WriteDraft;

/** Has QuickBooks e-mail a document. */
final class SendDocument implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        String id = call.idToRead(call.type().name());
        String address = call.header(QuickBooksConstants.SEND_TO, call.options().getSendTo());
        RequestId requestId = call.requestId((id + " " + address).getBytes(StandardCharsets.UTF_8));
        String path = call.type().path() + "/" + id + "/send";
        WriteDraft draft = WriteDraft.empty(path, call.label(), call.type().name(), "application/octet-stream")
                .parameter("sendTo", address);
        return EntityWrite.send(call, requestId, draft)
                .thenApply(written -> OperationResult.ofEntity(call.type(), written.entity(), written.response()));
    }
}
