package org.camelquickbooks.client.throttle;

import java.time.Instant;

/**
 * Metered reads of a month.
 *
 * @param since when the first of them was counted
 */
public record ReadCount(long reads, Instant since) {

    ReadCount plus(long more) {
        return new ReadCount(reads + more, since);
    }

    ReadCount and(ReadCount other) {
        return new ReadCount(reads + other.reads, since.isBefore(other.since) ? since : other.since);
    }
}
