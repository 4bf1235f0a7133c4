package org.camelquickbooks.client.transport;

import java.util.List;

/** The headers of an answer. There are few, and each is read at most once. */
public final class AnswerHeaders {

    /** One header. */
    public record Field(String name, String value) {}

    public static final AnswerHeaders NONE = new AnswerHeaders(List.of());

    private final List<Field> fields;

    public AnswerHeaders(List<Field> fields) {
        this.fields = fields;
    }

    /** The first of this name, in any case; null where there is none. */
    public String first(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.value();
            }
        }
        return null;
    }
}
