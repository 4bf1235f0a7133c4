package org.camelquickbooks.client.http;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** One thing that happens to a request on its way to QuickBooks. No stage holds a thread while it waits. */
@FunctionalInterface
public interface Stage {

    CompletionStage<Response> handle(Request request, Next next);

    /** The way through stages, the first outermost, to what sends. */
    static Next chain(List<Stage> stages, Next last) {
        Next next = last;
        for (int i = stages.size() - 1; i >= 0; i--) {
            Stage stage = stages.get(i);
            Next after = next;
            next = request -> stage.handle(request, after);
        }
        return next;
    }
}
