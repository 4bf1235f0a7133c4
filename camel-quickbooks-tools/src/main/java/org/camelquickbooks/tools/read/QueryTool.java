package org.camelquickbooks.tools.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.tools.definition.Continuation;
import org.camelquickbooks.tools.definition.Tool;
import org.camelquickbooks.tools.definition.ToolAnswer;
import org.camelquickbooks.tools.definition.ToolArguments;
import org.camelquickbooks.tools.definition.ToolField;

/** Rows of a query, a page at a time. */
final class QueryTool implements Tool {

    private static final int PAGE = 50;

    /** What is asked for the arguments of a call. */
    @FunctionalInterface
    interface Question {
        Statement of(ToolArguments arguments);
    }

    /**
     * @param text with an order, without positions
     * @param values of its parameters
     */
    record Statement(String text, Map<String, ?> values) {}

    private final Books books;
    private final String name;
    private final String title;
    private final String description;
    private final List<ToolField> fields;
    private final Question question;
    private final Columns columns;

    QueryTool(
            Books books,
            String name,
            String title,
            String description,
            List<ToolField> fields,
            Question question,
            Columns columns) {
        this.books = books;
        this.name = name;
        this.title = title;
        this.description = description;
        this.fields = fields;
        this.question = question;
        this.columns = columns;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<ToolField> fields() {
        return fields;
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public ToolAnswer call(ToolArguments arguments) {
        int first = Continuation.position(this, arguments);
        Statement statement = question.of(arguments);
        // One more than is shown, to know whether there are more.
        List<ObjectNode> rows = books
                .query(
                        statement.text() + " STARTPOSITION " + (first + 1) + " MAXRESULTS " + (PAGE + 1),
                        statement.values())
                .stream()
                .map(columns::of)
                .toList();
        return ToolAnswer.rows(rows.subList(0, Math.min(PAGE, rows.size())), first, rows.size() > PAGE);
    }
}
