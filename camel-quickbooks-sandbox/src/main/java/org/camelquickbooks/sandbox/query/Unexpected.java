package org.camelquickbooks.sandbox.query;

import java.util.List;
import java.util.Locale;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;

/** The words of the service's parser, which a generator made: what it met, and what could have stood there. */
final class Unexpected {

    /** What may follow, in the order in which a recorded error lists it. */
    static final List<String> AFTER_CONDITION = List.of(
            "<EOF>",
            "<AND>",
            "\"iterator\"",
            "\"maxresults\"",
            "<OR>",
            "\"order\"",
            "\"orderby\"",
            "\"startposition\"");

    static final List<String> AFTER_ENTITY = List.of(
            "<EOF>", "\"iterator\"", "\"maxresults\"", "\"order\"", "\"orderby\"", "\"startposition\"", "\"where\"");
    static final List<String> OPERATORS = List.of(
            "\"between\"",
            "\"contains\"",
            "\"=\"",
            "\">\"",
            "\">=\"",
            "\"in\"",
            "\"like\"",
            "\"<\"",
            "\"<=\"",
            "\"!=\"",
            "<NOT>");

    private Unexpected() {}

    static QuickBooksFault word(Token token, List<String> expected) {
        StringBuilder detail = new StringBuilder("QueryParserError: Encountered \"");
        if (token.kind() == Token.Kind.END) {
            detail.append("<EOF>\"");
        } else {
            detail.append(" ")
                    .append(image(token))
                    .append(" \"")
                    .append(token.text())
                    .append(" \"\"");
        }
        detail.append(" at line 1, column ").append(token.column()).append(".\n");
        detail.append(expected.size() == 1 ? "Was expecting:\n    " : "Was expecting one of:\n    ");
        for (String word : expected) {
            detail.append(word).append(word.equals("<EOF>") ? " \n    " : " ...\n    ");
        }
        return new QuickBooksFault(FaultCode.QUERY_PARSE, detail.toString());
    }

    private static String image(Token token) {
        String word = token.text().toLowerCase(Locale.ROOT);
        return switch (token.kind()) {
            case STRING -> "<STRING>";
            case NUMBER -> "<INTEGER>";
            case SYMBOL -> "\"" + token.text() + "\"";
            default ->
                List.of("and", "or", "not").contains(word)
                        ? "<" + word.toUpperCase(Locale.ROOT) + ">"
                        : token.isKeyword() ? "\"" + word + "\"" : "<IDENTIFIER>";
        };
    }
}
