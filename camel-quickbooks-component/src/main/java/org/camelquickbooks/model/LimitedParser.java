package org.camelquickbooks.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.DupDetector;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.camelquickbooks.model.JsonLimits.Violation;

/** Looks at each number and each name while JSON is read, so that nothing gets by in whatever way it is read. */
final class LimitedParser extends JsonParserDelegate {

    private static final int LONGEST_POINTER = 200;

    /** What is reported can be kept in an object of its own, and be read again. */
    private static final int REPORTED_NESTING = JsonLimits.MAX_NESTING - 1;

    private final Consumer<Violation> found;
    private final List<DupDetector> names = new ArrayList<>();
    private int depth;
    private JsonToken replaced;

    /** @param found what is reported instead of thrown, so that reading goes on with null; null for to throw it */
    LimitedParser(JsonParser parser, Consumer<Violation> found) {
        super(parser);
        this.found = found;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        replaced = null;
        JsonToken token;
        try {
            token = delegate.nextToken();
        } catch (StreamConstraintsException e) {
            throw new JsonLimitException(delegate, new Violation(pointer(), e.getOriginalMessage()), e);
        }
        if (token == null) {
            return null;
        }
        if (found != null && token.isStructStart() && isTooDeep()) {
            report(JsonLimits.TOO_DEEP);
            delegate.skipChildren();
            replaced = JsonToken.VALUE_NULL;
            return replaced;
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
                    replaced = JsonToken.VALUE_NULL;
                    return replaced;
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

    private boolean isTooDeep() {
        return delegate.getParsingContext().getNestingDepth() > REPORTED_NESTING;
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
        Violation violation = new Violation(pointer(), reason);
        if (found == null) {
            throw new JsonLimitException(delegate, violation, null);
        }
        found.accept(violation);
    }

    private String pointer() {
        String pointer = delegate.getParsingContext().pathAsPointer().toString();
        return pointer.length() > LONGEST_POINTER ? pointer.substring(0, LONGEST_POINTER) + "…" : pointer;
    }

    @Override
    public JsonToken currentToken() {
        return replaced == null ? delegate.currentToken() : replaced;
    }

    @Override
    @Deprecated
    public JsonToken getCurrentToken() {
        return currentToken();
    }

    @Override
    public int currentTokenId() {
        return replaced == null ? delegate.currentTokenId() : replaced.id();
    }

    @Override
    @Deprecated
    public int getCurrentTokenId() {
        return currentTokenId();
    }

    @Override
    public boolean hasToken(JsonToken token) {
        return currentToken() == token;
    }

    @Override
    public boolean hasTokenId(int id) {
        return currentTokenId() == id;
    }
}
