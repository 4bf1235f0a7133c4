package org.camelquickbooks.model;

import java.io.Serial;

/** The company has to be connected again, or the app is not authorised for it. */
public class QuickBooksAuthenticationException extends QuickBooksException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Null where something else than a person who consents may help. */
    private final String reconnectWhy;

    private final String connectUrl;

    public QuickBooksAuthenticationException(String message, FaultContext context, boolean retryable, Throwable cause) {
        super(message, context, retryable, cause);
        this.reconnectWhy = null;
        this.connectUrl = null;
    }

    private QuickBooksAuthenticationException(String why, String connectUrl, FaultContext context) {
        super(why + "; connect the company again " + where(connectUrl), context, false, null);
        this.reconnectWhy = why;
        this.connectUrl = connectUrl;
    }

    private static String where(String connectUrl) {
        return connectUrl == null
                ? "with quickbooks:connect or the QuickBooksConnectTool (docs/connecting.md)"
                : "at " + connectUrl;
    }

    /**
     * Nothing helps but a person who consents.
     *
     * @param why what was found, as a clause
     * @param connectUrl where they can; null where that is not known
     */
    public static QuickBooksAuthenticationException reconnectNeeded(
            String why, FaultContext context, String connectUrl) {
        return new QuickBooksAuthenticationException(why, connectUrl, context);
    }

    /** The same for another request, which has a history of its own. */
    public QuickBooksAuthenticationException again() {
        return new QuickBooksAuthenticationException(reconnectWhy, connectUrl, getContext());
    }

    /** Whether a person has to connect the company again. */
    public boolean isReconnectNeeded() {
        return reconnectWhy != null;
    }

    /** The message without the address of the pages. Null if isReconnectNeeded is false. */
    public String getReconnectReason() {
        return reconnectWhy == null ? null : getContext().describe(reconnectWhy);
    }

    /** The address at which the company can be connected again; null if it is unknown or not needed. */
    public String getConnectUrl() {
        return connectUrl;
    }
}
