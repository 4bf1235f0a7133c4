package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camelquickbooks.model.QueryLexer.Lexeme;
import org.camelquickbooks.model.QueryLexer.LexemeKind;

/** Replaces {@code :name} by values. A value can never become part of the statement. */
public final class QueryParameters {

    /** A statement with more values than this would not be accepted as one; the rest goes into further statements. */
    public static final int LIST_LIMIT = 300;

    private final String statement;
    private final List<Lexeme> tokens;
    private final Function<String, Object> values;

    private QueryParameters(String statement, Function<String, Object> values) {
        this.statement = statement;
        this.tokens = QueryLexer.tokens(statement);
        this.values = values;
    }

    /**
     * The statements to send: one, or several where a list for {@code IN (:name)} is long, or none where it is empty.
     *
     * @param values what stands for a name; null for a name that nobody gave
     */
    public static List<String> bind(String statement, Function<String, Object> values) {
        return new QueryParameters(statement, values).bind();
    }

    /** The statement with a number for each parameter: to look at what stands around them. */
    public static String withNumbers(String statement) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (Lexeme token : QueryLexer.tokens(statement)) {
            if (token.kind() == LexemeKind.PARAMETER) {
                text.append(statement, end, token.start()).append('1');
                end = token.end();
            }
        }
        return text.append(statement.substring(end)).toString();
    }

    private List<String> bind() {
        String longName = null;
        int rounds = 1;
        for (int i = 0; i < tokens.size(); i++) {
            Lexeme token = tokens.get(i);
            if (token.kind() != LexemeKind.PARAMETER) {
                continue;
            }
            List<Object> list = list(value(token.text()));
            if (list == null) {
                continue;
            }
            checkStandsInList(i);
            if (list.isEmpty()) {
                // Nothing can be in an empty list, and the language cannot say so.
                return List.of();
            }
            if (list.size() > LIST_LIMIT) {
                checkCanBeCut(token.text(), longName, list.size());
                longName = token.text();
                rounds = (list.size() + LIST_LIMIT - 1) / LIST_LIMIT;
            }
        }
        List<String> statements = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            statements.add(write(longName, round));
        }
        return statements;
    }

    private Object value(String name) {
        Object value = values.apply(name);
        if (value == null) {
            throw new IllegalArgumentException("The query has the parameter :" + name
                    + ", but neither the map of parameters nor a header has its value");
        }
        return value instanceof JsonNode node ? ofJson(node) : value;
    }

    private static Object ofJson(JsonNode node) {
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(one -> list.add(ofJson(one)));
            return list;
        }
        return node.isNumber() ? node.numberValue() : node.isBoolean() ? (Object) node.booleanValue() : node.asText();
    }

    /** The distinct values of a list; null where the value is no list. */
    private static List<Object> list(Object value) {
        if (value instanceof Collection<?> collection) {
            return new ArrayList<>(new LinkedHashSet<>(collection));
        }
        if (value.getClass().isArray()) {
            LinkedHashSet<Object> all = new LinkedHashSet<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                all.add(Array.get(value, i));
            }
            return new ArrayList<>(all);
        }
        return null;
    }

    private void checkStandsInList(int index) {
        boolean afterIn = index > 0 && tokens.get(index - 1).is("in")
                || index > 1 && tokens.get(index - 2).is("in")
                || index > 0
                        && (tokens.get(index - 1).text().equals("(")
                                || tokens.get(index - 1).text().equals(","));
        if (!afterIn) {
            throw new IllegalArgumentException(
                    "The parameter :" + tokens.get(index).text()
                            + " is a list, which is allowed only after IN: … IN (:"
                            + tokens.get(index).text() + ")");
        }
    }

    private void checkCanBeCut(String name, String other, int size) {
        QueryStatement parsed = QueryStatement.parse(statement);
        String why = other != null && !other.equals(name)
                ? ":" + other + " is as long"
                : parsed.orderBy() != null
                        ? "the statement has ORDERBY, and several queries cannot keep that order"
                        : parsed.start() != null || parsed.max() != null
                                ? "the statement limits its rows; use the option maxRows"
                                : null;
        if (why != null) {
            throw new IllegalArgumentException("The list of :" + name + " has " + size + " values, more than the "
                    + LIST_LIMIT + " of one query, and it cannot be split into several because " + why);
        }
    }

    private String write(String longName, int round) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Lexeme token = tokens.get(i);
            if (token.kind() == LexemeKind.PARAMETER) {
                text.append(statement, at, token.start()).append(literal(token, i, longName, round));
                at = token.end();
            }
        }
        return text.append(statement.substring(at)).toString();
    }

    private String literal(Lexeme token, int index, String longName, int round) {
        Object value = value(token.text());
        List<Object> list = list(value);
        if (list == null) {
            return literal(token, value);
        }
        List<Object> part = token.text().equals(longName)
                ? list.subList(round * LIST_LIMIT, Math.min(list.size(), (round + 1) * LIST_LIMIT))
                : list;
        String written = part.stream().map(one -> literal(token, one)).collect(Collectors.joining(", "));
        return tokens.get(index - 1).is("in") ? "(" + written + ")" : written;
    }

    private static String literal(Lexeme token, Object value) {
        try {
            return QueryLiteral.of(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The parameter :" + token.text() + ": " + e.getMessage(), e);
        }
    }
}
