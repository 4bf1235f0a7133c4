package org.camelquickbooks.client.http;

/** Who goes first where not all can go at once. */
public enum Priority {
    /** Somebody waits for the answer. */
    INTERACTIVE,
    /** Work that can wait. */
    BULK
}
