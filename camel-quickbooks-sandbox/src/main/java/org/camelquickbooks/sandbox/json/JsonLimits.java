package org.camelquickbooks.sandbox.json;

import java.math.BigDecimal;

/**
 * The limits of numbers, from any source. {@code 1e1000000} has nine characters, but writing it out or dividing by it
 * takes minutes of CPU time. No amount of a company needs such a number.
 */
public final class JsonLimits {

    /** Significant digits of a number. */
    public static final int MAX_DIGITS = 40;

    /** The scale lies between this and its negative. */
    public static final int MAX_SCALE = 20;

    /** How deep objects and arrays may be nested. */
    public static final int MAX_NESTING = 100;

    private static final int MAX_BITS = 140;
    private static final int SHOWN = 32;

    private JsonLimits() {}

    /**
     * What breaks a limit.
     *
     * @param pointer where, as a JSON pointer; empty for the whole
     * @param reason what, and what is allowed
     */
    public record Violation(String pointer, String reason) {

        @Override
        public String toString() {
            return (pointer.isEmpty() ? "" : pointer + ": ") + reason;
        }
    }

    /** Whether a number is allowed as JSON writes it, without making a number of it. */
    static boolean allows(char[] text, int start, int length) {
        int end = start + length;
        int digits = 0;
        int fraction = 0;
        boolean afterPoint = false;
        int i = start;
        for (; i < end; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                digits += digits > 0 || c != '0' ? 1 : 0;
                fraction += afterPoint ? 1 : 0;
            } else if (c == '.') {
                afterPoint = true;
            } else if (c == 'e' || c == 'E') {
                break;
            } else if (c != '-' || i != start) {
                return false;
            }
        }
        long exponent = i < end ? exponent(text, i + 1, end) : 0;
        long scale = fraction - exponent;
        return digits <= MAX_DIGITS && scale >= -MAX_SCALE && scale <= MAX_SCALE;
    }

    /** The exponent, or a large one where it is larger than anything allowed. */
    private static long exponent(char[] text, int start, int end) {
        boolean negative = start < end && text[start] == '-';
        long exponent = 0;
        for (int i = negative || start < end && text[start] == '+' ? start + 1 : start; i < end; i++) {
            exponent = Math.min(1_000_000, exponent * 10 + (text[i] - '0'));
        }
        return negative ? -exponent : exponent;
    }

    /** Says what is wrong with a number. */
    public static String reason(String number) {
        String shown = number.length() > SHOWN ? number.substring(0, SHOWN) + "…" : number;
        return "the number " + shown + " is not allowed; a number has at most " + MAX_DIGITS
                + " significant digits and a scale between -" + MAX_SCALE + " and " + MAX_SCALE;
    }

    /**
     * A number that came as text.
     *
     * @throws NumberFormatException where it is none, or one that is not allowed
     */
    public static BigDecimal decimal(String text) {
        BigDecimal number = new BigDecimal(text);
        if (!allows(number)) {
            throw new NumberFormatException(reason(text));
        }
        return number;
    }

    private static boolean allows(BigDecimal number) {
        return number.scale() >= -MAX_SCALE
                && number.scale() <= MAX_SCALE
                && number.unscaledValue().bitLength() <= MAX_BITS
                && number.precision() <= MAX_DIGITS;
    }
}
