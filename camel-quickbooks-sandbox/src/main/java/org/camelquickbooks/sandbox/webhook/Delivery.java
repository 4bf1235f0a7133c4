package org.camelquickbooks.sandbox.webhook;

import java.time.Instant;

/** A webhook post that is to be delivered, and its attempts. */
public final class Delivery {

    /** Where it stands. */
    public enum State {
        WAITING,
        UNDER_WAY,
        DELIVERED,
        LOST,
        DROPPED
    }

    private final long number;
    private final Subscription subscription;
    private final byte[] body;
    private Instant due;
    private State state = State.WAITING;
    private int attempts;
    private int lastStatus;

    Delivery(long number, Subscription subscription, byte[] body, Instant due) {
        this.number = number;
        this.subscription = subscription;
        this.body = body;
        this.due = due;
    }

    /** What it is known by. */
    public long number() {
        return number;
    }

    public Subscription subscription() {
        return subscription;
    }

    public byte[] body() {
        return body.clone();
    }

    /** When it is tried next. */
    public synchronized Instant due() {
        return due;
    }

    public synchronized State state() {
        return state;
    }

    public synchronized int attempts() {
        return attempts;
    }

    /** The status of the last answer; 0 where none came. */
    public synchronized int lastStatus() {
        return lastStatus;
    }

    synchronized boolean begin(Instant now) {
        if (state != State.WAITING || due.isAfter(now)) {
            return false;
        }
        state = State.UNDER_WAY;
        attempts++;
        return true;
    }

    synchronized void end(State result, int status, Instant next) {
        state = result;
        lastStatus = status;
        due = next;
    }
}
