package org.camelquickbooks.consumer;

import org.camelquickbooks.client.changes.Change;

/** Which companies a scheduled poll reads. */
interface PollPace {

    /** Each poll reads each company. */
    PollPace EVERY_POLL = new PollPace() {
        @Override
        public boolean isDue(String realmId) {
            return true;
        }

        @Override
        public void found(String realmId, Change change) {}

        @Override
        public void polled(String realmId, long began, boolean quiet) {}
    };

    /** Whether a scheduled poll reads the company now. */
    boolean isDue(String realmId);

    /** A poll has found a change. */
    void found(String realmId, Change change);

    /**
     * This node has read a company to its end.
     *
     * @param began when the last step of it began, by the monotonic clock
     * @param quiet whether it was a scheduled poll that found nothing
     */
    void polled(String realmId, long began, boolean quiet);
}
