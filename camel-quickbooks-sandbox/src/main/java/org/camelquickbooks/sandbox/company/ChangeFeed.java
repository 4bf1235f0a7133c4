package org.camelquickbooks.sandbox.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** Change data capture: the objects that have changed since a time, in their current state. */
public final class ChangeFeed {

    /** An answer holds so many objects and no more; that others were left out it does not say. */
    private static final int LIMIT = 1000;

    private static final Duration LOOK_BACK = Duration.ofDays(30);

    /** The changes of one entity. */
    public record Changes(EntityType type, List<byte[]> objects) {}

    private ChangeFeed() {}

    /** Within {@link Company#read}. */
    public static List<Changes> since(Company company, List<String> names, Instant since) {
        if (since.isBefore(company.clock().instant().minus(LOOK_BACK))) {
            throw new QuickBooksFault(
                    FaultCode.CDC_ENTITY,
                    "Invalid changedSince : the look-back period is limited to 30 days",
                    "changedSince");
        }
        List<EntityType> types = new ArrayList<>();
        names.forEach(name -> types.add(type(name)));
        List<Changes> answer = new ArrayList<>();
        int left = LIMIT;
        for (EntityType type : types) {
            List<byte[]> objects = changes(company, company.table(type.name()), since.getEpochSecond(), left);
            left -= objects.size();
            answer.add(new Changes(type, objects));
        }
        return answer;
    }

    private static EntityType type(String name) {
        EntityType type = Catalogue.get().find(name);
        if (type == null) {
            throw QuickBooksFault.unsupported("Unsupported entity in change data capture : " + name);
        }
        if (!type.isChangeDataCaptured()) {
            throw new QuickBooksFault(
                    FaultCode.CDC_ENTITY, "Change data capture is not supported for entity " + type.name(), "entities");
        }
        return type;
    }

    /** Oldest change first, the living and the dead in one order. */
    private static List<byte[]> changes(Company company, Table table, long since, int limit) {
        TreeMap<Table.Key, Object> merged = new TreeMap<>();
        for (Row row : table.updatedSince(since)) {
            merged.put(new Table.Key(row.updated(), row.id()), row);
            if (merged.size() >= limit) {
                break;
            }
        }
        for (Tombstone dead : table.deletedSince(since)) {
            merged.put(new Table.Key(dead.deleted(), new IdValue(dead.id())), dead);
        }
        List<byte[]> objects = new ArrayList<>();
        for (Object object : merged.values()) {
            if (objects.size() == limit) {
                break;
            }
            objects.add(
                    object instanceof Row row ? company.rendering().json(table, row) : tombstone((Tombstone) object));
        }
        return objects;
    }

    private static byte[] tombstone(Tombstone dead) {
        var node = Json.object().put("domain", "QBO").put("status", "Deleted").put("Id", dead.id());
        node.putObject("MetaData").put("LastUpdatedTime", dead.time());
        return Json.bytes(node);
    }
}
