package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;

/** The tables of entities, from the published fields: fields and references are columns, lists are tables. */
final class Tables {

    private static final JsonNode FIELDS = fields();

    /** How deep objects within objects become columns; what is deeper is in the JSON. */
    private static final int DEEPEST = 2;

    /** Objects of which one field says all. */
    private static final Map<String, String> WRAPPERS = Map.of(
            "EmailAddress",
            "Address",
            "TelephoneNumber",
            "FreeFormNumber",
            "WebSiteAddress",
            "URI",
            "MemoRef",
            "value");

    /** Cards and bank accounts are not spread over columns; what has no fixed fields has no columns. */
    private static final Set<String> NO_COLUMNS = Set.of(
            "IntuitAnyType",
            "CreditCardPayment",
            "CreditChargeInfo",
            "VendorBankAccountDetail",
            "Tag",
            "TxnApprovalInfo",
            "RecurringInfo",
            "IntuitEntity");

    /** What the copy has columns of its own for, or what is said by them. */
    private static final Set<String> OWN_FIELDS =
            Set.of("Id", "SyncToken", "MetaData", "@domain", "@status", "@sparse");

    private static final Set<String> ADDRESS = Set.of(
            "Line1",
            "Line2",
            "Line3",
            "Line4",
            "Line5",
            "City",
            "Country",
            "CountrySubDivisionCode",
            "PostalCode",
            "Lat",
            "Long");

    private Tables() {}

    private static JsonNode fields() {
        try (InputStream in = EntityCatalogue.class.getResourceAsStream("fields.json")) {
            return Json.EXACT.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource fields.json of camel-quickbooks cannot be read", e);
        }
    }

    /** The tables of an entity, named after it. */
    static EntityTable of(EntityType type, String prefix) {
        String name = prefix + Names.snake(type.name());
        JsonNode shape = FIELDS.path("entities").path(type.name());
        Map<String, Column> columns = new LinkedHashMap<>();
        add(columns, Column.of("realm_id", ColumnType.KEY, List.of()));
        add(columns, Column.of("id", ColumnType.KEY, List.of("Id")));
        add(columns, Column.of("sync_token", ColumnType.WHOLE, List.of("SyncToken")));
        add(columns, Column.of("create_time", ColumnType.TIME, List.of("MetaData", "CreateTime")));
        add(columns, Column.of("last_updated_time", ColumnType.TIME, List.of("MetaData", "LastUpdatedTime")));
        List<ListTable> lists = new ArrayList<>();
        shape.properties().forEach(field -> {
            if (!OWN_FIELDS.contains(field.getKey())) {
                flatten(columns, "", List.of(), field.getKey(), field.getValue().asText(), 0);
                lists(lists, name, List.of(), field.getKey(), field.getValue().asText(), 0, type);
            }
        });
        EntityTable.OWN.forEach(column -> add(columns, column));
        return new EntityTable(type, name, List.copyOf(columns.values()), distinct(name, lists));
    }

    /** Where two lists have one name, those within objects have the names of the objects too. */
    private static List<ListTable> distinct(String table, List<ListTable> lists) {
        Map<String, Long> names = lists.stream().collect(Collectors.groupingBy(ListTable::name, Collectors.counting()));
        return lists.stream()
                .map(list -> names.get(list.name()) == 1 || list.path().size() == 1
                        ? list
                        : list.named(table + "_"
                                + list.path().stream().map(Names::snake).collect(Collectors.joining("_"))))
                .toList();
    }

    /** Of two fields with one name that hold the same, both fill the column. */
    private static void add(Map<String, Column> columns, Column column) {
        if (column.name().length() <= Names.LONGEST) {
            columns.merge(
                    column.name(), column, (before, same) -> before.type() == same.type() ? before.or(same) : before);
        }
    }

    private static void flatten(
            Map<String, Column> columns, String prefix, List<String> path, String field, String type, int depth) {
        String name = prefix + Names.snake(field);
        List<String> here = plus(path, field);
        ColumnType simple = ColumnType.of(type);
        if (simple != null) {
            add(columns, Column.of(name, simple, here));
        } else if (type.equals("ReferenceType")) {
            add(columns, Column.of(name, ColumnType.KEY, plus(here, "value")));
            add(columns, Column.of(name + "_name", ColumnType.TEXT, plus(here, "name")));
            if (!field.endsWith("Ref")) {
                add(columns, Column.of(name + "_type", ColumnType.TEXT, plus(here, "type")));
            }
        } else if (WRAPPERS.containsKey(type)) {
            add(columns, Column.of(name, ColumnType.TEXT, plus(here, WRAPPERS.get(type))));
        } else if (isObject(type) && depth < DEEPEST) {
            boolean address = type.equals("PhysicalAddress");
            FIELDS.path("types").path(type).properties().forEach(inner -> {
                if (!inner.getKey().startsWith("@") && (!address || ADDRESS.contains(inner.getKey()))) {
                    flatten(
                            columns,
                            name + "_",
                            here,
                            inner.getKey(),
                            inner.getValue().asText(),
                            depth + 1);
                }
            });
        }
    }

    private static boolean isObject(String type) {
        return !type.endsWith("[]")
                && !NO_COLUMNS.contains(type)
                && FIELDS.path("types").has(type);
    }

    private static void lists(
            List<ListTable> lists,
            String table,
            List<String> path,
            String field,
            String type,
            int depth,
            EntityType entity) {
        List<String> here = plus(path, field);
        if (type.endsWith("[]")) {
            String element = type.substring(0, type.length() - 2);
            boolean attached = element.equals("AttachableRef") && !entity.name().equals("Attachable");
            if (isObject(element) && !attached) {
                lists.add(list(table + "_" + Names.snake(field), here, null, element, field.equals("TaxLine")));
            }
        } else if (isObject(type) && depth < DEEPEST && !WRAPPERS.containsKey(type)) {
            FIELDS.path("types")
                    .path(type)
                    .properties()
                    .forEach(inner -> lists(
                            lists, table, here, inner.getKey(), inner.getValue().asText(), depth + 1, entity));
        }
    }

    private static ListTable list(String name, List<String> path, List<String> outer, String element, boolean taxLine) {
        boolean line = element.equals("Line");
        Map<String, Column> columns = new LinkedHashMap<>();
        List<ListTable> nested = new ArrayList<>();
        FIELDS.path("types").path(element).properties().forEach(field -> {
            String key = field.getKey();
            String type = field.getValue().asText();
            if (key.startsWith("@")) {
                return;
            }
            if (key.equals("Id")) {
                add(columns, Column.of(line ? "line_id" : "element_id", ColumnType.KEY, List.of("Id")));
            } else if (key.endsWith("LineDetail")) {
                // A line has one of them: they share their columns.
                if (!taxLine || key.equals("TaxLineDetail")) {
                    FIELDS.path("types")
                            .path(type)
                            .properties()
                            .forEach(inner -> flatten(
                                    columns,
                                    "",
                                    List.of(key),
                                    inner.getKey(),
                                    inner.getValue().asText(),
                                    1));
                }
            } else if (key.equals("LinkedTxn") && line && !taxLine) {
                nested.add(list(name + "_linked_txn", List.of(key), path, "LinkedTxn", false));
            } else {
                flatten(columns, "", List.of(), key, type, 1);
            }
        });
        return new ListTable(name, path, outer, List.copyOf(columns.values()), List.copyOf(nested), line && !taxLine);
    }

    private static List<String> plus(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
