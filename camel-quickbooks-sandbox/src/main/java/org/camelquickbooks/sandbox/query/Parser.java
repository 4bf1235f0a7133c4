package org.camelquickbooks.sandbox.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.FieldType;
import org.camelquickbooks.sandbox.catalogue.Property;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.query.Condition.Operator;
import org.camelquickbooks.sandbox.query.Statement.Order;

/** Understands a statement. What does not parse is a 4000; what parses and makes no sense is a 4001. */
final class Parser {

    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 1000;
    private static final Set<String> KEYWORDS =
            Set.of("where", "and", "or", "orderby", "order", "startposition", "maxresults", "from", "in", "like");

    /** What may follow, in the order in which a recorded error lists it. */
    private static final List<String> AFTER_CONDITION = List.of(
            "<EOF>",
            "<AND>",
            "\"iterator\"",
            "\"maxresults\"",
            "<OR>",
            "\"order\"",
            "\"orderby\"",
            "\"startposition\"");

    private static final List<String> AFTER_ENTITY = List.of(
            "<EOF>", "\"iterator\"", "\"maxresults\"", "\"order\"", "\"orderby\"", "\"startposition\"", "\"where\"");
    private static final List<String> OPERATORS = List.of(
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

    private final List<Token> tokens;
    private final ZoneId zone;
    private int at;
    private EntityType entity;

    private Parser(List<Token> tokens, ZoneId zone) {
        this.tokens = tokens;
        this.zone = zone;
    }

    /** @param zone where dates without a time begin */
    static Statement parse(String statement, ZoneId zone) {
        if (statement == null || statement.isBlank()) {
            throw new QuickBooksFault(FaultCode.QUERY_PARSE, "QueryParserError: The query provided was empty");
        }
        return new Parser(Lexer.tokens(statement), zone).statement();
    }

    private Statement statement() {
        expect("select");
        List<Token> fields = fields();
        boolean count = fields.size() == 1 && fields.get(0).is("count");
        expect("from");
        entity = entity(word());
        List<Condition> conditions = accept("where") ? conditions() : List.of();
        List<Order> orders = new ArrayList<>();
        int start = 1;
        int max = DEFAULT_PAGE;
        while (true) {
            if (accept("orderby") || accept("order")) {
                if (tokens.get(at - 1).is("order")) {
                    expect("by");
                }
                orders.addAll(orders());
            } else if (accept("startposition")) {
                start = position();
            } else if (accept("maxresults")) {
                // More than 1000 is cut, not refused (assumed).
                max = Math.min(MAX_PAGE, position());
            } else {
                break;
            }
        }
        accept(";");
        if (peek().kind() != Token.Kind.END) {
            throw unexpected(conditions.isEmpty() ? AFTER_ENTITY : AFTER_CONDITION);
        }
        boolean ordered = !orders.isEmpty();
        if (!ordered) {
            orders.addAll(order());
        }
        return new Statement(entity, count, count ? List.of() : names(fields), conditions, orders, start, max, ordered);
    }

    /** Lists come by name, transactions newest first. */
    private List<Order> order() {
        String by = entity.order();
        if (by == null) {
            return List.of();
        }
        Property property = entity.properties().get(by);
        return entity.isTransaction()
                ? List.of(
                        new Order(property, true), new Order(entity.properties().get("Id"), true))
                : List.of(new Order(property, false));
    }

    private List<Token> fields() {
        List<Token> fields = new ArrayList<>();
        do {
            if (accept("*")) {
                fields.add(tokens.get(at - 1));
            } else if (peek().is("count")) {
                fields.add(word());
                expect("(");
                if (!accept("*")) {
                    word();
                }
                expect(")");
            } else {
                fields.add(word());
            }
        } while (accept(","));
        return fields;
    }

    /** The top-level fields of a projection; a star brings all. */
    private List<String> names(List<Token> fields) {
        List<String> names = new ArrayList<>();
        boolean all = false;
        for (Token field : fields) {
            if (field.is("*")) {
                all = true;
            } else {
                names.add(projected(field.text()));
            }
        }
        return all ? List.of() : names;
    }

    /** The field of the entity that a projection names, in any case: {@code Metadata.LastUpdatedTime} is in use. */
    private String projected(String path) {
        String first = path.split("\\.")[0];
        String field = entity.shape().fields().keySet().stream()
                .filter(name -> name.equalsIgnoreCase(first))
                .findFirst()
                .orElse(first);
        String rest = path.substring(first.length()).replace(".*", "");
        if (Catalogue.get().fieldAt(entity.shape(), field + rest) == null) {
            throw invalid("Property " + path + " not found for Entity " + entity.name());
        }
        return field;
    }

    private EntityType entity(Token name) {
        EntityType type = Catalogue.get().find(name.text());
        if (type == null || !type.allows('Q')) {
            throw invalid("invalid context declaration: " + name.text());
        }
        return type;
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        do {
            conditions.add(condition());
            if (peek().is("or")) {
                throw invalid("OR is not supported in the WHERE clause");
            }
        } while (accept("and"));
        return conditions;
    }

    private Condition condition() {
        Token name = word();
        Token operator = peek();
        at++;
        Operator op =
                switch (operator.text().toLowerCase(Locale.ROOT)) {
                    case "=" -> Operator.EQUAL;
                    case "!=" -> Operator.NOT_EQUAL;
                    case "<" -> Operator.LESS;
                    case "<=" -> Operator.LESS_OR_EQUAL;
                    case ">" -> Operator.GREATER;
                    case ">=" -> Operator.GREATER_OR_EQUAL;
                    case "in" -> Operator.IN;
                    case "like" -> Operator.LIKE;
                    default -> {
                        at--;
                        throw unexpected(OPERATORS);
                    }
                };
        List<String> literals = op == Operator.IN ? list() : List.of(literal());
        return condition(property(name), op, literals);
    }

    private Condition condition(Property property, Operator operator, List<String> literals) {
        if (!property.filterable()) {
            throw invalid("property '" + property.name() + "' is not queryable");
        }
        if (operator == Operator.LIKE) {
            if (property.kind() != Property.Kind.TEXT && property.kind() != Property.Kind.ID) {
                throw invalid("Operator LIKE is not supported for property " + property.name());
            }
            return new Condition(property, operator, List.of(), new Like(literals.get(0)));
        }
        if (property.name().equals("Id") && literals.contains("")) {
            throw QuickBooksFault.invalidId("", "Id");
        }
        List<Comparable<?>> values = new ArrayList<>();
        literals.forEach(literal -> values.add(value(property, literal)));
        return new Condition(property, operator, values, null);
    }

    private Comparable<?> value(Property property, String literal) {
        try {
            return property.kind() == Property.Kind.TIME ? time(literal) : property.parse(literal);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw invalid("Invalid value '" + literal + "' for property " + property.name());
        }
    }

    /** A moment; without an offset it is in the company's zone, without a time it is the day's first. */
    private Long time(String literal) {
        if (literal.length() <= 10) {
            return LocalDate.parse(literal).atStartOfDay(zone).toEpochSecond();
        }
        boolean offset = literal.endsWith("Z") || literal.indexOf('+') > 0 || literal.lastIndexOf('-') > 10;
        return offset
                ? OffsetDateTime.parse(colon(literal)).toEpochSecond()
                : LocalDateTime.parse(literal).atZone(zone).toEpochSecond();
    }

    /** {@code -0800} is met as well as {@code -08:00}. */
    private static String colon(String literal) {
        return literal.matches(".*[+-]\\d{4}")
                ? literal.substring(0, literal.length() - 2) + ":" + literal.substring(literal.length() - 2)
                : literal;
    }

    private Property property(Token name) {
        Property property = entity.properties().get(name.text());
        if (property == null) {
            property = entity.properties().values().stream()
                    .filter(p -> p.name().equalsIgnoreCase(name.text()))
                    .findFirst()
                    .orElse(null);
        }
        if (property == null) {
            FieldType field = Catalogue.get().fieldAt(entity.shape(), name.text());
            throw field == null
                    ? invalid("Property " + name.text() + " not found for Entity " + entity.name())
                    : invalid("property '" + name.text() + "' is not queryable");
        }
        return property;
    }

    private List<Order> orders() {
        List<Order> orders = new ArrayList<>();
        do {
            Property property = property(word());
            if (!property.sortable()) {
                throw invalid("Property " + property.name() + " is not sortable");
            }
            boolean descending = accept("desc");
            if (!descending) {
                accept("asc");
            }
            orders.add(new Order(property, descending));
        } while (accept(","));
        return orders;
    }

    private int position() {
        Token number = peek();
        try {
            int value = Integer.parseInt(literal());
            if (value < 1) {
                throw invalid("value " + value + " is too small. Min allowed value is 1");
            }
            return value;
        } catch (NumberFormatException e) {
            at = tokens.indexOf(number);
            throw unexpected(List.of("<INTEGER>"));
        }
    }

    private List<String> list() {
        expect("(");
        List<String> literals = new ArrayList<>();
        do {
            literals.add(literal());
        } while (accept(","));
        expect(")");
        return literals;
    }

    private String literal() {
        Token token = peek();
        boolean bare = token.kind() == Token.Kind.NUMBER || token.is("true") || token.is("false");
        if (!bare && token.kind() != Token.Kind.STRING) {
            throw unexpected(List.of("<STRING>"));
        }
        at++;
        return token.text();
    }

    private Token word() {
        Token token = peek();
        if (token.kind() != Token.Kind.WORD || KEYWORDS.contains(token.text().toLowerCase(Locale.ROOT))) {
            throw unexpected(List.of("<IDENTIFIER>"));
        }
        at++;
        return token;
    }

    private Token peek() {
        Token token = tokens.get(at);
        if (token.kind() == Token.Kind.UNREADABLE) {
            throw new QuickBooksFault(FaultCode.QUERY_PARSE, token.text());
        }
        return token;
    }

    private boolean accept(String word) {
        if (peek().is(word)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String word) {
        if (!accept(word)) {
            throw unexpected(List.of("\"" + word + "\""));
        }
    }

    /** The words of the service's parser, which a generator made: what it met, and what could have stood there. */
    private QuickBooksFault unexpected(List<String> expected) {
        Token token = peek();
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
                word.equals("and") || word.equals("or")
                        ? "<" + word.toUpperCase(Locale.ROOT) + ">"
                        : KEYWORDS.contains(word) ? "\"" + word + "\"" : "<IDENTIFIER>";
        };
    }

    private static QuickBooksFault invalid(String what) {
        return new QuickBooksFault(FaultCode.QUERY_INVALID, "QueryValidationError: " + what);
    }

    /** The moment that a client names in a parameter, read as in a statement. */
    static Instant moment(String text, ZoneId zone) {
        return Instant.ofEpochSecond(new Parser(List.of(), zone).time(text));
    }
}
