package org.camelquickbooks.client.throttle;

import java.util.concurrent.CompletableFuture;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.time.Time;

/** A request that waits for its permit. */
final class WaitingRequest {

    private final Request request;
    private final CompletableFuture<Void> permit = new CompletableFuture<>();
    private Time.Task timeout;
    private boolean expired;
    private Permits.Use use = Permits.Use.UNWATCHED;

    WaitingRequest(Request request) {
        this.request = request;
    }

    Request request() {
        return request;
    }

    LimitClass limitClass() {
        return LimitClass.of(request.kind());
    }

    CompletableFuture<Void> permit() {
        return permit;
    }

    /** It has waited too long while a permit was asked for: where there is none, it does not wait again. */
    void expire() {
        expired = true;
    }

    boolean isExpired() {
        return expired;
    }

    void timeout(Time.Task task) {
        timeout = task;
    }

    void grant(Permits.Use given) {
        use = given;
        if (timeout != null) {
            timeout.cancel();
        }
        permit.complete(null);
    }

    /** It was handed to the HTTP client. */
    void sent() {
        use.sent();
    }

    /**
     * Its answer is there, or there is none.
     *
     * @return whether who was refused may have less long to wait than was said
     */
    boolean answered() {
        return use.answered();
    }
}
