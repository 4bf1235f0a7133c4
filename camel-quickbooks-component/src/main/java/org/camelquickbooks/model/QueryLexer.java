package org.camelquickbooks.model;

import java.util.ArrayList;
import java.util.List;

/** Cuts a statement of the query language into words, keeping where each stands. */
final class QueryLexer {

    enum LexemeKind {
        WORD,
        STRING,
        PARAMETER,
        SYMBOL
    }

    /** A piece of the statement; the text of a parameter is its name without the colon. */
    record Lexeme(LexemeKind kind, String text, int start, int end) {

        boolean is(String word) {
            return kind == LexemeKind.WORD && text.equalsIgnoreCase(word);
        }
    }

    private final String statement;
    private int at;

    private QueryLexer(String statement) {
        this.statement = statement;
    }

    static List<Lexeme> tokens(String statement) {
        return new QueryLexer(statement).run();
    }

    private List<Lexeme> run() {
        List<Lexeme> tokens = new ArrayList<>();
        while (at < statement.length()) {
            char c = statement.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'') {
                tokens.add(string());
            } else if (c == ':' && at + 1 < statement.length() && isName(statement.charAt(at + 1))) {
                int start = at++;
                String name = word();
                tokens.add(new Lexeme(LexemeKind.PARAMETER, name, start, at));
            } else if (isName(c) || c == '-' || c == '.') {
                int start = at;
                String word = word();
                tokens.add(new Lexeme(LexemeKind.WORD, word, start, at));
            } else {
                tokens.add(new Lexeme(LexemeKind.SYMBOL, String.valueOf(c), at, ++at));
            }
        }
        return tokens;
    }

    private Lexeme string() {
        int start = at++;
        while (at < statement.length() && statement.charAt(at) != '\'') {
            at += statement.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= statement.length()) {
            throw new IllegalArgumentException("The query has an unclosed quote at position " + (start + 1)
                    + "; a quote within a value is written \\', or give the value as a parameter :name");
        }
        at++;
        return new Lexeme(LexemeKind.STRING, statement.substring(start, at), start, at);
    }

    private String word() {
        int start = at;
        while (at < statement.length()
                && (isName(statement.charAt(at)) || statement.charAt(at) == '.' || statement.charAt(at) == '-')) {
            at++;
        }
        return statement.substring(start, at);
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
