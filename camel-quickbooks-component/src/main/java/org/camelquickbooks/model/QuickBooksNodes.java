package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Creates the JSON objects and lists of this component. They behave as Jackson's, but have their own types, so that
 * Camel's converters for them do not affect other JSON.
 */
public final class QuickBooksNodes extends JsonNodeFactory {

    private static final long serialVersionUID = 1L;

    static final QuickBooksNodes INSTANCE = new QuickBooksNodes();

    /** An object in a body of ours. */
    public static final class QuickBooksObject extends ObjectNode {

        private static final long serialVersionUID = 1L;

        QuickBooksObject(JsonNodeFactory nodes) {
            super(nodes);
        }

        @Override
        public ObjectNode deepCopy() {
            ObjectNode copy = INSTANCE.objectNode();
            properties()
                    .forEach(field -> copy.set(field.getKey(), field.getValue().<JsonNode>deepCopy()));
            return copy;
        }
    }

    /** A list in a body of ours. */
    public static final class QuickBooksArray extends ArrayNode {

        private static final long serialVersionUID = 1L;

        QuickBooksArray(JsonNodeFactory nodes) {
            super(nodes);
        }

        QuickBooksArray(JsonNodeFactory nodes, int capacity) {
            super(nodes, capacity);
        }

        @Override
        public ArrayNode deepCopy() {
            ArrayNode copy = INSTANCE.arrayNode(size());
            forEach(element -> copy.add(element.<JsonNode>deepCopy()));
            return copy;
        }
    }

    private QuickBooksNodes() {}

    @Override
    public ObjectNode objectNode() {
        return new QuickBooksObject(this);
    }

    @Override
    public ArrayNode arrayNode() {
        return new QuickBooksArray(this);
    }

    @Override
    public ArrayNode arrayNode(int capacity) {
        return new QuickBooksArray(this, capacity);
    }
}
