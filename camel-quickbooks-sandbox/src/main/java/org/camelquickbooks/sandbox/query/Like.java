package org.camelquickbooks.sandbox.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A LIKE pattern: {@code %} is a wildcard, no other character is special, and letter case does not matter. Matching
 * takes linear time, whatever the pattern is.
 */
public final class Like {

    private final List<String> parts = new ArrayList<>();
    private final List<int[]> borders = new ArrayList<>();

    Like(String pattern) {
        this(pattern, '%');
    }

    /** @param any the character that stands for any run of characters */
    public Like(String pattern, char any) {
        for (String part : pattern.split(Pattern.quote(String.valueOf(any)), -1)) {
            String folded = folded(part);
            parts.add(folded);
            borders.add(borders(folded));
        }
    }

    public boolean matches(String value) {
        String text = folded(value);
        String first = parts.get(0);
        if (parts.size() == 1) {
            return text.equals(first);
        }
        String last = parts.get(parts.size() - 1);
        if (text.length() < first.length() + last.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = text.length() - last.length();
        for (int i = 1; i < parts.size() - 1; i++) {
            at = find(text, at, end, parts.get(i), borders.get(i));
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    /** Where the first occurrence of a part ends (Knuth, Morris and Pratt); -1 where there is none. */
    private static int find(String text, int from, int to, String part, int[] borders) {
        int matched = 0;
        for (int i = from; i < to && matched < part.length(); i++) {
            while (matched > 0 && part.charAt(matched) != text.charAt(i)) {
                matched = borders[matched - 1];
            }
            if (part.charAt(matched) == text.charAt(i)) {
                matched++;
            }
            if (matched == part.length()) {
                return i + 1;
            }
        }
        return part.isEmpty() ? from : -1;
    }

    private static int[] borders(String part) {
        int[] borders = new int[part.length()];
        for (int i = 1, length = 0; i < part.length(); i++) {
            while (length > 0 && part.charAt(length) != part.charAt(i)) {
                length = borders[length - 1];
            }
            if (part.charAt(length) == part.charAt(i)) {
                length++;
            }
            borders[i] = length;
        }
        return borders;
    }

    private static String folded(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = Character.toLowerCase(Character.toUpperCase(chars[i]));
        }
        return new String(chars);
    }
}
