package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.model.CustomFieldDefinition;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.Nearest;
import org.camelquickbooks.model.NeverSentException;
import org.camelquickbooks.model.OneLine;

/**
 * The custom fields that a body names, as QuickBooks accepts them.
 *
 * @param include what the write has to ask for by the definitions; null for nothing
 */
record NamedFields(List<ObjectNode> entries, String include) {

    private static final int LONGEST_QUOTED = 100;

    /** Finds the definitions of what a body names; completes at once where it names nothing. */
    static CompletionStage<NamedFields> of(Call call, String label, String entity, ObjectNode body) {
        return CustomFields.areNamed(body)
                ? find(call, label, entity, CustomFields.named(body, label))
                : CompletableFuture.completedFuture(new NamedFields(List.of(), null));
    }

    static CompletionStage<NamedFields> find(Call call, String label, String entity, ObjectNode named) {
        if (named.isEmpty()) {
            return CompletableFuture.completedFuture(new NamedFields(List.of(), null));
        }
        return call.runtime()
                .cache()
                .settings()
                .customFields(call.realmId(), entity, definitions -> unknown(named, definitions))
                .thenApply(definitions -> found(label, entity, named, definitions));
    }

    private static List<String> unknown(ObjectNode named, List<CustomFieldDefinition> definitions) {
        List<String> unknown = new ArrayList<>();
        named.fieldNames().forEachRemaining(name -> {
            if (definitions.stream().noneMatch(definition -> definition.hasName(name))) {
                unknown.add(name);
            }
        });
        return unknown;
    }

    private static NamedFields found(
            String label, String entity, ObjectNode named, List<CustomFieldDefinition> definitions) {
        List<String> unknown = unknown(named, definitions);
        if (!unknown.isEmpty()) {
            List<String> names =
                    definitions.stream().map(CustomFieldDefinition::name).toList();
            String name = OneLine.of(unknown.get(0), LONGEST_QUOTED);
            throw new NeverSentException(label + ": the company has no custom field '" + name + "' for " + entity
                    + Nearest.suggest(name, names)
                    + (names.isEmpty()
                            ? "; it has no custom fields for this entity"
                            : "; it has '" + String.join("', '", names) + "'")
                    + ". Correct the name in " + CustomFields.BY_NAME
                    + ", or define the field in QuickBooks and switch it on for this kind of form");
        }
        List<ObjectNode> entries = new ArrayList<>();
        named.properties()
                .forEach(field -> entries.add(
                        CustomFields.entry(one(label, entity, field.getKey(), definitions), field.getValue())));
        boolean classic = definitions.stream().allMatch(CustomFieldDefinition::isClassic);
        return new NamedFields(entries, classic ? null : CustomFields.ENHANCED);
    }

    private static CustomFieldDefinition one(
            String label, String entity, String name, List<CustomFieldDefinition> definitions) {
        List<CustomFieldDefinition> found = definitions.stream()
                .filter(definition -> definition.hasName(name))
                .toList();
        if (found.size() > 1) {
            throw new NeverSentException(label + ": the company has " + found.size() + " custom fields '"
                    + OneLine.of(name, LONGEST_QUOTED) + "' for " + entity
                    + "; give them different names in QuickBooks, or write " + CustomFields.LIST
                    + " with the DefinitionId");
        }
        return found.get(0);
    }

    /**
     * What the write of a body has to ask for; null for nothing. Its list may have fields of the entity as it is that no
     * definition told of: QuickBooks drops those that are not classic where nobody asks for them.
     */
    String includeFor(ObjectNode ready) {
        return include == null && !entries.isEmpty() && CustomFields.hasMoreThanClassic(ready.path(CustomFields.LIST))
                ? CustomFields.ENHANCED
                : include;
    }

    /** The body with QuickBooks' list in the place of the names; what the body lists itself stays where no name is meant. */
    ObjectNode in(ObjectNode body) {
        return in(body, null);
    }

    /**
     * The body with QuickBooks' list in the place of the names.
     *
     * @param current the entity as it is, where fields that are not named keep their values; null where they do not
     */
    ObjectNode in(ObjectNode body, JsonNode current) {
        ObjectNode ready = body.deepCopy();
        ready.remove(CustomFields.BY_NAME);
        if (!entries.isEmpty()) {
            List<ObjectNode> given = new ArrayList<>();
            body.path(CustomFields.LIST).forEach(entry -> {
                if (entry instanceof ObjectNode object) {
                    given.add(object);
                }
            });
            if (current != null) {
                CustomFields.set(ready, current.path(CustomFields.LIST), given);
            }
            CustomFields.set(ready, ready.path(CustomFields.LIST), entries);
        }
        return ready;
    }
}
