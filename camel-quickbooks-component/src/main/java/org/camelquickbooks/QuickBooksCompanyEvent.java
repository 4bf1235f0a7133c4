package org.camelquickbooks;

import org.apache.camel.CamelContext;

/** A company that is followed with others was disconnected, or was connected again. */
public final class QuickBooksCompanyEvent extends QuickBooksEvent {

    private final boolean paused;

    QuickBooksCompanyEvent(CamelContext context, String realmId, boolean paused) {
        super(context, realmId);
        this.paused = paused;
    }

    /** Whether it is not polled until somebody connects it again. */
    public boolean isPaused() {
        return paused;
    }

    @Override
    public String toString() {
        return "Company " + getRealmId() + (paused ? " has to be connected again" : " was connected again");
    }
}
