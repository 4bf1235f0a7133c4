package org.camelquickbooks.sandbox.query;

import java.util.Locale;
import java.util.Set;

/** A word of a statement, where it stands. */
record Token(Kind kind, String text, int column) {

    private static final Set<String> KEYWORDS = Set.of(
            "where",
            "and",
            "or",
            "not",
            "orderby",
            "order",
            "startposition",
            "maxresults",
            "from",
            "in",
            "like",
            "between",
            "contains");

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

    /** A word of the language, which cannot name a field. */
    boolean isKeyword() {
        return KEYWORDS.contains(text.toLowerCase(Locale.ROOT));
    }
}
