package org.camelquickbooks.outbox;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.camelquickbooks.client.http.Caller;

/**
 * A write that somebody wants done.
 *
 * @param key what names it for good; null where nothing does
 * @param requestId for one that nothing names
 * @param last how one that nothing names was sent before, and is going to be
 * @param ready whether the draft costs nothing: then it need not be known first whether it is wanted
 * @param draft finds out what is to be sent; asked for only where nothing is known of the write
 */
public record WriteOrder(
        CallOrigin origin,
        Caller caller,
        WriteKey key,
        String requestId,
        LastAttempt last,
        boolean ready,
        Supplier<CompletionStage<WriteDraft>> draft) {

    /** A write whose content is known. */
    public static WriteOrder of(CallOrigin origin, Caller caller, WriteKey key, String requestId, WriteDraft draft) {
        return new WriteOrder(
                origin,
                caller,
                key,
                requestId,
                new LastAttempt(),
                true,
                () -> CompletableFuture.completedFuture(draft));
    }
}
