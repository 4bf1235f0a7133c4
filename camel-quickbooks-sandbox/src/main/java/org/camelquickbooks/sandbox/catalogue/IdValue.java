package org.camelquickbooks.sandbox.catalogue;

/**
 * An Id. Clients treat it as opaque, but it sorts by number if it is one ({@code 9} before {@code 10}, {@code NON}
 * last).
 */
public final class IdValue implements Comparable<IdValue> {

    private static final int LONG_DIGITS = 18;

    private final String text;
    /** The Id as a number, or -1; kept because indexes compare Ids all the time. */
    private final long number;

    public IdValue(String text) {
        this.text = text;
        this.number = numberOf(text);
    }

    public String text() {
        return text;
    }

    private static long numberOf(String text) {
        if (text.isEmpty() || text.length() > LONG_DIGITS || text.length() > 1 && text.charAt(0) == '0') {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    @Override
    public int compareTo(IdValue other) {
        if (number >= 0 && other.number >= 0) {
            return Long.compare(number, other.number);
        }
        if (number >= 0 || other.number >= 0) {
            return number >= 0 ? -1 : 1;
        }
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdValue id && text.equals(id.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
