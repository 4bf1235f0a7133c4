package org.camelquickbooks.client.http;

/** The priority of a request while requests wait for the rate limits. */
public enum Priority {
    /** Somebody waits for the answer. */
    INTERACTIVE,
    /** Work that can wait. */
    BULK
}
