package org.camelquickbooks.client.throttle;

import org.camelquickbooks.client.http.Kind;

/** Which limits hold for a request beside those that hold for all. */
enum Lane {
    PLAIN,
    BATCH,
    REPORT;

    static Lane of(Kind kind) {
        return switch (kind) {
            case BATCH -> BATCH;
            case REPORT -> REPORT;
            default -> PLAIN;
        };
    }
}
