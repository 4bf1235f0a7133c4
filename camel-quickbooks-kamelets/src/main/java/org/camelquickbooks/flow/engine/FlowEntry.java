package org.camelquickbooks.flow.engine;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What is known of a message.
 *
 * @param digest of what the message said, so that the same id with other content is noticed
 * @param attempt how often a write of it was taken back; each has a request id of its own
 * @param entity what is made of it, such as {@code Invoice}
 * @param entityId its Id in QuickBooks; null before it is there
 * @param number the number that people know it by; may be null
 * @param amount what it comes to; null where it is about no money
 * @param plan the body that is sent, word for word, until it is known to be booked; else null
 * @param reason why it was refused, or a note for the acknowledgement; may be null
 */
public record FlowEntry(
        FlowKey key,
        State state,
        String digest,
        int attempt,
        String entity,
        String entityId,
        String number,
        BigDecimal amount,
        String plan,
        String reason,
        Instant at) {

    /** How far a message is. */
    public enum State {
        /** What will be sent is decided. It may have been sent. */
        PLANNED,
        /** QuickBooks has it. */
        DONE,
        /** It is in the dead letters; when it comes again it is tried again. */
        REFUSED
    }

    /** A message for which something will be sent. */
    public static FlowEntry planned(
            FlowKey key, String digest, int attempt, String entity, BigDecimal amount, String plan, Instant at) {
        return new FlowEntry(key, State.PLANNED, digest, attempt, entity, null, null, amount, plan, null, at);
    }

    /** The same message, when QuickBooks has it. */
    public FlowEntry done(String id, String documentNumber, BigDecimal total, String note, Instant when) {
        return new FlowEntry(key, State.DONE, digest, attempt, entity, id, documentNumber, total, null, note, when);
    }

    /** A message of which nothing was sent, since it is as it should be, or since the other system was told of it. */
    public static FlowEntry known(
            FlowKey key,
            String digest,
            int attempt,
            String entity,
            String entityId,
            String number,
            String note,
            Instant at) {
        return new FlowEntry(key, State.DONE, digest, attempt, entity, entityId, number, null, null, note, at);
    }

    /** A message that was refused; with {@code next} its number of the attempt. */
    public static FlowEntry refused(
            FlowKey key, String digest, int next, BigDecimal amount, String reason, Instant at) {
        return new FlowEntry(key, State.REFUSED, digest, next, null, null, null, amount, null, reason, at);
    }

    public boolean is(State wanted) {
        return state == wanted;
    }

    /**
     * Under which QuickBooks knows the write; the component shortens what is too long for it. The number of the attempt
     * stands before the id, which may end with a number of its own.
     */
    public String requestId() {
        return key.flow() + (attempt == 0 ? "" : "." + attempt) + "-" + key.id();
    }
}
