package org.camelquickbooks.flow.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.camelquickbooks.flow.engine.Digest;
import org.camelquickbooks.model.Json;

/**
 * What a customer is, as far as both sides agree on it. The parent counts by their Id: where a parent is renamed, none of
 * their children has changed.
 */
final class CustomerState {

    private static final String PARENT = "parent";

    private CustomerState() {}

    /** What has to be the same. */
    static ObjectNode of(JsonNode customer) {
        ObjectNode state = MapContact.content(customer);
        state.remove(PARENT);
        String parent = Json.text(customer.path("ParentRef"), "value");
        // Also where there is none: no state is one of those that were kept before.
        return state.put("parentId", parent == null ? "" : parent);
    }

    static String digest(JsonNode customer) {
        return Digest.of(of(customer));
    }

    /** The form of the state that a digest was kept of; empty where the customer has changed since. */
    static Optional<JsonNode> kept(String digest, JsonNode customer) {
        ObjectNode withoutParent = MapContact.content(customer);
        withoutParent.remove(PARENT);
        // Versions before this one kept no parent, or their name.
        return List.<JsonNode>of(of(customer), withoutParent, MapContact.content(customer)).stream()
                .filter(state -> Digest.of(state).equals(digest))
                .findFirst();
    }
}
