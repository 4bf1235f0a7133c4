package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camelquickbooks.QuickBooksConfiguration.OnClearedFields;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a full update would clear: QuickBooks clears each writable field that the body leaves out (facts, section 1). */
final class ClearedFields {

    private static final Logger LOG = LoggerFactory.getLogger(ClearedFields.class);

    /** A full update leaves these as they are: who an entity is, whether it is active, and its currency. */
    private static final Set<String> KEPT = Set.of("Id", "SyncToken", "sparse", "Active", "CurrencyRef");

    /** What QuickBooks writes where nobody has said anything. */
    private static final Set<String> DEFAULTS = Set.of("NotSet", "NeedToPrint", "NotApplicable", "Print");

    private ClearedFields() {}

    /** Whether the entity has to be read for this. */
    static boolean isWatched(Call call, ObjectNode body) {
        return call.options().getOnClearedFields() != OnClearedFields.IGNORE
                && !body.path("sparse").asBoolean()
                && call.type().kind() != EntityType.Category.SINGLE
                // Of others each update is a full one, and not all can be read by an Id.
                && call.type().can(EntityType.Ability.SPARSE_UPDATE);
    }

    /** Whether an update is not sent where nobody knows what it clears. */
    static boolean refuses(Call call) {
        return call.options().getOnClearedFields() == OnClearedFields.REFUSE;
    }

    /** A warning is not worth an update: it is sent, too, where the entity cannot be read. */
    static void notChecked(Call call, String id, Throwable failure) {
        LOG.warn(
                "{}: {} {} cannot be read, so it is unknown whether the full update clears fields: {} [company {}]",
                call.label(),
                call.type().name(),
                id,
                failure.getMessage(),
                call.realmId());
    }

    /** Warns or refuses, as the endpoint has it, where an update would clear fields that are set. */
    static void check(Call call, ObjectNode body, JsonNode current) {
        if (current == null || !isWatched(call, body)) {
            return;
        }
        List<String> cleared = of(call.type(), body, current);
        if (cleared.isEmpty()) {
            return;
        }
        String message = call.label() + ": the full update of " + call.type().name() + " " + Json.text(current, "Id")
                + " clears fields that have values and that the body does not contain: " + String.join(", ", cleared);
        if (refuses(call)) {
            throw new IllegalArgumentException(
                    message.replace(" clears ", " would clear ")
                            + ". Use sparse=true to keep them, add them to the body, or set to null those that are to be cleared");
        }
        LOG.warn("{} [company {}]", message, call.realmId());
    }

    /** The names of the fields that have a value now and are left out of a body. A null in the body clears on purpose. */
    static List<String> of(EntityType type, ObjectNode body, JsonNode current) {
        List<String> cleared = new ArrayList<>();
        current.properties().forEach(field -> {
            String name = field.getKey();
            boolean ours = !KEPT.contains(name) && !type.readOnly().contains(name);
            boolean given = body.has(name) || name.equals(CustomFields.LIST) && CustomFields.areNamed(body);
            if (ours && !given && isSet(field.getValue())) {
                cleared.add(name);
            }
        });
        return cleared;
    }

    private static boolean isSet(JsonNode value) {
        if (value.isContainerNode()) {
            for (JsonNode part : value) {
                // A form lists its custom fields also where they have no value.
                boolean listed = part.has("DefinitionId");
                if (listed ? part.properties().stream().anyMatch(f -> f.getKey().endsWith("Value")) : isSet(part)) {
                    return true;
                }
            }
            return false;
        }
        if (value.isNumber()) {
            return value.decimalValue().signum() != 0;
        }
        return value.isBoolean()
                ? value.booleanValue()
                : !value.isNull() && !value.asText().isEmpty() && !DEFAULTS.contains(value.asText());
    }
}
