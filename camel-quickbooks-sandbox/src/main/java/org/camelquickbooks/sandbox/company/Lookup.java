package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import org.camelquickbooks.sandbox.ledger.Entry;

/** A view of a company's entities: stored ones, and those of the pending change. */
public interface Lookup {

    /** The entity for reading only, or null. */
    JsonNode find(String type, String id);

    /** The first entity, by Id, that the test holds for, or null; for small tables such as accounts. */
    JsonNode first(String type, Predicate<JsonNode> test);

    /** The company's preferences. */
    default JsonNode preferences() {
        return find("Preferences", "1");
    }

    /** What an entity has posted so far, or null. */
    default Entry posted(String type, String id) {
        return null;
    }
}
