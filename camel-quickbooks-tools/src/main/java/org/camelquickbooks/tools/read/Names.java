package org.camelquickbooks.tools.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.tools.definition.Similar;
import org.camelquickbooks.tools.definition.ToolException;

/** Finds the entity with a name, or the most similar names. */
public final class Names {

    private static final int COMPARED = 1_000;

    private final Books books;

    public Names(Books books) {
        this.books = books;
    }

    public JsonNode customer(String field, String name) {
        return one("Customer", "DisplayName", field, name);
    }

    public JsonNode item(String field, String name) {
        return one("Item", "FullyQualifiedName", field, name);
    }

    public JsonNode account(String field, String name) {
        return one("Account", "FullyQualifiedName", field, name);
    }

    private JsonNode one(String entity, String key, String field, String name) {
        List<JsonNode> found = books.query(
                "SELECT * FROM " + entity + " WHERE " + key + " = :name MAXRESULTS 2", Map.of("name", name));
        if (found.size() == 1) {
            return found.get(0);
        }
        List<String> names = books
                .query(
                        "SELECT " + key + " FROM " + entity + " WHERE Active = true ORDERBY " + key + " MAXRESULTS "
                                + COMPARED,
                        Map.of())
                .stream()
                .map(row -> Json.text(row, key))
                .filter(text -> text != null)
                .toList();
        throw new ToolException(
                field,
                name,
                found.isEmpty()
                        ? "There is no " + entity + " named '" + name + "'"
                        : "There are several of " + entity + " named '" + name + "'",
                "Use the exact name; find_" + entity.toLowerCase(Locale.ROOT) + " lists names",
                Similar.of(name, names));
    }
}
