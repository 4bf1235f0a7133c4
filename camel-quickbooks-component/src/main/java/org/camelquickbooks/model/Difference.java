package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The fields in which a wanted entity differs from the present one. Fields that are not in the wanted entity are
 * ignored.
 */
public final class Difference {

    private Difference() {}

    /** The fields to change; empty where nothing differs. */
    public static ObjectNode between(ObjectNode wanted, JsonNode present) {
        ObjectNode changes = Json.object();
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            boolean ours = field.getKey().equals("Id")
                    || field.getKey().equals("SyncToken")
                    || field.getKey().equals("sparse");
            if (!ours && !holds(present.path(field.getKey()), field.getValue())) {
                changes.set(field.getKey(), field.getValue());
            }
        }
        return changes;
    }

    private static boolean holds(JsonNode present, JsonNode wanted) {
        if (wanted.isNull()) {
            return present.isMissingNode() || present.isNull();
        }
        if (wanted.isObject()) {
            return holdsObject(present, wanted);
        }
        if (wanted.isArray()) {
            return holdsArray(present, wanted);
        }
        if (wanted.isNumber() && (present.isNumber() || present.isTextual())) {
            return number(present) != null && wanted.decimalValue().compareTo(number(present)) == 0;
        }
        return wanted.asText().equals(present.asText()) && present.isValueNode();
    }

    private static BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : JsonLimits.decimal(node.asText());
    }

    private static boolean holdsObject(JsonNode present, JsonNode wanted) {
        if (!present.isObject()) {
            return false;
        }
        // Of a reference only the value counts; the name is a courtesy.
        boolean reference = wanted.has("value");
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            boolean courtesy = reference && field.getKey().equals("name");
            if (!courtesy && !holds(present.path(field.getKey()), field.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** QuickBooks adds a line of its own with the subtotal. */
    private static boolean holdsArray(JsonNode present, JsonNode wanted) {
        List<JsonNode> there = new ArrayList<>();
        present.forEach(one -> {
            if (!"SubTotalLineDetail".equals(Json.text(one, "DetailType"))) {
                there.add(one);
            }
        });
        List<JsonNode> asked = new ArrayList<>();
        wanted.forEach(one -> {
            if (!"SubTotalLineDetail".equals(Json.text(one, "DetailType"))) {
                asked.add(one);
            }
        });
        if (there.size() != asked.size()) {
            return false;
        }
        for (int i = 0; i < there.size(); i++) {
            if (!holds(there.get(i), asked.get(i))) {
                return false;
            }
        }
        return true;
    }
}
