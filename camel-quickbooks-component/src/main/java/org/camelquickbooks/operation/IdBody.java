package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;
import org.apache.camel.NoTypeConversionAvailableException;
import org.camelquickbooks.model.Json;

/**
 * The body where it need not be more than an Id: an entity that has one, or the Id by itself.
 *
 * @param json null where the body says nothing
 */
record IdBody(JsonNode json) {

    /** What QuickBooks' Ids look like; where it matters, other text is not taken for one. */
    private static final Pattern ID = Pattern.compile("(NG:)?-?[0-9]+");

    /**
     * Reads the body.
     *
     * @param lenient whether it may be something else altogether, since the Id is known from elsewhere
     */
    static IdBody of(Call call, boolean lenient) throws Exception {
        Object body = call.exchange().getMessage().getBody();
        if (body instanceof Number) {
            return new IdBody(TextNode.valueOf(body.toString()));
        }
        if (body instanceof CharSequence text && !text.toString().strip().startsWith("{")) {
            String id = text.toString().strip();
            return new IdBody(id.isEmpty() || lenient && !ID.matcher(id).matches() ? null : TextNode.valueOf(id));
        }
        try {
            return new IdBody(call.body().json(call.exchange()));
        } catch (IllegalArgumentException | NoTypeConversionAvailableException e) {
            if (lenient) {
                return new IdBody(null);
            }
            throw e;
        }
    }

    /** The Id; null where there is none. */
    String id() {
        if (json == null) {
            return null;
        }
        return json.isObject() ? Json.text(json, "Id") : json.isValueNode() && !json.isNull() ? json.asText() : null;
    }
}
