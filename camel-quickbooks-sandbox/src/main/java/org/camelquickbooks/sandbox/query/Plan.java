package org.camelquickbooks.sandbox.query;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.company.Table;
import org.camelquickbooks.sandbox.company.Table.Key;
import org.camelquickbooks.sandbox.query.Condition.Operator;
import org.camelquickbooks.sandbox.query.Statement.Order;

/**
 * How the rows of a statement are found: by the narrowest index that a condition names, else by walking the index that
 * the order names, else by Id. Rows come in the order of that walk, so a page ends as soon as it is full.
 */
final class Plan {

    private final Statement statement;
    private final Table table;

    Plan(Statement statement, Table table) {
        this.statement = statement;
        this.table = table;
    }

    /** The rows to look at, in the order of the walk. */
    Iterable<Row> candidates() {
        Condition best = best();
        if (best == null) {
            return ordered();
        }
        if (best.property().name().equals("Id")) {
            return byId(best);
        }
        NavigableMap<Key, Row> index = table.index(best.property().name());
        return switch (best.operator()) {
            case EQUAL, IN -> {
                List<Row> rows = new ArrayList<>();
                best.values().stream()
                        .distinct()
                        .forEach(value ->
                                rows.addAll(table.withValue(best.property().name(), value)));
                yield rows;
            }
            default -> {
                NavigableMap<Key, Row> range = range(best, index);
                Order walk = walk();
                boolean down =
                        walk != null && walk.descending() && walk.property().equals(best.property());
                yield (down ? range.descendingMap() : range).values();
            }
        };
    }

    private static NavigableMap<Key, Row> range(Condition condition, NavigableMap<Key, Row> index) {
        Comparable<?> value = condition.values().get(0);
        Key first = new Key(value, null);
        Key last = new Key(value, Table.LAST);
        return switch (condition.operator()) {
            case LESS -> index.headMap(first, false);
            case LESS_OR_EQUAL -> index.headMap(last, true);
            case GREATER -> index.tailMap(last, false);
            case BETWEEN -> between(index, first, new Key(condition.values().get(1), Table.LAST));
            default -> index.tailMap(first, true);
        };
    }

    /** Nothing where the second value is below the first. */
    private static <K extends Comparable<? super K>> NavigableMap<K, Row> between(
            NavigableMap<K, Row> rows, K from, K to) {
        return from.compareTo(to) > 0 ? new TreeMap<>() : rows.subMap(from, true, to, true);
    }

    private Iterable<Row> byId(Condition condition) {
        NavigableMap<IdValue, Row> rows = table.byId();
        IdValue id = (IdValue) condition.values().get(0);
        return switch (condition.operator()) {
            case EQUAL, IN -> {
                NavigableMap<IdValue, Row> found = new TreeMap<>();
                for (Comparable<?> value : condition.values()) {
                    Row row = rows.get(value);
                    if (row != null) {
                        found.put(row.id(), row);
                    }
                }
                yield found.values();
            }
            case LESS -> rows.headMap(id, false).values();
            case LESS_OR_EQUAL -> rows.headMap(id, true).values();
            case GREATER -> rows.tailMap(id, false).values();
            case BETWEEN ->
                between(rows, id, (IdValue) condition.values().get(1)).values();
            default -> rows.tailMap(id, true).values();
        };
    }

    /** Equality on an index first, then a range that is also the order, then any range. */
    private Condition best() {
        Condition best = null;
        for (Condition condition : statement.conditions()) {
            if (rank(condition) > (best == null ? 0 : rank(best))) {
                best = condition;
            }
        }
        return best;
    }

    private int rank(Condition condition) {
        String name = condition.property().name();
        boolean indexed = name.equals("Id") || table.index(name) != null;
        if (!indexed || condition.operator() == Operator.LIKE || condition.operator() == Operator.NOT_EQUAL) {
            return 0;
        }
        if (condition.operator() == Operator.EQUAL || condition.operator() == Operator.IN) {
            return name.equals("Id") ? 5 : 4;
        }
        return walks(name) ? 3 : 1;
    }

    private boolean walks(String property) {
        Order walk = walk();
        return walk != null && walk.property().name().equals(property);
    }

    /** The order by which an index can be walked: that of one property, or of one and then the Id in the same direction. */
    private Order walk() {
        List<Order> orders = statement.orders();
        boolean byId = orders.size() == 2
                && orders.get(1).property().name().equals("Id")
                && orders.get(1).descending() == orders.get(0).descending();
        return orders.size() == 1 || byId ? orders.get(0) : null;
    }

    private Iterable<Row> ordered() {
        Order order = walk();
        if (order != null) {
            NavigableMap<Key, Row> index = table.index(order.property().name());
            if (order.property().name().equals("Id")) {
                return order.descending() ? table.byId().descendingMap().values() : table.rows();
            }
            if (index != null) {
                return order.descending() ? index.descendingMap().values() : index.values();
            }
        }
        return table.rows();
    }

    /** Whether the walk brings the rows in the order that is asked for, so that they need not be sorted. */
    boolean isSorted() {
        if (statement.orders().isEmpty()) {
            return true;
        }
        Order order = walk();
        if (order == null) {
            return false;
        }
        String name = order.property().name();
        Condition best = best();
        if (best == null) {
            return name.equals("Id") || table.index(name) != null;
        }
        if (best.operator() == Operator.IN || !best.property().name().equals(name)) {
            return false;
        }
        boolean range = best.operator() != Operator.EQUAL;
        return !order.descending() || range && !name.equals("Id");
    }
}
