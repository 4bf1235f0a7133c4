package org.camelquickbooks.model;

import java.util.regex.Pattern;

/** Puts text from outside on one line, without control characters, for messages and the log. */
public final class OneLine {

    /** Also what ends a line elsewhere, and what turns the direction of what follows. */
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}\\x{202a}-\\x{202e}]");

    private OneLine() {}

    public static String of(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    /** The same, cut after some characters. */
    public static String of(String text, int most) {
        return of(text.length() > most ? text.substring(0, most) + "…" : text);
    }
}
