package org.camelquickbooks.client.throttle;

import org.camelquickbooks.client.http.RequestKind;

/** The limits of a request beside those that hold for all. */
enum LimitClass {
    GENERAL,
    BATCH,
    REPORT;

    static LimitClass of(RequestKind kind) {
        return switch (kind) {
            case BATCH -> BATCH;
            case REPORT -> REPORT;
            default -> GENERAL;
        };
    }
}
