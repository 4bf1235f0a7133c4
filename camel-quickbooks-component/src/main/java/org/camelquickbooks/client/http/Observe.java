package org.camelquickbooks.client.http;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reports each request to its watch, from before it waits until its last attempt. */
public final class Observe implements Stage {

    private final Function<Request, CallWatch> watches;

    public Observe(Function<Request, CallWatch> watches) {
        this.watches = watches;
    }

    @Override
    public CompletionStage<Response> handle(Request request, Next next) {
        CallWatch watch = watches.apply(request);
        return next.proceed(request.watched(watch)).whenComplete((response, failure) -> {
            if (failure == null) {
                watch.answered(response);
            } else {
                watch.failed(Failures.cause(failure));
            }
        });
    }
}
