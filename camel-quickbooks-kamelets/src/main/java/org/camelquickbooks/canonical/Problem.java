package org.camelquickbooks.canonical;

/**
 * A problem of a message.
 *
 * @param pointer the JSON pointer of the value; empty for the whole message
 * @param reason the problem, and the correct value if there is one
 */
public record Problem(String pointer, String reason) {

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the message" : pointer) + ": " + reason;
    }
}
