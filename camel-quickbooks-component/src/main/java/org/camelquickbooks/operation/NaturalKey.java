package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.model.QueryLiteral;

/** Finds the one entity that a natural key names. */
final class NaturalKey {

    private NaturalKey() {}

    /** The field that is looked at. */
    static String field(Call call) {
        String key = call.options().getKey() == null
                ? call.type().defaultKey()
                : call.options().getKey();
        if (key == null) {
            throw new IllegalArgumentException(call.label() + " needs the field to search by: set the option key");
        }
        return key;
    }

    /** The entity, or null. */
    static CompletionStage<JsonNode> find(Call call, String field, String value) {
        return find(call, field, value, null);
    }

    /** @param include what is asked for besides; null for nothing */
    static CompletionStage<JsonNode> find(Call call, String field, String value, String include) {
        String statement = "SELECT * FROM " + call.type().name() + " WHERE " + field + " = " + QueryLiteral.of(value)
                + " MAXRESULTS 2";
        return new Statement(call, include).run(statement).thenApply(response -> {
            JsonNode rows = response.path(call.type().name());
            if (rows.size() > 1) {
                throw new IllegalStateException(
                        call.label() + ": more than one " + call.type().name() + " has " + field
                                + " = " + QueryLiteral.of(value)
                                + "; set the option key to a field whose values are unique");
            }
            return rows.isEmpty() ? null : rows.get(0);
        });
    }
}
