package org.camelquickbooks.sandbox.query;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private static final String NUMBER = "-?\\d{1,20}";
    /** The only word that stands for a value; Intuit's own example has it. */
    private static final String TODAY = "CURRENT_DATE";

    private final List<Token> tokens;
    private final ZoneId zone;
    private final LocalDate today;
    private int at;
    private EntityType entity;

    private Parser(List<Token> tokens, ZoneId zone, LocalDate today) {
        this.tokens = tokens;
        this.zone = zone;
        this.today = today;
    }

    /**
     * @param zone where dates without a time begin
     * @param today the day in that zone
     */
    static Statement parse(String statement, ZoneId zone, LocalDate today) {
        if (statement == null || statement.isBlank()) {
            throw new QuickBooksFault(FaultCode.QUERY_PARSE, "QueryParserError: The query provided was empty");
        }
        return new Parser(Lexer.tokens(statement), zone, today).statement();
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
            throw Unexpected.word(peek(), conditions.isEmpty() ? Unexpected.AFTER_ENTITY : Unexpected.AFTER_CONDITION);
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
                Token field = word();
                if (field.text().endsWith(".")) {
                    expect("*");
                }
                fields.add(field);
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

    /** The field of the entity that a projection names, in any case: {@code Metadata.LastUpdatedTime} is in use, {@code Line.*} too. */
    private String projected(String path) {
        String field = Catalogue.get().inSchemaCase(entity.shape(), path.replaceAll("\\.$", ""));
        if (field == null) {
            throw invalid("Property " + path + " not found for Entity " + entity.name());
        }
        return field.split("\\.")[0];
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
                    case "between" -> Operator.BETWEEN;
                    // Recorded parser errors list these two; they parse, and are refused.
                    case "not", "contains" ->
                        throw invalid(
                                operator.text().toUpperCase(Locale.ROOT) + " is not supported in the WHERE clause");
                    default -> {
                        at--;
                        throw Unexpected.word(peek(), Unexpected.OPERATORS);
                    }
                };
        return condition(property(name), op, literals(op));
    }

    private List<String> literals(Operator operator) {
        if (operator == Operator.IN) {
            return list();
        }
        String first = literal();
        if (operator != Operator.BETWEEN) {
            return List.of(first);
        }
        expect("and");
        return List.of(first, literal());
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
        if (property.name().equals("Id") && !entity.hasNamesForIds()) {
            literals.stream().filter(id -> !id.matches(NUMBER)).findFirst().ifPresent(id -> {
                throw QuickBooksFault.invalidId(id, "Id");
            });
        }
        List<Comparable<?>> values = new ArrayList<>();
        literals.forEach(literal -> values.add(value(property, literal)));
        return new Condition(property, operator, values, null);
    }

    private Comparable<?> value(Property property, String literal) {
        try {
            return property.kind() == Property.Kind.TIME ? Moments.seconds(literal, zone) : property.parse(literal);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw invalid("Invalid value '" + literal + "' for property " + property.name());
        }
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
            throw Unexpected.word(peek(), List.of("<INTEGER>"));
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
        if (token.is(TODAY)) {
            at++;
            return today.toString();
        }
        boolean bare = token.kind() == Token.Kind.NUMBER || token.is("true") || token.is("false");
        if (!bare && token.kind() != Token.Kind.STRING) {
            throw Unexpected.word(peek(), List.of("<STRING>"));
        }
        at++;
        return token.text();
    }

    private Token word() {
        Token token = peek();
        if (token.kind() != Token.Kind.WORD || token.isKeyword()) {
            throw Unexpected.word(peek(), List.of("<IDENTIFIER>"));
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
            throw Unexpected.word(peek(), List.of("\"" + word + "\""));
        }
    }

    private static QuickBooksFault invalid(String what) {
        return new QuickBooksFault(FaultCode.QUERY_INVALID, "QueryValidationError: " + what);
    }
}
