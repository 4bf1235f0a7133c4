package org.camelquickbooks.flow.ask;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Compares names as QuickBooks does: Unicode forms of letters, blanks around the name, and letter case do not matter.
 */
public final class Names {

    private static final String INACTIVE = " (deleted)";

    private Names() {}

    /** One form for all names that are the same. */
    public static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .strip()
                .replaceAll("\\s+", " ")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** Letters with accents as one character each. */
    static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** Letters with accents as two characters each. */
    static String decomposed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD);
    }

    /** Letters with accents as one character each, and one blank at a time. */
    static String withSingleBlanks(String name) {
        return composed(name).replaceAll("\\s+", " ");
    }

    /** The name without what QuickBooks writes behind that of somebody inactive. */
    public static String active(String name) {
        return name.endsWith(INACTIVE) ? name.substring(0, name.length() - INACTIVE.length()) : name;
    }

    /** The name as QuickBooks writes it where its owner is inactive. */
    static String inactive(String name) {
        return name + INACTIVE;
    }

    /** What comes last in a name such as Parent:Child. */
    public static String last(String name) {
        return name.substring(name.lastIndexOf(':') + 1).strip();
    }

    /** Whether an answered name is that of what was meant, by its own name or its full one. */
    public static boolean isSame(String answered, String meant) {
        String one = folded(active(answered));
        String other = folded(active(meant));
        return one.equals(other) || one.endsWith(":" + other) || other.endsWith(":" + one);
    }
}
