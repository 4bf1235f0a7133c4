package org.camelquickbooks.state;

/** The state database cannot be used, or refused something. The message names the database and the fix. */
public class StateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StateException(String message) {
        super(message);
    }

    public StateException(String message, Throwable cause) {
        super(message, cause);
    }
}
