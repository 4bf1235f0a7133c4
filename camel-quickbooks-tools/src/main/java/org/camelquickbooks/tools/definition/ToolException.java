package org.camelquickbooks.tools.definition;

import java.util.List;

/**
 * A call that cannot be done, with the information that a model needs to correct it. It is not logged, because the
 * caller gets it as the answer.
 */
public final class ToolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final transient Object value;
    private final String fix;
    private final List<String> nearest;

    public ToolException(String field, Object value, String problem, String fix) {
        this(field, value, problem, fix, List.of());
    }

    /**
     * @param field the argument that is wrong; null where none is
     * @param problem what is wrong
     * @param fix what to do
     * @param nearest values that may have been meant
     */
    public ToolException(String field, Object value, String problem, String fix, List<String> nearest) {
        super(problem, null, false, false);
        this.field = field;
        this.value = value;
        this.fix = fix;
        this.nearest = List.copyOf(nearest);
    }

    public String field() {
        return field;
    }

    public Object value() {
        return value;
    }

    public String fix() {
        return fix;
    }

    public List<String> nearest() {
        return nearest;
    }
}
