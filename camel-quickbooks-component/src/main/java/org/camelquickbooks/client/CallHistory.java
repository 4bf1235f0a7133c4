package org.camelquickbooks.client;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.client.http.CallWatch;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.QuickBooksException;

/** The last successful and the last failed call of each company. */
public final class CallHistory {

    /** A failed call, for people. */
    public record FailedCall(Instant at, String what) {}

    private final Time time;
    private final Map<String, Instant> successes = new ConcurrentHashMap<>();
    private final Map<String, FailedCall> failures = new ConcurrentHashMap<>();

    CallHistory(Time time) {
        this.time = time;
    }

    CallWatch watch(Request request) {
        return new CallWatch() {
            @Override
            public void answered(Response response) {
                successes.put(request.realmId(), time.now());
            }

            @Override
            public void failed(Throwable failure) {
                if (failure instanceof QuickBooksException fault) {
                    failures.put(request.realmId(), new FailedCall(time.now(), fault.summary()));
                }
            }
        };
    }

    /** Null where it has not answered yet. */
    public Instant lastSuccess(String realmId) {
        return successes.get(realmId);
    }

    /** Null where nothing has failed yet. */
    public FailedCall lastFailure(String realmId) {
        return failures.get(realmId);
    }
}
