package org.camelquickbooks.client.http;

/** What a request costs: which of the limits count it (facts, section 8). */
public enum RequestKind {
    /** A metered read. */
    READ,
    WRITE,
    BATCH,
    REPORT,
    /** A file from where QuickBooks keeps files; no limit counts it, and it needs no token. */
    FILE;

    /** Whether it is counted against the month's budget of reads. */
    public boolean isMetered() {
        return this == READ || this == REPORT;
    }
}
