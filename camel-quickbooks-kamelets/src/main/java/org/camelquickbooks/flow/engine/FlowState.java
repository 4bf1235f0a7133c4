package org.camelquickbooks.flow.engine;

import java.util.Map;
import java.util.Set;

/** The state of a message. The table below has the only transitions; the journal refuses all others. */
public enum FlowState {
    /** It was taken in; nothing is decided. */
    RECEIVED,
    /** What will be sent is decided. It may have been sent. */
    PLANNED,
    /** QuickBooks has it; what follows (secondary documents, e-mail, acknowledgement) may be missing. */
    BOOKED,
    /** It is booked and acknowledged. */
    DONE,
    /** It is in the dead letters, and nothing was booked; it is tried again when it is sent again. */
    REFUSED;

    private static final Map<FlowState, Set<FlowState>> TRANSITIONS = Map.of(
            RECEIVED, Set.of(PLANNED, REFUSED),
            // REFUSED: only where QuickBooks refused the main write.
            PLANNED, Set.of(BOOKED, REFUSED),
            // PLANNED: this plan's own document was taken back. BOOKED: a further document of the plan is there.
            BOOKED, Set.of(DONE, PLANNED, BOOKED),
            // RECEIVED: a newer version.
            DONE, Set.of(RECEIVED),
            // RECEIVED: it was sent again.
            REFUSED, Set.of(RECEIVED));

    /** Whether an entry may go on to another state. */
    public boolean mayBecome(FlowState next) {
        return TRANSITIONS.get(this).contains(next);
    }
}
