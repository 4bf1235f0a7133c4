package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.FieldType;
import org.camelquickbooks.sandbox.catalogue.Shape;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** Checks that what an entity refers to is there and active, and writes the names beside the Ids. */
final class References {

    /** Ids that stand for no stored item: the shipping line and the tip. */
    /** Entities whose Ids are numbers; tax codes and currencies have words. */
    private static final Set<String> NUMBERED =
            Set.of("Account", "Class", "Customer", "Vendor", "Employee", "Item", "Department", "Term", "PaymentMethod");

    private static final Set<String> PSEUDO_ITEMS = Set.of("SHIPPING_ITEM_ID", "GRATUITY_ITEM_ID");

    /** References that may be to a customer, a vendor or an employee, and say to whom. */
    private static final Set<String> ANYBODY = Set.of("EntityRef", "Entity", "ShipTo");

    private final Catalogue catalogue = Catalogue.get();
    private final EntityType type;
    private final Lookup books;
    private final JsonNode before;

    private References(EntityType type, Lookup books, JsonNode before) {
        this.type = type;
        this.books = books;
        this.before = before;
    }

    /** @param before the entity as it was: what it referred to already may have become inactive since */
    static void resolve(EntityType type, ObjectNode entity, Lookup books, JsonNode before) {
        new References(type, books, before).object(type.shape(), entity, "");
    }

    /** Takes the names off those references that are answered without, also where the service has filled them in. */
    static void unname(EntityType type, ObjectNode entity) {
        new References(type, null, null).object(type.shape(), entity, "");
    }

    private void object(Shape shape, ObjectNode node, String path) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            FieldType fieldType = shape.field(field.getKey());
            if (fieldType == null || fieldType.kind() != FieldType.Kind.OBJECT) {
                continue;
            }
            String at = path + field.getKey();
            if (fieldType.list()) {
                for (JsonNode element : field.getValue()) {
                    value(fieldType, field.getKey(), element, at);
                }
            } else {
                value(fieldType, field.getKey(), field.getValue(), at);
            }
        }
    }

    private void value(FieldType fieldType, String field, JsonNode node, String at) {
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        if (fieldType.isReference()) {
            reference(field, object, at);
        } else {
            object(catalogue.shape(fieldType.shape()), object, at + ".");
        }
    }

    private void reference(String field, ObjectNode ref, String at) {
        boolean named = type.answers().isNamed(field, at);
        if (!named) {
            ref.remove("name");
        }
        if (!ANYBODY.contains(field)) {
            // Clients send the type of what they refer to, and no recorded answer has it.
            ref.remove("type");
        }
        if (books == null) {
            return;
        }
        String target = targetOf(field, ref);
        String id = Json.text(ref, "value");
        if (target == null || PSEUDO_ITEMS.contains(id)) {
            return;
        }
        JsonNode found = books.find(target, id);
        if (found == null && at.startsWith("AttachableRef")) {
            throw QuickBooksFault.business(
                    "The transaction or object that the attachment is for does not exist: " + target + " " + id + ".");
        }
        if (found == null) {
            throw unknown(target, id, at);
        }
        if (found.has("Active") && !Json.bool(found, "Active") && !wasReferredTo(at, id)) {
            throw QuickBooksFault.notFound(target, id);
        }
        if (target.equals("Item") && "Category".equals(Json.text(found, "Type")) && !field.equals("ParentRef")) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_REFERENCE,
                    "Invalid Reference Id : Categories cannot be used in transactions",
                    at);
        }
        String name = nameOf(found);
        if (name != null && named) {
            ref.put("name", name);
        }
        if (at.equals("EntityRef") && !ref.has("type")) {
            ref.put("type", target);
        }
    }

    private boolean wasReferredTo(String at, String id) {
        return before != null
                && (at.startsWith("Line")
                        ? before.path("Line").toString().contains("\"value\":\"" + id + "\"")
                        : id.equals(Json.text(before, at + ".value")));
    }

    private String targetOf(String field, ObjectNode ref) {
        String given = Json.text(ref, "type");
        return switch (field) {
            case "ParentRef" -> type.name();
            case "EntityRef", "Entity", "ShipTo" -> {
                EntityType named = given == null ? null : catalogue.find(given);
                if (given != null && given.equalsIgnoreCase("Job")) {
                    named = catalogue.type("Customer");
                }
                yield named == null ? anyName(Json.text(ref, "value")) : named.name();
            }
            default -> catalogue.referenced(field);
        };
    }

    /** A reference to somebody without saying whom: customers, vendors and employees number together. */
    private String anyName(String id) {
        for (String name : new String[] {"Customer", "Vendor", "Employee"}) {
            if (books.find(name, id) != null) {
                return name;
            }
        }
        return null;
    }

    private static QuickBooksFault unknown(String target, String id, String at) {
        if (id != null && NUMBERED.contains(target) && !id.matches("-?\\d+")) {
            return QuickBooksFault.invalidId(id, at + ".value");
        }
        String table =
                switch (target) {
                    case "Account" -> "Accounts";
                    case "Class" -> "Klasses";
                    case "Customer", "Vendor", "Employee" -> "Names";
                    default -> null;
                };
        String reason = "Invalid Reference Id : " + (table == null ? at : table + " element id " + id + " not found");
        return new QuickBooksFault(FaultCode.INVALID_REFERENCE, reason, table == null ? at : "Reference Id");
    }

    /** The name under which an entity is shown where others refer to it. */
    static String nameOf(JsonNode entity) {
        for (String field : new String[] {"FullyQualifiedName", "DisplayName", "Name"}) {
            String name = Json.text(entity, field);
            if (name != null) {
                return name;
            }
        }
        return null;
    }
}
