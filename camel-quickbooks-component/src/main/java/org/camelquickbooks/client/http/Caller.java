package org.camelquickbooks.client.http;

/**
 * In whose name something is asked of QuickBooks.
 *
 * @param routeId null where there is no route
 * @param exchangeId null where there is no exchange
 * @param trace what the tracer wants to know of whoever asks; null where nothing traces
 */
public record Caller(String routeId, String exchangeId, Object trace) {}
