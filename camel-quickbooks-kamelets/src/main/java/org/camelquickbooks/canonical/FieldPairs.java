package org.camelquickbooks.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;

/** Fields that are the same on both sides but for their names: a table that is read in both directions. */
record FieldPairs(List<Pair> pairs) {

    /** A field of a message, and that of the entity. */
    record Pair(String canonical, String quickBooks) {}

    static final FieldPairs ADDRESS = of(
            "line1", "Line1",
            "line2", "Line2",
            "city", "City",
            "region", "CountrySubDivisionCode",
            "postalCode", "PostalCode",
            "country", "Country");

    static final FieldPairs CUSTOMER = of("company", "CompanyName", "notes", "Notes", "active", "Active");

    static final FieldPairs ITEM = of(
            "sku", "Sku",
            "description", "Description",
            "price", "UnitPrice",
            "cost", "PurchaseCost",
            "taxable", "Taxable",
            "active", "Active");

    /** What only an item in stock has. */
    static final FieldPairs STOCK = of("quantity", "QtyOnHand", "stockDate", "InvStartDate");

    private static FieldPairs of(String... names) {
        return new FieldPairs(IntStream.range(0, names.length / 2)
                .mapToObj(i -> new Pair(names[2 * i], names[2 * i + 1]))
                .toList());
    }

    void toQuickBooks(JsonNode message, ObjectNode entity) {
        pairs.forEach(pair -> copy(message, pair.canonical, entity, pair.quickBooks));
    }

    void fromQuickBooks(JsonNode entity, ObjectNode message) {
        pairs.forEach(pair -> copy(entity, pair.quickBooks, message, pair.canonical));
    }

    /** As it is, where it is there. */
    static void copy(JsonNode from, String field, ObjectNode to, String name) {
        if (from.has(field)) {
            to.set(name, from.path(field));
        }
    }
}
