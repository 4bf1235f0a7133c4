package org.camelquickbooks.client.throttle;

import java.util.concurrent.CompletableFuture;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.time.Time;

/** A request that waits for its permit. */
final class Waiter {

    private final Request request;
    private final CompletableFuture<Void> admission = new CompletableFuture<>();
    private Time.Task alarm;

    Waiter(Request request) {
        this.request = request;
    }

    Request request() {
        return request;
    }

    Lane lane() {
        return Lane.of(request.kind());
    }

    CompletableFuture<Void> admission() {
        return admission;
    }

    void alarm(Time.Task task) {
        alarm = task;
    }

    void admit() {
        if (alarm != null) {
            alarm.cancel();
        }
        admission.complete(null);
    }
}
