package org.camelquickbooks.sandbox.catalogue;

/** An Id: opaque to clients, but it sorts by number where it is one ({@code 9} before {@code 10}, {@code NON} last). */
public record IdValue(String text) implements Comparable<IdValue> {

    @Override
    public int compareTo(IdValue other) {
        boolean number = isNumber(text);
        if (number != isNumber(other.text)) {
            return number ? -1 : 1;
        }
        if (number && text.length() != other.text.length()) {
            return Integer.compare(text.length(), other.text.length());
        }
        return text.compareTo(other.text);
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    @Override
    public String toString() {
        return text;
    }
}
