package org.camelquickbooks.sandbox.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.DupDetector;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.json.JsonLimits.Violation;

/** Looks at each number and each name while JSON is read, so that nothing gets by in whatever way it is read. */
final class LimitedParser extends JsonParserDelegate {

    private static final int LONGEST_POINTER = 200;

    private final List<DupDetector> names = new ArrayList<>();
    private int depth;

    LimitedParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token;
        try {
            token = delegate.nextToken();
        } catch (StreamConstraintsException e) {
            throw new JsonLimitException(delegate, new Violation(pointer(), e.getOriginalMessage()), e);
        }
        if (token == null) {
            return null;
        }
        switch (token) {
            case START_OBJECT -> enter();
            case END_OBJECT -> depth--;
            case FIELD_NAME -> {
                if (names.get(depth - 1).isDup(delegate.currentName())) {
                    report("the name occurs more than once in its object");
                }
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                if (!isAllowed()) {
                    report(JsonLimits.reason(delegate.getText()));
                }
            }
            default -> {
                // Text, booleans, arrays: nothing to look at.
            }
        }
        return token;
    }

    @Override
    public JsonToken nextValue() throws IOException {
        JsonToken token = nextToken();
        return token == JsonToken.FIELD_NAME ? nextToken() : token;
    }

    @Override
    public JsonParser skipChildren() throws IOException {
        JsonToken token = currentToken();
        int open = token != null && token.isStructStart() ? 1 : 0;
        while (open > 0) {
            token = nextToken();
            if (token == null) {
                break;
            }
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return this;
    }

    private void enter() {
        if (depth == names.size()) {
            names.add(DupDetector.rootDetector(delegate));
        } else {
            names.get(depth).reset();
        }
        depth++;
    }

    private boolean isAllowed() throws IOException {
        return JsonLimits.allows(delegate.getTextCharacters(), delegate.getTextOffset(), delegate.getTextLength());
    }

    private void report(String reason) throws JsonLimitException {
        throw new JsonLimitException(delegate, new Violation(pointer(), reason), null);
    }

    private String pointer() {
        String pointer = delegate.getParsingContext().pathAsPointer().toString();
        return pointer.length() > LONGEST_POINTER ? pointer.substring(0, LONGEST_POINTER) + "…" : pointer;
    }
}
