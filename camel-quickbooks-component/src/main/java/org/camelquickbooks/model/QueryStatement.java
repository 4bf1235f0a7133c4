package org.camelquickbooks.model;

import java.util.List;
import org.camelquickbooks.model.QueryLexer.Lexeme;

/**
 * A statement of the query language, split into its clauses so that it can be paged. The content of a clause is not
 * changed: QuickBooks checks it.
 *
 * @param projection the text between SELECT and FROM
 * @param where the conditions without the keyword, or null
 * @param orderBy the order without the keyword, or null
 * @param start STARTPOSITION, or null
 * @param max MAXRESULTS, or null
 */
public record QueryStatement(
        String projection, String entity, String where, String orderBy, Integer start, Integer max) {

    private static final int SHOWN = 500;

    /** All entities of a kind, those made inactive too: default queries leave these out (facts, section 1). */
    public static QueryStatement all(String projection, EntityType type) {
        String where = EntityCatalogue.get().hasActive(type.name()) ? "Active IN (true, false)" : null;
        return new QueryStatement(projection, type.name(), where, null, null, null);
    }

    /** @throws IllegalArgumentException where it is no statement that could be sent */
    public static QueryStatement parse(String text) {
        List<Lexeme> tokens = QueryLexer.tokens(text);
        if (tokens.size() < 4 || !tokens.get(0).is("select")) {
            throw wrong(text, "it must read SELECT … FROM Entity [WHERE …]");
        }
        int from = find(tokens, "from", 1);
        if (from < 2 || from + 1 >= tokens.size()) {
            throw wrong(text, "FROM and an entity are missing");
        }
        int end = tokens.size();
        Integer max = null;
        Integer start = null;
        // They stand at the end, in either order in practice.
        while (end - 2 > from
                && (tokens.get(end - 2).is("maxresults") || tokens.get(end - 2).is("startposition"))) {
            int number = number(text, tokens.get(end - 1));
            if (tokens.get(end - 2).is("maxresults")) {
                max = number;
            } else {
                start = number;
            }
            end -= 2;
        }
        int order = orderBy(tokens, from);
        int where = find(tokens, "where", from);
        int conditionsEnd = order < 0 ? end : order;
        return new QueryStatement(
                text.substring(tokens.get(1).start(), tokens.get(from - 1).end()),
                tokens.get(from + 1).text(),
                where < 0 ? null : clause(text, tokens, where + 1, conditionsEnd, "WHERE"),
                order < 0
                        ? null
                        : clause(text, tokens, order + (tokens.get(order).is("orderby") ? 1 : 2), end, "ORDERBY"),
                start,
                max);
    }

    private static int find(List<Lexeme> tokens, String word, int first) {
        for (int i = first; i < tokens.size(); i++) {
            if (tokens.get(i).is(word)) {
                return i;
            }
        }
        return -1;
    }

    /** ORDERBY, or ORDER BY as is accepted too. */
    private static int orderBy(List<Lexeme> tokens, int first) {
        for (int i = first; i < tokens.size(); i++) {
            boolean two = tokens.get(i).is("order")
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).is("by");
            if (tokens.get(i).is("orderby") || two) {
                return i;
            }
        }
        return -1;
    }

    private static String clause(String text, List<Lexeme> tokens, int first, int end, String keyword) {
        if (first >= end) {
            throw wrong(text, "nothing follows " + keyword);
        }
        return text.substring(tokens.get(first).start(), tokens.get(end - 1).end());
    }

    private static int number(String text, Lexeme token) {
        try {
            return Integer.parseInt(token.text());
        } catch (NumberFormatException e) {
            throw wrong(text, "'" + token.text() + "' is not a number of rows");
        }
    }

    private static IllegalArgumentException wrong(String text, String why) {
        String shown = text.strip();
        return new IllegalArgumentException("The query '"
                + (shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown) + "' cannot be sent: " + why);
    }

    public boolean isCount() {
        return projection.replace(" ", "").equalsIgnoreCase("count(*)");
    }

    /** Whether it can be paged by key: nothing in it asks for another order, or for a place in the list. */
    public boolean isKeysetPossible() {
        return !isCount() && orderBy == null && start == null;
    }

    /** The same with one more condition; null for none. */
    public QueryStatement where(String condition) {
        String both = where == null ? condition : condition == null ? where : where + " AND " + condition;
        return new QueryStatement(projection, entity, both, orderBy, start, max);
    }

    /** The first rows in some order; null for none. */
    public String first(int rows, String order) {
        return text(where, order, null, rows);
    }

    /** One page by position. */
    public String page(int from, int rows) {
        return text(where, orderBy, from, rows);
    }

    /** One page of those after an Id; null stands for the first page. */
    public String pageAfter(String id, int rows) {
        String conditions = id == null ? where : where("Id > " + QueryLiteral.of(id)).where;
        return text(conditions, "Id", null, rows);
    }

    /** How many rows there are. */
    public String count() {
        return new QueryStatement("count(*)", entity, where, null, null, null).toString();
    }

    private String text(String conditions, String order, Integer from, Integer rows) {
        StringBuilder text =
                new StringBuilder("SELECT ").append(projection).append(" FROM ").append(entity);
        if (conditions != null) {
            text.append(" WHERE ").append(conditions);
        }
        if (order != null) {
            text.append(" ORDERBY ").append(order);
        }
        if (from != null) {
            text.append(" STARTPOSITION ").append(from);
        }
        if (rows != null) {
            text.append(" MAXRESULTS ").append(rows);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text(where, orderBy, start, max);
    }
}
