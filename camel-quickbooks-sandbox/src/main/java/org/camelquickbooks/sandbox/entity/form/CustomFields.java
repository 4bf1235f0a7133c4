package org.camelquickbooks.sandbox.entity.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.json.Json;

/**
 * The custom fields of a form. Preferences define them, each with a switch ({@code UseSalesCustom1}) and a name
 * ({@code SalesCustomName1}). A form lists all fields that are switched on; values with another DefinitionId are
 * dropped silently. Three fields are classic; with {@code enhancedAllCustomFields} there are up to twelve.
 */
public final class CustomFields {

    public static final String ENHANCED = "enhancedAllCustomFields";

    private static final Pattern NUMBERED = Pattern.compile(".*?(\\d{1,2})$");
    private static final int CLASSIC = 3;
    private static final int ALL = 12;

    private CustomFields() {}

    /** Those of invoices, receipts, credit memos, refunds and estimates. */
    public static void onSale(Draft draft) {
        list(draft, "SalesFormsPrefs", "CustomField");
    }

    public static void onPurchaseOrder(Draft draft) {
        list(draft, "VendorAndPurchasesPrefs", "POCustomField");
    }

    private static void list(Draft draft, String group, String field) {
        ObjectNode form = draft.entity();
        int most = draft.include().contains(ENHANCED) || hasMore(draft.before()) ? ALL : CLASSIC;
        ArrayNode listed = Json.array();
        names(draft.preferences().path(group).path(field)).headMap(most + 1).forEach((number, name) -> {
            String id = Integer.toString(number);
            ObjectNode entry = listed.addObject().put("DefinitionId", id);
            entry.put("Name", name).put("Type", "StringType");
            String value = value(form, id);
            if (value != null) {
                entry.put("StringValue", value);
            }
        });
        form.set("CustomField", listed);
    }

    private static boolean hasMore(JsonNode before) {
        return before != null && before.path("CustomField").size() > CLASSIC;
    }

    /** What the form was given for a definition; the last entry counts. */
    private static String value(JsonNode form, String definition) {
        String value = null;
        for (JsonNode entry : form.path("CustomField")) {
            if (definition.equals(Json.text(entry, "DefinitionId"))) {
                value = Json.text(entry, "StringValue");
            }
        }
        return value;
    }

    /** The names of the definitions that are switched on, by number. */
    private static TreeMap<Integer, String> names(JsonNode groups) {
        TreeSet<Integer> on = new TreeSet<>();
        TreeMap<Integer, String> names = new TreeMap<>();
        for (JsonNode group : groups) {
            for (JsonNode entry : group.path("CustomField")) {
                Matcher number = NUMBERED.matcher(entry.path("Name").asText());
                if (!number.matches()) {
                    continue;
                }
                if (Json.bool(entry, "BooleanValue")) {
                    on.add(Integer.valueOf(number.group(1)));
                } else if (Json.text(entry, "StringValue") != null) {
                    names.put(Integer.valueOf(number.group(1)), Json.text(entry, "StringValue"));
                }
            }
        }
        names.keySet().retainAll(on);
        return names;
    }
}
