package org.camelquickbooks.sandbox.query;

/** A word of a statement, where it stands. */
record Token(Kind kind, String text, int column) {

    enum Kind {
        WORD,
        STRING,
        NUMBER,
        SYMBOL,
        /** Text that is no token; its reason counts only where the parser comes as far. */
        UNREADABLE,
        END
    }

    boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
    }
}
