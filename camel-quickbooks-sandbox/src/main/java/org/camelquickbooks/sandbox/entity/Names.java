package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.camelquickbooks.sandbox.catalogue.Property;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.company.Table;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** Names that must be unique: among siblings, or over customers, vendors and employees together. */
final class Names {

    private static final List<String> PEOPLE = List.of("Customer", "Vendor", "Employee");
    private static final Pattern FORBIDDEN = Pattern.compile("[:\t\n\r]");

    private Names() {}

    /** Spaces around a name do not count, so nothing but spaces is no name. */
    static void strip(Draft draft) {
        String key = draft.type().nameKey();
        String name = key == null ? null : Json.text(draft.entity(), key);
        if (name == null) {
            return;
        }
        if (!name.isBlank()) {
            draft.entity().put(key, name.strip());
        } else if (draft.type().required().contains(key)) {
            throw QuickBooksFault.required(key);
        } else {
            draft.entity().remove(key);
        }
    }

    static void check(Draft draft) {
        String key = draft.type().nameKey();
        String name = key == null ? null : Json.text(draft.entity(), key);
        if (name == null) {
            return;
        }
        boolean quoted = draft.type().name().equals("Account") && name.indexOf('"') >= 0;
        if (FORBIDDEN.matcher(name).find() || quoted) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_STRING,
                    "Invalid String : " + key + " must not contain a colon, a tab, a new line"
                            + (quoted ? " or a double quote" : ""),
                    key);
        }
        String clash = clash(draft, name);
        if (clash != null) {
            throw new QuickBooksFault(FaultCode.DUPLICATE_NAME, "The name supplied already exists. : Id=" + clash);
        }
    }

    /** The Id of another entity that has the name, or null. */
    static String clash(Draft draft, String name) {
        String type = draft.type().name();
        for (String other : PEOPLE.contains(type) ? PEOPLE : List.of(type)) {
            Table table = draft.change().company().table(other);
            for (Row row : table.withValue(table.type().nameKey(), Property.comparable(name))) {
                boolean itself = other.equals(type) && row.id().text().equals(draft.id());
                if (!itself && (PEOPLE.contains(type) || isSibling(draft.entity(), row.copy()))) {
                    return row.id().text();
                }
            }
        }
        return null;
    }

    private static boolean isSibling(JsonNode one, JsonNode other) {
        return Objects.equals(Json.ref(one, "ParentRef"), Json.ref(other, "ParentRef"));
    }
}
