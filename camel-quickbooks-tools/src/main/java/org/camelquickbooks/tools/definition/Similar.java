package org.camelquickbooks.tools.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The most similar names, for error messages. */
public final class Similar {

    private static final int SHOWN = 5;

    private Similar() {}

    /** At most five that share many pairs of letters with the word. */
    public static List<String> of(String word, Collection<String> names) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return names.stream()
                .distinct()
                .filter(name -> likeness(wanted, name.toLowerCase(Locale.ROOT)) > 0.25)
                .sorted(Comparator.comparingDouble((String name) -> -likeness(wanted, name.toLowerCase(Locale.ROOT))))
                .limit(SHOWN)
                .toList();
    }

    /** Dice's coefficient of pairs of letters: it does not mind the order of words. */
    private static double likeness(String a, String b) {
        if (a.equals(b)) {
            return 1;
        }
        if (a.length() < 2 || b.length() < 2) {
            return 0;
        }
        List<String> rest = new ArrayList<>(pairs(b));
        int common = 0;
        for (String pair : pairs(a)) {
            if (rest.remove(pair)) {
                common++;
            }
        }
        return 2.0 * common / (a.length() + b.length() - 2);
    }

    private static List<String> pairs(String word) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 2 <= word.length(); i++) {
            pairs.add(word.substring(i, i + 2));
        }
        return pairs;
    }
}
