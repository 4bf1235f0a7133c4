package org.camelquickbooks.sandbox.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.Serial;

/** JSON that exceeds a limit of {@link JsonLimits}. */
public final class JsonLimitException extends JsonParseException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient JsonLimits.Violation violation;

    JsonLimitException(JsonParser parser, JsonLimits.Violation violation, Throwable cause) {
        super(parser, violation.toString(), cause);
        this.violation = violation;
    }

    /** Where and what; null after serialization. */
    public JsonLimits.Violation violation() {
        return violation;
    }
}
