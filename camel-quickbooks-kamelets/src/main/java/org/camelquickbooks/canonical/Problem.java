package org.camelquickbooks.canonical;

/**
 * Something that is wrong with a message.
 *
 * @param pointer where, as a JSON pointer; empty for the whole
 * @param reason what, and what would be right
 */
public record Problem(String pointer, String reason) {

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the message" : pointer) + ": " + reason;
    }
}
