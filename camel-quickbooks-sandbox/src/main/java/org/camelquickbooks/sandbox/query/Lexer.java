package org.camelquickbooks.sandbox.query;

import java.util.ArrayList;
import java.util.List;

/** Cuts a statement into words, strings, numbers and symbols. */
final class Lexer {

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String statement) {
        Lexer lexer = new Lexer(statement);
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = lexer.next();
            tokens.add(token);
        } while (token.kind() != Token.Kind.END && token.kind() != Token.Kind.UNREADABLE);
        return tokens;
    }

    private Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int start = at;
        if (at == text.length()) {
            return token(Token.Kind.END, "<EOF>", start);
        }
        char c = text.charAt(at);
        if (c == '\'') {
            return string(start);
        }
        if (Character.isDigit(c) || (c == '-' || c == '+') && at + 1 < text.length() && isDigit(at + 1)) {
            at++;
            while (at < text.length() && (isDigit(at) || text.charAt(at) == '.')) {
                at++;
            }
            return token(Token.Kind.NUMBER, text.substring(start, at), start);
        }
        if (Character.isLetter(c) || c == '_') {
            while (at < text.length() && isWord(text.charAt(at))) {
                at++;
            }
            return token(Token.Kind.WORD, text.substring(start, at), start);
        }
        at++;
        if ((c == '<' || c == '>' || c == '!') && at < text.length() && text.charAt(at) == '=') {
            at++;
        }
        if (c == '!' && at - start == 2) {
            return token(Token.Kind.SYMBOL, "!=", start);
        }
        return switch (c) {
            case '=', '<', '>', '(', ')', ',', '*', ';' -> token(Token.Kind.SYMBOL, text.substring(start, at), start);
            default -> unreadable(start, "\"" + c + "\" (" + (int) c + "), after : \"\"");
        };
    }

    private boolean isDigit(int index) {
        return Character.isDigit(text.charAt(index));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    /** A string in single quotes; a backslash takes the next character as it is. */
    private Token string(int start) {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\'') {
                at++;
                return token(Token.Kind.STRING, value.toString(), start);
            }
            if (c == '\\' && at + 1 < text.length()) {
                c = text.charAt(++at);
            }
            value.append(c);
        }
        return unreadable(text.length(), "<EOF> after : \"'" + value + "\"");
    }

    private static Token unreadable(int at, String encountered) {
        String reason = "QueryParserError: Invalid content. Lexical error at line 1, column " + (at + 1)
                + ".  Encountered: " + encountered;
        return token(Token.Kind.UNREADABLE, reason, at);
    }

    private static Token token(Token.Kind kind, String value, int start) {
        return new Token(kind, value, start + 1);
    }
}
