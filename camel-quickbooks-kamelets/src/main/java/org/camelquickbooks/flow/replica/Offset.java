package org.camelquickbooks.flow.replica;

import java.time.Instant;

/**
 * How far an entity of a company is copied. It is a row beside the copy, and is moved in the transaction that writes what
 * was read: by its revision one sees that nobody else has moved it since.
 *
 * @param lastId the last Id that was read in order; null at the beginning
 * @param since from when changes are read; null for an entity of which QuickBooks keeps no changes
 * @param readNumber which reading of the whole entity this is: rows that the last one did not find are deleted
 * @param range the months that a reading is limited to; null for all
 */
record Offset(
        String realmId,
        String entity,
        Phase phase,
        String lastId,
        Instant since,
        long readNumber,
        MonthRange range,
        long revision) {

    /** What is being done for the entity. */
    enum Phase {
        /** All rows are read, in the order of their Ids. */
        READING,
        /** All rows were read; changes are. */
        FOLLOWING,
        /** QuickBooks refuses it to this company. */
        UNAVAILABLE
    }

    static Offset first(String realmId, String entity, Instant since) {
        return new Offset(realmId, entity, Phase.READING, null, since, 1, null, 0);
    }

    boolean is(Phase wanted) {
        return phase == wanted;
    }

    Offset readUpTo(String id) {
        return new Offset(realmId, entity, phase, id, since, readNumber, range, revision);
    }

    Offset followFrom(Instant time) {
        return new Offset(realmId, entity, Phase.FOLLOWING, null, time, readNumber, null, revision);
    }

    /** All rows are read again; changes are followed from a time before that. */
    Offset readAgain(Instant time, MonthRange months) {
        return new Offset(realmId, entity, Phase.READING, null, time, readNumber + 1, months, revision);
    }

    Offset unavailable() {
        return new Offset(realmId, entity, Phase.UNAVAILABLE, null, since, readNumber, null, revision);
    }

    Offset moved() {
        return new Offset(realmId, entity, phase, lastId, since, readNumber, range, revision + 1);
    }
}
