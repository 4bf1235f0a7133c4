package org.camelquickbooks.client.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http2.H2StreamResetException;

/** Why an exchange failed, in exceptions of the JDK, and in words without addresses that say nothing. */
final class Causes {

    private Causes() {}

    static Throwable of(Exception cause) {
        if (cause instanceof AnswerTooLarge || cause instanceof CancellationException) {
            return cause;
        }
        if (cause instanceof ConnectTimeoutException) {
            return with(new HttpTimeoutException("the connection was not made in time"), cause);
        }
        if (cause instanceof SocketTimeoutException) {
            return with(new HttpTimeoutException("nothing came in time"), cause);
        }
        if (cause instanceof H2StreamResetException && inWords(cause).startsWith("Timeout due to inactivity")) {
            return with(new HttpTimeoutException("nothing came in time"), cause);
        }
        if (cause instanceof ConnectException) {
            return with(new ConnectException(refused(cause) ? "connection refused" : inWords(cause)), cause);
        }
        if (cause instanceof UnknownHostException) {
            return with(new ConnectException("the host is unknown"), cause);
        }
        if (cause instanceof ConnectionClosedException) {
            return new IOException("the connection was closed before the answer was complete", cause);
        }
        return cause instanceof IOException || cause instanceof RuntimeException
                ? cause
                : new IOException(inWords(cause), cause);
    }

    private static boolean refused(Throwable cause) {
        return cause.getMessage() != null && cause.getMessage().contains("Connection refused");
    }

    private static <E extends Exception> E with(E exception, Exception cause) {
        exception.initCause(cause);
        return exception;
    }

    static String inWords(Throwable cause) {
        return cause.getMessage() == null || cause.getMessage().isBlank()
                ? cause.getClass().getSimpleName()
                : cause.getMessage();
    }
}
