package org.camelquickbooks.model;

/**
 * A custom field that a company has defined.
 *
 * @param id its DefinitionId
 * @param type StringType, NumberType, DateType or BooleanType
 */
public record CustomFieldDefinition(String id, String name, String type) {

    private static final int CLASSIC = 3;

    /** Whether QuickBooks knows it without {@code include=enhancedAllCustomFields} (facts, section 11). */
    public boolean isClassic() {
        return isClassic(id);
    }

    static boolean isClassic(String id) {
        return id.matches("[1-" + CLASSIC + "]");
    }

    /** Whether a name means this field. */
    public boolean hasName(String other) {
        return name.strip().equalsIgnoreCase(other.strip());
    }
}
