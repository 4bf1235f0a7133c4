package org.camelquickbooks.sandbox.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.Property;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.company.Table;
import org.camelquickbooks.sandbox.company.Table.Key;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.query.Statement.Order;

/** Answers statements of the query language. */
public final class QueryService {

    /** The tax codes that every company has, in the order in which they are answered. */
    private static final List<String> BUILT_IN = List.of("TAX", "NON", "CustomSalesTax");

    /** The fields that a projection brings along. */
    private static final Set<String> ALWAYS = Set.of("Id", "domain", "sparse");

    /**
     * What a statement found.
     *
     * @param rows the entities as JSON
     * @param total the number of all rows that fit, or -1 where the walk ended before it was known
     */
    public record Result(String entity, boolean count, List<byte[]> rows, int startPosition, int total) {}

    /** Runs a statement; within {@link Company#read}. */
    public Result run(Company company, String text) {
        ZoneId zone = company.profile().zone();
        LocalDate today = LocalDate.ofInstant(company.clock().instant(), zone);
        Statement statement = Parser.parse(text, zone, today);
        return new Run(statement, company).result();
    }

    /** The moment that a client names, as in a statement. */
    public static Instant moment(String text, ZoneId zone) {
        try {
            return Instant.ofEpochSecond(Moments.seconds(text, zone));
        } catch (DateTimeParseException e) {
            throw new QuickBooksFault(
                    FaultCode.QUERY_INVALID, "QueryValidationError: Invalid value '" + text + "' for a date and time");
        }
    }

    /** The first rows of an order, however many are looked at: a page is a small part of them. */
    private static final class First {

        private final Comparator<Row> order;
        private final long most;
        private final PriorityQueue<Row> rows;

        First(Comparator<Row> order, long most) {
            this.order = order;
            this.most = most;
            this.rows = new PriorityQueue<>(order.reversed());
        }

        void add(Row row) {
            if (rows.size() < most) {
                rows.add(row);
            } else if (most > 0 && order.compare(row, rows.peek()) < 0) {
                rows.poll();
                rows.add(row);
            }
        }

        List<Row> inOrder() {
            List<Row> sorted = new ArrayList<>(rows);
            sorted.sort(order);
            return sorted;
        }
    }

    /** One statement at work on one company. */
    private static final class Run {

        private final Statement statement;
        private final Company company;
        private final Table table;
        /** What is worked out when read is worked out once for each row. */
        private final Map<Row, ObjectNode> rendered = new HashMap<>();

        Run(Statement statement, Company company) {
            this.statement = statement;
            this.company = company;
            this.table = company.table(statement.entity().name());
        }

        Result result() {
            Plan plan = new Plan(statement, table);
            if (statement.entity().hasNamesForIds()
                    && !statement.count()
                    && !statement.ordered()
                    && statement.startPosition() == 1) {
                return withBuiltIns(plan);
            }
            int skip = statement.startPosition() - 1;
            int wanted = statement.maxResults();
            boolean sorted = plan.isSorted();
            List<Row> found = new ArrayList<>();
            First first = new First(comparator(), (long) skip + wanted);
            int matched = 0;
            boolean complete = true;
            for (Row row : plan.candidates()) {
                if (!fits(row)) {
                    continue;
                }
                matched++;
                if (statement.count()) {
                    continue;
                }
                if (!sorted) {
                    first.add(row);
                } else if (matched > skip && found.size() < wanted) {
                    found.add(row);
                } else if (matched > skip) {
                    complete = false;
                    break;
                }
            }
            if (statement.count()) {
                return new Result(statement.entity().name(), true, List.of(), 1, matched);
            }
            if (!sorted) {
                found = first.inOrder();
                complete = found.size() == matched;
                found = found.subList(Math.min(skip, found.size()), found.size());
            }
            List<byte[]> rows = new ArrayList<>(found.size());
            found.forEach(row -> rows.add(render(row)));
            // Of an answer that does not hold all rows the total is not known without reading on (assumed).
            int total = !table.type().tellsTotal() ? -1 : complete ? matched : rows.size();
            return new Result(statement.entity().name(), false, rows, statement.startPosition(), total);
        }

        /** A limit does not count the built-in tax codes, which have names for Ids: clients' tests know of three rows too many. */
        private Result withBuiltIns(Plan plan) {
            List<Row> builtIn = new ArrayList<>();
            List<Row> found = new ArrayList<>();
            for (Row row : plan.candidates()) {
                if (fits(row)) {
                    boolean own = Character.isDigit(row.id().text().charAt(0));
                    (own ? found : builtIn).add(row);
                }
            }
            found.sort(comparator());
            // They come first: clients' tests take the first code and compare its Id with its name.
            builtIn.sort(
                    Comparator.comparingInt(row -> BUILT_IN.indexOf(row.id().text())));
            builtIn.addAll(found.subList(0, Math.min(statement.maxResults(), found.size())));
            List<byte[]> rows = new ArrayList<>(builtIn.size());
            builtIn.forEach(row -> rows.add(render(row)));
            return new Result(statement.entity().name(), false, rows, 1, -1);
        }

        private boolean fits(Row row) {
            if (table.isInactive(row) && !statement.asksForActive()) {
                return false;
            }
            for (Condition condition : statement.conditions()) {
                if (!condition.holds(value(row, condition.property()))) {
                    return false;
                }
            }
            return true;
        }

        private Comparable<?> value(Row row, Property property) {
            String field = property.path()[0];
            return table.type().computed().contains(field)
                    ? property.valueIn(rendered.computeIfAbsent(
                            row, r -> company.rendering().tree(table, r)))
                    : table.value(row, property.name());
        }

        private Comparator<Row> comparator() {
            return (a, b) -> {
                for (Order order : statement.orders()) {
                    int by = new Key(value(a, order.property()), null)
                            .compareTo(new Key(value(b, order.property()), null));
                    if (by != 0) {
                        return order.descending() ? -by : by;
                    }
                }
                return a.id().compareTo(b.id());
            };
        }

        private byte[] render(Row row) {
            if (statement.fields().isEmpty()) {
                ObjectNode known = rendered.get(row);
                return known == null ? company.rendering().json(table, row) : Json.bytes(known);
            }
            ObjectNode entity = company.rendering().tree(table, row);
            entity.properties()
                    .removeIf(field -> !ALWAYS.contains(field.getKey())
                            && !statement.fields().contains(field.getKey()));
            return Json.bytes(entity.put("sparse", true));
        }
    }
}
