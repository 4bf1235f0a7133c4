package org.camelquickbooks.client.http;

/**
 * The route and exchange for which a request is sent.
 *
 * @param routeId null if there is no route
 * @param exchangeId null if there is no exchange
 * @param trace the tracer's data of the caller; null without tracing
 */
public record Caller(String routeId, String exchangeId, Object trace) {

    /** Where nobody is known: what a process before this one began, or what is done without an exchange. */
    public static final Caller NOBODY = new Caller(null, null, null);
}
