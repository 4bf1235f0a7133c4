package org.camelquickbooks.operation;

/** What batch calls are known by that hold operations of several exchanges. */
public final class CoalescedCalls {

    /** In whose name they are sent. */
    public static final String SOURCE = "coalesced";

    private CoalescedCalls() {}
}
