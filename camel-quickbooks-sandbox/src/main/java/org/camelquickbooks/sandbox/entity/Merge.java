package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;

/**
 * Merges two names, like the function in QuickBooks' user interface: all references to the second one change to the
 * first one, and the second one becomes inactive. Only these two count as changed; entities that referred to the
 * second one keep their version.
 */
public final class Merge {

    private static final Set<String> TYPES = Set.of("Customer", "Vendor", "Item", "Account", "Class");
    /** These share their Ids, so that a reference to one of them need not say which. */
    private static final Set<String> NUMBERED_TOGETHER = Set.of("Customer", "Vendor", "Employee");
    /** In what two have to be equal to become one. */
    private static final List<String> EQUAL = List.of("Type", "AccountType", "AccountSubType", "CurrencyRef.value");

    private Merge() {}

    /**
     * Merges the second into the first.
     *
     * @throws IllegalArgumentException where they cannot become one; says why
     */
    public static ObjectNode merge(Company company, String entity, String into, String from) {
        if (!TYPES.contains(entity)) {
            throw new IllegalArgumentException(
                    "QuickBooks merges " + TYPES.stream().sorted().toList() + ", not " + entity);
        }
        EntityType type = Catalogue.get().type(entity);
        return company.write(change -> {
            ObjectNode winner = existing(change, type, into);
            ObjectNode loser = existing(change, type, from);
            check(company, type, winner, loser);
            References names = new References(entity, into, from, name(winner));
            for (EntityType other : Catalogue.get().types()) {
                for (Row row : company.table(other.name()).rows()) {
                    rename(change, other, row, names);
                }
            }
            change.mergeInto(type, winner, from);
            loser.put("Active", false);
            loser.put(type.nameKey(), Json.text(loser, type.nameKey()) + " (deleted)");
            if (loser.has("FullyQualifiedName")) {
                loser.put("FullyQualifiedName", Json.text(loser, "FullyQualifiedName") + " (deleted)");
            }
            change.retire(type, loser, posted(change, names, entity, from));
            return winner.deepCopy();
        });
    }

    private static ObjectNode existing(Change change, EntityType type, String id) {
        ObjectNode stored = change.edit(type.name(), id);
        if (stored == null || !Json.bool(stored, "Active")) {
            throw new IllegalArgumentException("There is no active " + type.name() + " " + id);
        }
        return stored;
    }

    private static void check(Company company, EntityType type, ObjectNode winner, ObjectNode loser) {
        if (Json.text(winner, "Id").equals(Json.text(loser, "Id"))) {
            throw new IllegalArgumentException(
                    type.name() + " " + Json.text(winner, "Id") + " is merged with another one," + " not with itself");
        }
        for (String field : EQUAL) {
            if (!Objects.equals(Json.text(winner, field), Json.text(loser, field))) {
                throw new IllegalArgumentException("Both must have the same " + field + "; they have "
                        + Json.text(winner, field) + " and " + Json.text(loser, field));
            }
        }
        boolean parent = type.indexed().contains("ParentRef")
                && !company.table(type.name())
                        .withValue("ParentRef", new IdValue(Json.text(loser, "Id")))
                        .isEmpty();
        if (parent) {
            throw new IllegalArgumentException(
                    type.name() + " " + Json.text(loser, "Id") + " has others below it; move those first");
        }
    }

    private static String name(JsonNode winner) {
        String full = Json.text(winner, "FullyQualifiedName");
        return full != null ? full : Json.text(winner, winner.has("DisplayName") ? "DisplayName" : "Name");
    }

    private static void rename(Change change, EntityType type, Row row, References names) {
        String id = row.id().text();
        if (type.name().equals(names.entity()) && (id.equals(names.from()) || id.equals(names.into()))) {
            return;
        }
        ObjectNode entity = row.copy();
        Entry entry = posted(change, names, type.name(), id);
        if (names.rename(entity, type.name()) || entry != null) {
            change.rewrite(type, entity, entry);
        }
    }

    /** What an entity has posted, under the new name; null where the name does not stand in it. */
    private static Entry posted(Change change, References names, String type, String id) {
        Entry entry = change.posted(type, id);
        Entry renamed = entry == null ? null : names.rename(entry);
        return Objects.equals(entry, renamed) ? null : renamed;
    }

    /** The name that goes, and the one that takes its place. */
    private record References(String entity, String into, String from, String name) {

        boolean rename(JsonNode node, String owner) {
            boolean changed = false;
            for (var field : node.properties()) {
                JsonNode value = field.getValue();
                if (value instanceof ObjectNode reference
                        && from.equals(Json.text(reference, "value"))
                        && entity.equals(target(owner, node, field.getKey(), reference))) {
                    reference.put("value", into);
                    if (reference.has("name")) {
                        reference.put("name", name);
                    }
                    changed = true;
                } else if (value.isTextual() && from.equals(value.asText()) && isChoice(owner, node, field.getKey())) {
                    field.setValue(TextNode.valueOf(into));
                    changed = true;
                } else if (value.isContainerNode()) {
                    changed |= rename(value, owner);
                }
            }
            if (node.isArray()) {
                for (JsonNode element : node) {
                    changed |= rename(element, owner);
                }
            }
            return changed;
        }

        /** Whether it is the company's choice of such an entity: preferences have the Id without a reference around it. */
        private boolean isChoice(String owner, JsonNode holder, String field) {
            String name = field.equals("Value") ? Json.text(holder, "Name") : field;
            return owner.equals("Preferences")
                    && name != null
                    && (name.endsWith(entity) || name.endsWith(entity + "Id"));
        }

        private String target(String owner, JsonNode holder, String field, JsonNode reference) {
            if (field.endsWith("AccountRef")) {
                // Also those that only the service writes: of a line's income, of an agency's taxes.
                return "Account";
            }
            return switch (field) {
                case "ParentRef" -> owner;
                case "Entity", "EntityRef", "ShipTo" -> named(holder, reference);
                default -> Catalogue.get().referenced(field);
            };
        }

        /** Customers, vendors and employees number together: where no type is said, the Id says who it is. */
        private String named(JsonNode holder, JsonNode reference) {
            String usual = NUMBERED_TOGETHER.contains(entity) ? entity : "Customer";
            String type = reference.path("type").asText(holder.path("Type").asText(usual));
            EntityType found = Catalogue.get().find(type.equalsIgnoreCase("Job") ? "Customer" : type);
            return found == null ? null : found.name();
        }

        Entry rename(Entry entry) {
            return entity.equals("Account") ? entry.withAccount(from, into) : entry.with(entity, from, into);
        }
    }
}
