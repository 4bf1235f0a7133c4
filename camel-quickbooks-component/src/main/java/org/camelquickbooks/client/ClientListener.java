package org.camelquickbooks.client;

import java.time.Instant;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.oauth.TokenListener;
import org.camelquickbooks.client.throttle.ThrottleListener;
import org.camelquickbooks.model.QuickBooksException;

/** Told of what one would like to see from outside. Called on the client's threads; it must not block. */
public interface ClientListener extends ThrottleListener, TokenListener {

    /** Does nothing. */
    ClientListener NONE = new ClientListener() {};

    @Override
    default void near(String realmId, String limit, long used, long allowed) {}

    @Override
    default void gateClosed(String realmId, Instant until) {}

    /** An attempt failed, and the request is going to be repeated. */
    default void repeating(Request request, QuickBooksException failure, int attempt) {}
}
