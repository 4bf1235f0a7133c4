package org.camelquickbooks.sandbox.catalogue;

/** The type of a field of the schema. {@code shape} names the nested type or the enumeration. */
public record FieldType(Kind kind, String shape, boolean list, boolean attribute) {

    public enum Kind {
        STRING,
        DECIMAL,
        INTEGER,
        BOOLEAN,
        DATE,
        DATE_TIME,
        ENUM,
        OBJECT,
        ANY
    }

    static FieldType parse(String text, boolean attribute) {
        boolean list = text.endsWith("[]");
        String type = list ? text.substring(0, text.length() - 2) : text;
        if (type.startsWith("enum ")) {
            return new FieldType(Kind.ENUM, type.substring(5), list, attribute);
        }
        Kind kind =
                switch (type) {
                    case "string", "anyURI" -> Kind.STRING;
                    case "decimal" -> Kind.DECIMAL;
                    case "int", "long", "positiveInteger" -> Kind.INTEGER;
                    case "boolean" -> Kind.BOOLEAN;
                    case "date" -> Kind.DATE;
                    case "dateTime" -> Kind.DATE_TIME;
                    case "IntuitAnyType" -> Kind.ANY;
                    default -> Kind.OBJECT;
                };
        return new FieldType(kind, type, list, attribute);
    }

    /** A reference to another object: {@code {"value": "17", "name": "Fern & Co"}}. */
    public boolean isReference() {
        return kind == Kind.OBJECT && shape.equals("ReferenceType");
    }
}
