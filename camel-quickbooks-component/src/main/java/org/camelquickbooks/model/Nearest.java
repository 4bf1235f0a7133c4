package org.camelquickbooks.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the nearest known word, for error messages. */
public final class Nearest {

    private Nearest() {}

    /** The end of a sentence: what was probably meant, or nothing. */
    public static String suggest(String word, Collection<String> words) {
        return of(word, words).map(near -> "; did you mean '" + near + "'?").orElse("");
    }

    static Optional<String> of(String word, Collection<String> words) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return words.stream()
                .min(Comparator.comparingInt(w -> distance(wanted, w.toLowerCase(Locale.ROOT))))
                .filter(w -> distance(wanted, w.toLowerCase(Locale.ROOT)) <= Math.max(2, word.length() / 3));
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
