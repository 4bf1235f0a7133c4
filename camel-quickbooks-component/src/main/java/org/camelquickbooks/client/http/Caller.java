package org.camelquickbooks.client.http;

/**
 * In whose name something is asked of QuickBooks.
 *
 * @param routeId null where there is no route
 * @param exchangeId null where there is no exchange
 * @param trace what the tracer wants to know of whoever asks; null where nothing traces
 */
public record Caller(String routeId, String exchangeId, Object trace) {

    /** Where nobody is known: what a process before this one began, or what is done without an exchange. */
    public static final Caller NOBODY = new Caller(null, null, null);
}
