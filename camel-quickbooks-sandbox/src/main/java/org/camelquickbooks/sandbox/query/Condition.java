package org.camelquickbooks.sandbox.query;

import java.util.List;
import org.camelquickbooks.sandbox.catalogue.Property;

/** One comparison of a WHERE clause. */
record Condition(Property property, Operator operator, List<Comparable<?>> values, Like pattern) {

    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        IN,
        LIKE,
        /** From the first value to the second, both of them included. */
        BETWEEN
    }

    /** Whether a value fits; what has no value fits nothing. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    boolean holds(Comparable<?> value) {
        if (value == null) {
            return false;
        }
        if (operator == Operator.LIKE) {
            return pattern.matches(value.toString());
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
            case BETWEEN -> order >= 0 && ((Comparable) value).compareTo(values.get(1)) <= 0;
            default -> order >= 0;
        };
    }
}
