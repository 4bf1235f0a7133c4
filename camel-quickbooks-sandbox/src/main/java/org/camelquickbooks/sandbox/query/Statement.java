package org.camelquickbooks.sandbox.query;

import java.util.List;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.Property;

/**
 * A statement that was understood and checked.
 *
 * @param fields the top-level fields that were asked for; empty stands for all
 */
record Statement(
        EntityType entity,
        boolean count,
        List<String> fields,
        List<Condition> conditions,
        List<Order> orders,
        int startPosition,
        int maxResults,
        boolean ordered) {

    record Order(Property property, boolean descending) {}

    /** Whether the statement says itself which of active and inactive rows it wants. */
    boolean asksForActive() {
        return conditions.stream().anyMatch(c -> c.property().name().equals("Active"));
    }
}
