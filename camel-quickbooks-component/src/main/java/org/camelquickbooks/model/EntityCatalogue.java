package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Every entity of the API. Read once from {@code entities.json} and {@code fields.json}. */
public final class EntityCatalogue {

    private static final EntityCatalogue INSTANCE = new EntityCatalogue();

    private final Map<String, EntityType> byName = new LinkedHashMap<>();
    private final Set<String> withActive = new HashSet<>();

    private EntityCatalogue() {
        for (JsonNode node : resource("entities.json").path("entities")) {
            EntityType type = new EntityType(
                    node.path("name").asText(),
                    node.path("path").asText(),
                    EntityType.Category.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)),
                    node.path("operations").asText(),
                    node.path("cdc").asBoolean(),
                    node.path("webhook").asText(),
                    node.path("nameKey").asText(null),
                    readOnly(node),
                    texts(node.path("requiredInSparse")));
            byName.put(type.name(), type);
        }
        resource("fields.json").path("entities").properties().forEach(entity -> {
            if (entity.getValue().has("Active")) {
                withActive.add(entity.getKey());
            }
        });
        // Not an entity of its own: a request that makes tax codes and rates.
        byName.put(
                "TaxService",
                new EntityType(
                        "TaxService",
                        "taxservice/taxcode",
                        EntityType.Category.LIST,
                        "C",
                        false,
                        "",
                        null,
                        Set.of(),
                        List.of()));
    }

    /** What QuickBooks writes itself, but for what may be given once, such as the first quantity of an item. */
    private static Set<String> readOnly(JsonNode node) {
        Set<String> fields = new HashSet<>(texts(node.path("readOnly")));
        fields.addAll(texts(node.path("computed")));
        fields.removeAll(texts(node.path("opening")));
        fields.addAll(List.of("MetaData", "domain", "status"));
        return Set.copyOf(fields);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }

    static JsonNode resource(String name) {
        try (InputStream in = EntityCatalogue.class.getResourceAsStream(name)) {
            return Json.EXACT.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + name + " of camel-quickbooks cannot be read", e);
        }
    }

    public static EntityCatalogue get() {
        return INSTANCE;
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** The entity of that name, or null. */
    public EntityType find(String name) {
        return byName.get(name);
    }

    /**
     * The entity of that name.
     *
     * @throws IllegalArgumentException that suggests the nearest where there is none
     */
    public EntityType type(String name) {
        EntityType type = byName.get(name);
        if (type == null) {
            throw new IllegalArgumentException("There is no entity '" + OneLine.of(name, 200) + "' in QuickBooks"
                    + Nearest.suggest(name, byName.keySet()));
        }
        return type;
    }

    /**
     * The entities of a list of names with commas.
     *
     * @throws IllegalArgumentException that suggests the nearest where one is none
     */
    public List<EntityType> types(String names) {
        return CommaList.of(names).stream().map(this::type).toList();
    }

    /** Whether entities of that name can be made inactive, and are then left out of queries that do not ask for them. */
    public boolean hasActive(String name) {
        return withActive.contains(name);
    }

    /** The entity of that name in whatever case, or null. */
    public EntityType findIgnoringCase(String name) {
        return byName.values().stream()
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    /** The JSON Schema of an entity, from the published fields. */
    public ObjectNode schema(String name) {
        return EntitySchema.of(type(name).name());
    }
}
