package org.camelquickbooks.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.FieldType;
import org.camelquickbooks.sandbox.catalogue.FieldType.Kind;
import org.camelquickbooks.sandbox.catalogue.Shape;

/** Compares the values of an answer with the types of the schema: a number is no text, a list of one is a list. */
final class ValueTypes {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern TIME = Pattern.compile(DATE + "T\\d\\d:\\d\\d:\\d\\d[+-]\\d\\d:\\d\\d");

    private final Set<String> wrong = new TreeSet<>();

    private ValueTypes() {}

    /** The values of other types than the schema has. */
    static Set<String> wrong(EntityType type, JsonNode entity) {
        ValueTypes types = new ValueTypes();
        types.object(type.shape(), entity, "");
        return types.wrong;
    }

    private void object(Shape shape, JsonNode node, String path) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            FieldType type = shape.field(field.getKey());
            if (type == null || type.kind() == Kind.ANY) {
                continue;
            }
            String at = path + field.getKey();
            if (type.list() != field.getValue().isArray()) {
                wrong.add(at + (type.list() ? " is no list" : " is a list"));
            } else if (type.list()) {
                field.getValue().forEach(element -> value(type, element, at));
            } else {
                value(type, field.getValue(), at);
            }
        }
    }

    private void value(FieldType type, JsonNode value, String at) {
        if (type.kind() == Kind.OBJECT && value.isObject()) {
            object(Catalogue.get().shape(type.shape()), value, at + ".");
        } else if (!fits(type.kind(), value)) {
            wrong.add(at + " is " + value + ", not a " + type.kind());
        }
    }

    private static boolean fits(Kind kind, JsonNode value) {
        return switch (kind) {
            case OBJECT -> false;
            case DECIMAL -> value.isNumber();
            case INTEGER -> value.isIntegralNumber();
            case BOOLEAN -> value.isBoolean();
            case DATE -> value.isTextual() && DATE.matcher(value.asText()).matches();
            case DATE_TIME -> value.isTextual() && TIME.matcher(value.asText()).matches();
            default -> value.isTextual() && !value.asText().isEmpty();
        };
    }
}
