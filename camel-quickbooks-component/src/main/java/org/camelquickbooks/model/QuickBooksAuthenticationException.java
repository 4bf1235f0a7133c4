package org.camelquickbooks.model;

import java.io.Serial;

/** The company has to be connected again, or the app has no right to it. */
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

    /** Whether nothing helps but a person who connects the company again. */
    public boolean isReconnectNeeded() {
        return reconnectWhy != null;
    }

    /** The message without where to go: for those who are there. Null where isReconnectNeeded is false. */
    public String getReconnectReason() {
        return reconnectWhy == null ? null : getContext().describe(reconnectWhy);
    }

    /** Where the company can be connected again; null where that is not known, or is not what is needed. */
    public String getConnectUrl() {
        return connectUrl;
    }
}
