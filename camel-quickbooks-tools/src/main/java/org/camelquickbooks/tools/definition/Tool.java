package org.camelquickbooks.tools.definition;

import java.util.List;
import java.util.Map;

/** A tool that reads or writes the books of a company. */
public interface Tool {

    /** In small letters with underscores. */
    String name();

    /** For people. */
    String title();

    /** For a model: what it does, what it answers, and when to use it. */
    String description();

    List<ToolField> fields();

    /** Whether it writes. */
    boolean writes();

    /** Does it; what came is checked. Throws {@link ToolException} for what can be corrected. */
    ToolAnswer call(ToolArguments arguments);

    /** The JSON Schema of its arguments. */
    default Map<String, Object> schema() {
        return ToolField.object(fields());
    }
}
