package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

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
    public static final int MAX_NESTING = 200;

    static final String TOO_DEEP = "JSON is nested deeper than " + MAX_NESTING + " levels";

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

    /** Whether a number has at most 40 significant digits and a scale between -20 and +20. */
    public static boolean allows(BigDecimal number) {
        return number.scale() >= -MAX_SCALE
                && number.scale() <= MAX_SCALE
                && number.unscaledValue().bitLength() <= MAX_BITS
                && number.precision() <= MAX_DIGITS;
    }

    /** Whether any kind of number is allowed; NaN and infinity are not. */
    public static boolean allows(Number number) {
        if (number instanceof BigDecimal decimal) {
            return allows(decimal);
        }
        if (number instanceof BigInteger whole) {
            return whole.bitLength() <= MAX_BITS && allows(new BigDecimal(whole));
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            return Double.isFinite(value) && allows(new BigDecimal(number.toString()));
        }
        return true;
    }

    /** The same of a number as JSON writes it, without making a number of it. */
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

    /** The number that a text is; null where it is none, or none that is allowed. No number is made of what is not. */
    public static BigDecimal decimal(String text) {
        try {
            return allows(text.toCharArray(), 0, text.length()) ? new BigDecimal(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
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

    /** The first thing in a tree that breaks a limit. */
    public static Optional<Violation> violation(JsonNode tree) {
        return Optional.ofNullable(violation(tree, "", 0));
    }

    /**
     * Passes a tree that keeps the limits.
     *
     * @throws IllegalArgumentException that names the JSON pointer of what does not
     */
    public static <T extends JsonNode> T checked(T tree) {
        Violation violation = tree == null ? null : violation(tree, "", 0);
        if (violation != null) {
            throw new IllegalArgumentException(violation.toString());
        }
        return tree;
    }

    private static Violation violation(JsonNode node, String pointer, int depth) {
        if (node.isNumber()) {
            return allows(node.numberValue())
                    ? null
                    : new Violation(pointer, reason(node.numberValue().toString()));
        }
        if (node instanceof POJONode pojo && pojo.getPojo() instanceof Number number) {
            return allows(number) ? null : new Violation(pointer, reason(number.toString()));
        }
        if (!node.isContainerNode()) {
            return null;
        }
        if (depth >= MAX_NESTING) {
            return new Violation(pointer, TOO_DEEP);
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                Violation found = node.get(i).isTextual() ? null : violation(node.get(i), pointer + "/" + i, depth + 1);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().isNumber()
                    || field.getValue().isContainerNode()
                    || field.getValue().isPojo()) {
                Violation found = violation(field.getValue(), pointer + "/" + escaped(field.getKey()), depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
