package org.camelquickbooks.sandbox.query;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camelquickbooks.sandbox.catalogue.Property;

/** One comparison of a WHERE clause. */
record Condition(Property property, Operator operator, List<Comparable<?>> values, Pattern pattern) {

    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        IN,
        LIKE
    }

    /** Whether a value fits; what has no value fits nothing. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    boolean holds(Comparable<?> value) {
        if (value == null) {
            return false;
        }
        if (operator == Operator.LIKE) {
            return pattern.matcher(value.toString()).matches();
        }
        if (operator == Operator.IN) {
            return values.stream().anyMatch(v -> ((Comparable) value).compareTo(v) == 0);
        }
        int order = ((Comparable) value).compareTo(values.get(0));
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    /** {@code %} stands for any run of characters and nothing else is special. */
    static Pattern like(String text) {
        String regex = Arrays.stream(text.split("%", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
