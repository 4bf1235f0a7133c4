package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.camelquickbooks.QuickBooksConstants;

/** Reads the body where it need not be more than an Id: an entity that has one, or the Id by itself. */
final class IdBody {

    private IdBody() {}

    static JsonNode of(Call call) throws Exception {
        Object body = call.exchange().getMessage().getBody();
        if (body instanceof Number) {
            return TextNode.valueOf(body.toString());
        }
        if (body instanceof CharSequence text && !text.toString().strip().startsWith("{")) {
            return text.toString().isBlank()
                    ? null
                    : TextNode.valueOf(text.toString().strip());
        }
        if (call.header(QuickBooksConstants.ENTITY_ID, null) != null && !(body instanceof JsonNode)) {
            // Whatever the body is, the header says it all.
            return null;
        }
        return call.body().json(call.exchange());
    }
}
