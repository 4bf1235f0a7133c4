package org.camelquickbooks.flow.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camelquickbooks.canonical.References;

/** Converts a message to an entity, and records where in it each name of the message has become an Id. */
public final class PlacedReferences {

    /** No name has it: QuickBooks takes no control characters. */
    private static final String MARK = "\u0001";

    private final ObjectNode document;
    private final Map<String, Reference> places;

    private PlacedReferences(ObjectNode document, Map<String, Reference> places) {
        this.document = document;
        this.places = places;
    }

    /**
     * Makes the entity.
     *
     * @param ids of all that the mapping asks for
     * @param mapping a mapping of one message; it only places the Ids
     */
    public static PlacedReferences of(References ids, Function<References, ObjectNode> mapping) {
        List<Reference> asked = new ArrayList<>();
        ObjectNode document = mapping.apply((entity, field, value) -> {
            asked.add(new Reference(entity, field, value));
            return MARK + (asked.size() - 1);
        });
        Map<String, Reference> places = new LinkedHashMap<>();
        place(document, "", asked, ids, places);
        return new PlacedReferences(document, places);
    }

    private static void place(
            JsonNode node, String pointer, List<Reference> asked, References ids, Map<String, Reference> places) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                String text = field.getValue().isTextual() ? field.getValue().asText() : "";
                if (text.startsWith(MARK)) {
                    Reference reference = asked.get(Integer.parseInt(text.substring(MARK.length())));
                    object.put(field.getKey(), ids.id(reference.entity(), reference.field(), reference.value()));
                    places.put(pointer, reference);
                } else {
                    place(field.getValue(), pointer + "/" + field.getKey(), asked, ids, places);
                }
            }
        } else {
            for (int i = 0; i < node.size(); i++) {
                place(node.path(i), pointer + "/" + i, asked, ids, places);
            }
        }
    }

    /** What QuickBooks gets. */
    public ObjectNode document() {
        return document;
    }

    /** The names by the places of their references, such as {@code /CustomerRef}. */
    public Map<String, Reference> places() {
        return places;
    }
}
