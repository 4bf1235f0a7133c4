package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.company.Table;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.rule.EntityRule;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/**
 * The operations of entities, the same for all: the table says which of them an entity has, the rules add what is
 * special.
 */
public final class EntityService {

    private final Deactivation deactivation = new Deactivation();

    /** Creates, or updates where the body has an Id. */
    public ObjectNode save(Change change, EntityType type, JsonNode body, Set<String> include) {
        if (body.isObject()
                && body.isEmpty()
                && (type.nameKey() != null || !type.required().isEmpty())) {
            throw QuickBooksFault.required(
                    type.required().isEmpty() ? "Name" : type.required().get(0));
        }
        return switch (type.form()) {
            case RATE -> ExchangeRates.save(change, type, body);
            case TEMPLATE -> RecurringTransactions.save(change, type, body, this::save);
            case PLAIN, TREE -> saveAsItself(change, type, body, include);
        };
    }

    private ObjectNode saveAsItself(Change change, EntityType type, JsonNode body, Set<String> include) {
        if (include.contains("void")) {
            return voidTransaction(change, type, body);
        }
        boolean update = type.kind() == EntityType.Kind.SINGLE
                || (Json.text(body, "Id") != null && !Json.text(body, "Id").isBlank());
        return update ? update(change, type, body, include) : create(change, type, body, include);
    }

    private ObjectNode create(Change change, EntityType type, JsonNode body, Set<String> include) {
        require(type, 'C', "create");
        ObjectNode entity = writable(type, Normalizer.normalize(type, body, false));
        checkRequired(type, entity);
        if (type.nameKey() != null && !entity.has("Active")) {
            entity.put("Active", true);
        }
        Draft draft = new Draft(type, entity, null, change, include, this::save);
        prepare(draft);
        ObjectNode stored = change.put(type, entity, Operation.CREATE);
        Rules.of(type.name()).link(draft);
        return answer(change, type, stored);
    }

    private ObjectNode update(Change change, EntityType type, JsonNode body, Set<String> include) {
        require(type, 'U', "update");
        boolean sparse = body.path("sparse").asBoolean(false);
        ObjectNode given = Normalizer.normalize(type, body, sparse);
        String id = type.kind() == EntityType.Kind.SINGLE ? "1" : Json.text(given, "Id");
        ObjectNode before = existing(change, type, id, Json.text(given, "SyncToken"));
        given.put("Id", id);
        if (sparse) {
            // Recorded in 2026: these have to be repeated even where they do not change.
            type.requiredInSparse().stream()
                    .filter(field -> !given.has(field))
                    .findFirst()
                    .ifPresent(field -> {
                        throw QuickBooksFault.required(field);
                    });
        }
        ObjectNode entity = sparse ? merge(type, before, given) : replace(type, before, given);
        checkRequired(type, entity);
        Draft draft = new Draft(type, entity, before, change, include, this::save);
        checkOpenPeriod(change, type, before);
        Change.Mark mark = change.mark();
        boolean deactivated = deactivation.apply(draft);
        // What the former version did to others is taken back first, so that the new one finds them free.
        Rules.of(type.name()).unlink(before, change);
        prepare(draft);
        ObjectNode stored = change.put(type, entity, deactivated ? Operation.DELETE : Operation.UPDATE);
        if (Change.isSame(type, before, stored)) {
            // An update that changes nothing leaves the version, the time and everything else alone.
            change.backTo(mark);
            return answer(change, type, before);
        }
        change.repost(type, Json.text(stored, "Id"));
        Rules.of(type.name()).link(draft);
        return answer(change, type, stored);
    }

    private void prepare(Draft draft) {
        Names.strip(draft);
        References.resolve(draft.type(), draft.entity(), draft.change(), draft.before());
        Rules.of(draft.type().name()).prepare(draft);
        References.unname(draft.type(), draft.entity());
        Names.check(draft);
        checkOpenPeriod(draft.change(), draft.type(), draft.entity());
    }

    /** Deletes a transaction; the answer tells only that it is gone. */
    public ObjectNode delete(Change change, EntityType type, JsonNode body) {
        if (!type.allows('D')) {
            throw type.allows('X')
                    ? QuickBooksFault.unsupportedOperation("Delete")
                    : QuickBooksFault.unsupportedOperation("delete for " + type.name());
        }
        JsonNode given = type.form() == EntityType.Form.TEMPLATE ? RecurringTransactions.template(body) : body;
        String version = Json.text(given, "SyncToken");
        if (version == null && type.isDeletedInAnyVersion()) {
            JsonNode current = change.find(type.name(), Json.text(given, "Id"));
            version = current == null ? null : Json.text(current, "SyncToken");
        }
        ObjectNode before = existing(change, type, Json.text(given, "Id"), version);
        checkOpenPeriod(change, type, before);
        EntityRule rule = Rules.of(type.name());
        rule.checkDelete(before, change);
        rule.unlink(before, change);
        rule.release(before, change);
        change.delete(type, Json.text(before, "Id"));
        return Json.object().put("status", "Deleted").put("domain", "QBO").put("Id", Json.text(before, "Id"));
    }

    /** Voids a transaction: it stays, with all amounts zero. Null where the service answers with an empty envelope. */
    public ObjectNode voidTransaction(Change change, EntityType type, JsonNode body) {
        return switch (type.voiding()) {
            case VOIDS ->
                voided(change, type, existing(change, type, Json.text(body, "Id"), Json.text(body, "SyncToken")));
            case NOTHING -> null;
            case FAULT -> throw QuickBooksFault.usual(FaultCode.APPLICATION).withStatus(200);
            case UNSUPPORTED -> throw QuickBooksFault.unsupportedOperation("void");
        };
    }

    private ObjectNode voided(Change change, EntityType type, ObjectNode before) {
        checkOpenPeriod(change, type, before);
        EntityRule rule = Rules.of(type.name());
        ObjectNode entity = before.deepCopy();
        rule.voidAmounts(entity);
        rule.checkDelete(before, change);
        rule.unlink(before, change);
        rule.release(before, change);
        withoutLinks(entity);
        entity.put("PrivateNote", "Voided");
        ObjectNode stored = change.put(type, entity, Operation.VOID);
        change.repost(type, Json.text(stored, "Id"));
        return answer(change, type, stored);
    }

    /** What was taken back is not linked any more, by the form or by a line of it. */
    private static void withoutLinks(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("LinkedTxn");
        }
        node.forEach(EntityService::withoutLinks);
    }

    /** The entity as it is answered. */
    public byte[] read(Company company, EntityType type, String id) {
        require(type, 'R', "read");
        Table table = company.table(type.name());
        Row row = table.find(type.kind() == EntityType.Kind.SINGLE ? "1" : id);
        byte[] other =
                row == null && type.alsoReads() != null ? CardPayments.asTransfer(company, type.alsoReads(), id) : null;
        if (other != null) {
            return other;
        }
        if (row == null) {
            throw missing(type, id);
        }
        return company.rendering().json(table, row);
    }

    /** The stored entity, when the request names its current version. */
    static ObjectNode existing(Change change, EntityType type, String id, String syncToken) {
        if (id == null) {
            throw QuickBooksFault.required("Id");
        }
        ObjectNode stored = change.edit(type.name(), id);
        if (stored == null) {
            throw missing(type, id);
        }
        if (!Json.text(stored, "SyncToken").equals(syncToken)) {
            throw new QuickBooksFault(
                    FaultCode.STALE,
                    "Stale Object Error : You and Sandbox User were working on this at the same time. Sandbox User"
                            + " finished before you did, so your work was not saved.");
        }
        return stored;
    }

    private static QuickBooksFault missing(EntityType type, String id) {
        if (id == null || !id.matches("-?\\d{1,20}")) {
            return QuickBooksFault.invalidId(id == null ? "" : id, "Id");
        }
        return QuickBooksFault.notFound(type.name(), id);
    }

    private static void require(EntityType type, char operation, String name) {
        if (!type.allows(operation)) {
            throw QuickBooksFault.unsupportedOperation(name + " for " + type.name());
        }
    }

    static void checkRequired(EntityType type, JsonNode entity) {
        for (String field : type.required()) {
            JsonNode value = entity.path(field);
            if (value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty())) {
                throw QuickBooksFault.required(field);
            }
        }
    }

    /** Without the fields that only the service writes; what clients send in them is passed over, not refused. */
    private static ObjectNode writable(EntityType type, ObjectNode given) {
        given.remove(java.util.List.of("Id", "SyncToken", "MetaData", "domain", "status", "sparse"));
        type.shape().fields().keySet().stream()
                .filter(field -> type.isReadOnly(field) && !type.isOpening(field))
                .forEach(given::remove);
        dropNulls(given);
        return given;
    }

    /** A full update: what the body leaves out is cleared, but for what only the service writes. */
    private static ObjectNode replace(EntityType type, ObjectNode before, ObjectNode given) {
        ObjectNode entity = writable(type, given);
        type.shape().fields().keySet().stream()
                .filter(field -> type.isReadOnly(field) && before.has(field))
                .forEach(field -> entity.set(field, before.get(field)));
        keepActive(before, entity);
        return entity.put("Id", Json.text(before, "Id"));
    }

    private static void keepActive(ObjectNode before, ObjectNode entity) {
        if (before.has("Active") && !entity.has("Active")) {
            entity.set("Active", before.get("Active"));
        }
    }

    /** A sparse update: what the body leaves out is kept, what it has empty is cleared. */
    private static ObjectNode merge(EntityType type, ObjectNode before, ObjectNode given) {
        ObjectNode entity = before.deepCopy();
        given.properties().forEach(field -> {
            boolean opening = type.isOpening(field.getKey()) && !before.has(field.getKey());
            if ((opening || !type.isReadOnly(field.getKey())) && !field.getKey().equals("MetaData")) {
                entity.set(field.getKey(), field.getValue());
            }
        });
        dropNulls(entity);
        entity.remove("SyncToken");
        return entity;
    }

    private static void dropNulls(ObjectNode entity) {
        entity.properties().removeIf(field -> field.getValue().isNull());
    }

    private static void checkOpenPeriod(Change change, EntityType type, JsonNode entity) {
        String date = Json.text(entity, "TxnDate");
        if (type.isTransaction() && date != null) {
            ClosedPeriod.check(change, LocalDate.parse(date));
        }
    }

    static ObjectNode answer(Change change, EntityType type, ObjectNode stored) {
        return type.isAnsweredAsStored() ? stored : change.answer(type, stored);
    }
}
