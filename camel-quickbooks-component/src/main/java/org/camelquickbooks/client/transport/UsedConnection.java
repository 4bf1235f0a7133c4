package org.camelquickbooks.client.transport;

import java.io.InterruptedIOException;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;

/**
 * The connection that a request is sent over, to close it with the request. Cancelling the request at the library is not
 * enough: if the connection opens fast, the library cancels only the opening, which is over, and the request goes on.
 */
final class UsedConnection {

    private static final String ATTRIBUTE = UsedConnection.class.getName();

    /** Notes the connection of a request before it is sent. */
    static final AsyncExecChainHandler NOTE = (request, content, scope, chain, callback) -> {
        UsedConnection used = (UsedConnection) scope.clientContext.getAttribute(ATTRIBUTE);
        if (used.isOver(scope.execRuntime)) {
            chain.proceed(request, content, scope, callback);
        } else {
            scope.execRuntime.discardEndpoint();
            callback.failed(new InterruptedIOException("The request was given up"));
        }
    };

    private AsyncExecRuntime connection;
    private boolean closed;

    /** @param context that of the one request that uses the connection */
    UsedConnection(HttpClientContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    private synchronized boolean isOver(AsyncExecRuntime now) {
        connection = now;
        return !closed;
    }

    /** Does nothing to a connection that another request has by now. */
    void close() {
        AsyncExecRuntime open;
        synchronized (this) {
            closed = true;
            open = connection;
        }
        if (open != null) {
            open.discardEndpoint();
        }
    }
}
