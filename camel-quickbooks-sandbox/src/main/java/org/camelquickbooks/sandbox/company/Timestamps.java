package org.camelquickbooks.sandbox.company;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments in a company's zone, to the second. What is written together bears the same time, so the last one is kept. */
final class Timestamps {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    private final ZoneId zone;
    private long lastSecond = Long.MIN_VALUE;
    private String last;

    Timestamps(ZoneId zone) {
        this.zone = zone;
    }

    synchronized String of(Instant instant) {
        if (instant.getEpochSecond() != lastSecond) {
            lastSecond = instant.getEpochSecond();
            last = FORMAT.format(OffsetDateTime.ofInstant(instant.truncatedTo(ChronoUnit.SECONDS), zone));
        }
        return last;
    }
}
