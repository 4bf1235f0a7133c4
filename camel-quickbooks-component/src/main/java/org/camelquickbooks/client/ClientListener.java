package org.camelquickbooks.client;

import java.time.Instant;
import org.camelquickbooks.client.http.CallWatch;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.oauth.TokenListener;
import org.camelquickbooks.client.throttle.ThrottleListener;

/** Receives reports of what the client does. The methods are called on the client's threads, and must not block. */
public interface ClientListener extends ThrottleListener, TokenListener {

    /** Does nothing. */
    ClientListener NONE = new ClientListener() {};

    @Override
    default void near(String realmId, String limit, long used, long allowed) {}

    @Override
    default void throttled(String realmId, Instant until) {}

    /** A request begins; who is told of what becomes of it. */
    default CallWatch calling(Request request) {
        return CallWatch.NONE;
    }
}
