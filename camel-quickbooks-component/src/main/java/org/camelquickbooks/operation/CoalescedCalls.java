package org.camelquickbooks.operation;

/** The request ids of batch calls that contain operations of several exchanges. */
public final class CoalescedCalls {

    /** In whose name they are sent. */
    public static final String SOURCE = "coalesced";

    private CoalescedCalls() {}
}
