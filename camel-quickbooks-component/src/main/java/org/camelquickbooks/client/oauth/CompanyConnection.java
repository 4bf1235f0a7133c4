package org.camelquickbooks.client.oauth;

import java.time.Instant;

/**
 * The state of a company's connection. It contains no secrets.
 *
 * @param name null if it is unknown
 * @param why the problem, for people; null if there is none
 * @param refreshed when the tokens were received; null if unknown
 * @param accessExpires when the access token expires; it is refreshed before
 * @param refreshExpires when the connection expires if it is not used
 * @param hardExpires when it expires even if it is used
 */
public record CompanyConnection(
        String realmId,
        String name,
        Status state,
        String why,
        Instant refreshed,
        Instant accessExpires,
        Instant refreshExpires,
        Instant hardExpires) {

    /** Why, where there are no tokens. */
    static final String NOT_CONNECTED = "It is not connected";

    /** What can be said in a word. */
    public enum Status {
        CONNECTED,
        /** A person has to connect it again within 30 days. */
        EXPIRING,
        /** Nothing helps but a person who connects it again. */
        RECONNECT_NEEDED,
        /** What the store has cannot be read: damaged, or encrypted with another key. */
        UNREADABLE
    }

    /** What is wrong, after the name of the company; null where nothing is. */
    public String complaint() {
        if (works()) {
            return null;
        }
        return NOT_CONNECTED.equals(why)
                ? "is not connected: there are no tokens for it"
                : "has to be connected again: " + why;
    }

    /** Whether requests can be answered. */
    public boolean works() {
        return state == Status.CONNECTED || state == Status.EXPIRING;
    }
}
