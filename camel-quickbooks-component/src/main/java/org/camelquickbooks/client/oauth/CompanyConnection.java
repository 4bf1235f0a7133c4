package org.camelquickbooks.client.oauth;

import java.time.Instant;

/**
 * How a company's connection stands. Nothing secret.
 *
 * @param name null where it is not known
 * @param why what is wrong, for people; null where nothing is
 * @param refreshed when the tokens came; null where that is not known
 * @param accessExpires when the access token ends, and is renewed before
 * @param refreshExpires when the connection ends unless it is used
 * @param hardExpires when it ends in any case
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
