package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.catalogue.Property;
import org.camelquickbooks.sandbox.json.Json;

/** All rows of one entity in a company, with an index for each property that the catalogue names for it. */
public final class Table {

    private static final String UPDATED = "MetaData.LastUpdatedTime";

    /** A place in an index: a value, and the Id that makes it unique. */
    public record Key(Comparable<?> value, IdValue id) implements Comparable<Key> {

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public int compareTo(Key other) {
            int byValue = value == null || other.value == null
                    ? Boolean.compare(value != null, other.value != null)
                    : ((Comparable) value).compareTo(other.value);
            if (byValue != 0) {
                return byValue;
            }
            // No Id sorts before every Id, so that a bare value marks where its rows begin.
            return id == null || other.id == null
                    ? Boolean.compare(id != null, other.id != null)
                    : id.compareTo(other.id);
        }
    }

    private final EntityType type;
    private final List<Property> properties;
    private final Map<String, Integer> positions = new HashMap<>();
    private final NavigableMap<IdValue, Row> rows = new TreeMap<>();
    private final Set<String> indexed = new HashSet<>();
    /** Each is made when it is first asked for: a company that is opened need not wait for all of them. */
    private final Map<String, NavigableMap<Key, Row>> indexes = new ConcurrentHashMap<>();

    private final NavigableMap<Key, Tombstone> tombstones = new TreeMap<>();

    Table(EntityType type) {
        this.type = type;
        this.properties = new ArrayList<>(type.properties().values());
        for (int i = 0; i < properties.size(); i++) {
            positions.put(properties.get(i).name(), i);
        }
        indexed.add(UPDATED);
        if (type.isTransaction() && positions.containsKey("DocNumber")) {
            indexed.add("DocNumber");
        }
        indexed.addAll(type.indexed());
        if (type.order() != null) {
            indexed.add(type.order());
        }
    }

    public EntityType type() {
        return type;
    }

    public Row find(String id) {
        return id == null ? null : rows.get(new IdValue(id));
    }

    /** All rows in the order of their Ids. */
    public Collection<Row> rows() {
        return rows.values();
    }

    public NavigableMap<IdValue, Row> byId() {
        return rows;
    }

    public int size() {
        return rows.size();
    }

    /** The index over a property, or null where there is none. */
    public NavigableMap<Key, Row> index(String property) {
        NavigableMap<Key, Row> index = indexes.get(property);
        // Readers come together, and one of them makes it.
        return index != null || !indexed.contains(property) ? index : indexes.computeIfAbsent(property, this::build);
    }

    private NavigableMap<Key, Row> build(String property) {
        List<Map.Entry<Key, Row>> entries = new ArrayList<>(rows.size());
        rows.values().forEach(row -> entries.add(Map.entry(key(property, row), row)));
        entries.sort(Map.Entry.comparingByKey());
        NavigableMap<Key, Row> index = new TreeMap<>();
        index.putAll(new Sorted<>(entries));
        return index;
    }

    /** The rows that have this value, by index. */
    public Collection<Row> withValue(String property, Comparable<?> value) {
        return rangeOf(index(property), value).values();
    }

    static <V> NavigableMap<Key, V> rangeOf(NavigableMap<Key, V> index, Comparable<?> value) {
        return index.subMap(new Key(value, null), true, new Key(value, LAST), true);
    }

    /** Sorts after every Id that is given out. */
    public static final IdValue LAST = new IdValue("\uffff");

    /** The value of a queryable property of a row; for those that are worked out when read, the stored one. */
    public Comparable<?> value(Row row, String property) {
        return row.value(positions.get(property));
    }

    /** What was deleted at or after a second. */
    public Collection<Tombstone> deletedSince(long epochSecond) {
        return tombstones.tailMap(new Key(epochSecond, null), true).values();
    }

    public Collection<Row> updatedSince(long epochSecond) {
        return index(UPDATED).tailMap(new Key(epochSecond, null), true).values();
    }

    /** @param values those of {@link EntityType#values} */
    Row put(ObjectNode entity, byte[] json, Comparable<?>[] values) {
        Long updated = (Long) values[positions.get(UPDATED)];
        Row row = new Row(
                new IdValue(Json.text(entity, "Id")),
                entity.path("SyncToken").asInt(),
                updated == null ? 0 : updated,
                json,
                values);
        Row former = rows.put(row.id(), row);
        if (former != null && former.isShared()) {
            // What was looked at over and over will be again.
            row.share(entity);
        }
        index(row, former);
        return row;
    }

    private void index(Row row, Row former) {
        indexes.forEach((name, index) -> {
            Key now = key(name, row);
            if (former != null) {
                Key before = key(name, former);
                if (!Objects.equals(before, now)) {
                    index.remove(before);
                }
            }
            index.put(now, row);
        });
    }

    /** Takes rows in the order of their Ids, and what is left of deleted ones, into a table that has none. */
    void load(Image.Rows image) {
        List<Map.Entry<IdValue, Row>> entries = new ArrayList<>(image.rows().size());
        image.rows().forEach(row -> entries.add(Map.entry(row.id(), row)));
        rows.putAll(new Sorted<>(entries));
        image.tombstones().forEach(this::bury);
    }

    private Key key(String property, Row row) {
        return new Key(property.equals(UPDATED) ? Long.valueOf(row.updated()) : value(row, property), row.id());
    }

    void delete(Tombstone tombstone) {
        Row former = rows.remove(new IdValue(tombstone.id()));
        if (former != null) {
            indexes.forEach((name, index) -> index.remove(key(name, former)));
        }
        bury(tombstone);
    }

    private void bury(Tombstone tombstone) {
        tombstones.put(new Key(tombstone.deleted(), new IdValue(tombstone.id())), tombstone);
    }

    /** What is left of all that was deleted. */
    Collection<Tombstone> tombstones() {
        return tombstones.values();
    }

    /** Whether a row is hidden from queries that do not ask for inactive ones. */
    public boolean isInactive(Row row) {
        Integer position = positions.get("Active");
        return position != null && Boolean.FALSE.equals(row.value(position));
    }
}
