package org.camelquickbooks.sandbox.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * All entities of the API, their fields and enumerations, from three resources: {@code fields.json} has the published
 * schema, {@code entities.json} what the schema does not contain, {@code answers.json} the fields of recorded
 * answers.
 */
public final class Catalogue {

    private static final Catalogue INSTANCE = load();

    private final Map<String, EntityType> byName = new LinkedHashMap<>();
    private final Map<String, EntityType> byPath = new HashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, Set<String>> enumerations = new HashMap<>();
    private final Map<String, String> references = new HashMap<>();
    private final Map<String, String> linkedTypes = new HashMap<>();
    private final CRC32C fingerprint = new CRC32C();

    private Catalogue() {}

    public static Catalogue get() {
        return INSTANCE;
    }

    public Collection<EntityType> types() {
        return byName.values();
    }

    /** The entity of that name, or null. Clients say {@code CreditCardPayment} for CreditCardPaymentTxn as well. */
    public EntityType find(String name) {
        EntityType type = byName.get(name);
        return type == null ? byPath.get(name.toLowerCase(Locale.ROOT)) : type;
    }

    public EntityType type(String name) {
        EntityType type = byName.get(name);
        if (type == null) {
            throw new IllegalArgumentException("There is no entity " + name + "; see docs/sandbox.md for the list");
        }
        return type;
    }

    /** The entity behind a resource of a URL, or null. */
    public EntityType findByPath(String path) {
        return byPath.get(path.toLowerCase(Locale.ROOT));
    }

    public Shape shape(String name) {
        return shapes.get(name);
    }

    public Set<String> enumeration(String name) {
        return enumerations.getOrDefault(name, Set.of());
    }

    /** The entity that a reference field points to, or null where nothing is kept behind it. */
    public String referenced(String field) {
        return references.get(field);
    }

    /** The entity behind a {@code TxnType} of a LinkedTxn, or null. */
    public EntityType linked(String txnType) {
        String name = linkedTypes.get(txnType);
        return name == null ? null : byName.get(name);
    }

    private static Catalogue load() {
        ObjectMapper mapper = JsonMapper.builder().build();
        Catalogue catalogue = new Catalogue();
        try {
            catalogue.readFields(mapper.readTree(catalogue.resource("fields.json")));
            byte[] entities = catalogue.resource("entities.json");
            catalogue.readEntities(
                    mapper, mapper.readTree(entities), mapper.readTree(catalogue.resource("answers.json")));
        } catch (IOException e) {
            throw new UncheckedIOException("The entity catalogue cannot be read", e);
        }
        return catalogue;
    }

    private byte[] resource(String name) throws IOException {
        try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
            byte[] bytes = in.readAllBytes();
            fingerprint.update(bytes);
            return bytes;
        }
    }

    /** Tells this catalogue from others: values that were taken by another one may be others. */
    public String fingerprint() {
        return Long.toHexString(fingerprint.getValue());
    }

    private void readFields(JsonNode root) {
        root.path("enums").properties().forEach(e -> {
            List<String> values = new ArrayList<>();
            e.getValue().forEach(v -> values.add(v.asText()));
            enumerations.put(e.getKey(), Set.copyOf(values));
        });
        for (String section : List.of("types", "entities")) {
            root.path(section).properties().forEach(e -> {
                Shape shape = readShape(e.getKey(), e.getValue());
                shapes.putIfAbsent(e.getKey(), shape);
                if (section.equals("entities")) {
                    shapes.put("entity " + e.getKey(), shape);
                }
            });
        }
        addJsonOnlyFields();
    }

    private static Shape readShape(String name, JsonNode node) {
        Map<String, FieldType> fields = new LinkedHashMap<>();
        node.properties().forEach(f -> {
            boolean attribute = f.getKey().startsWith("@");
            String field = attribute ? f.getKey().substring(1) : f.getKey();
            fields.put(field, FieldType.parse(f.getValue().asText(), attribute));
        });
        return new Shape(name, fields);
    }

    /** What the schema has as the text of an element has a name of its own in JSON. */
    private void addJsonOnlyFields() {
        FieldType text = FieldType.parse("string", false);
        shapes.get("ReferenceType").fields().put("value", text);
        shapes.get("MemoRef").fields().put("value", text);
        // What a template makes can be asked for in a query, and stands in no answer.
        shapes.get("entity RecurringTransaction").fields().put("Type", text);
    }

    private void readEntities(ObjectMapper mapper, JsonNode root, JsonNode answers) throws IOException {
        root.path("references")
                .properties()
                .forEach(e -> references.put(e.getKey(), e.getValue().asText()));
        root.path("linkedTypes")
                .properties()
                .forEach(e -> linkedTypes.put(e.getKey(), e.getValue().asText()));
        for (JsonNode node : root.path("entities")) {
            EntityRow row = mapper.treeToValue(node, EntityRow.class);
            JsonNode answered = answers.path("entities").path(row.name());
            Shape shape = shapes.get("entity " + row.name()).ordered(answered.path("after"));
            EntityType type = new EntityType(
                    row,
                    shape,
                    lengths(root, row.name()),
                    properties(row, shape),
                    new Answers(answered, answers.path("nameless")));
            byName.put(row.name(), type);
            byPath.put(row.path(), type);
        }
    }

    private static Map<String, Integer> lengths(JsonNode root, String entity) {
        Map<String, Integer> lengths = new HashMap<>();
        for (String section : List.of("*", entity)) {
            root.path("lengths")
                    .path(section)
                    .properties()
                    .forEach(e -> lengths.put(e.getKey(), e.getValue().asInt()));
        }
        return lengths;
    }

    private Map<String, Property> properties(EntityRow row, Shape shape) {
        Map<String, Property> properties = new LinkedHashMap<>();
        List<String> both = new ArrayList<>(List.of("Id", "MetaData.CreateTime", "MetaData.LastUpdatedTime"));
        if (row.kind().equals("txn")) {
            both.addAll(List.of("DocNumber", "TxnDate"));
        }
        List<String> filters = new ArrayList<>(both);
        filters.addAll(row.filter());
        List<String> sorts = new ArrayList<>(both);
        sorts.addAll(row.sort());
        List<String> all = new ArrayList<>(filters);
        all.addAll(sorts);
        for (String name : all) {
            FieldType type = fieldAt(shape, name);
            if (type != null) {
                properties.put(name, Property.of(name, type, filters.contains(name), sorts.contains(name)));
            }
        }
        return properties;
    }

    /** The type of the field at a dotted path of an entity, or null; {@code EntityRef.Type} is tolerated for type. */
    public FieldType fieldAt(Shape shape, String path) {
        FieldType type = null;
        Shape at = shape;
        for (String step : path.split("\\.")) {
            if (at == null) {
                return null;
            }
            type = at.field(step);
            if (type == null && at.name().equals("ReferenceType")) {
                type = at.field(step.toLowerCase(Locale.ROOT));
            }
            if (type == null) {
                return null;
            }
            at = type.kind() == FieldType.Kind.OBJECT ? shapes.get(type.shape()) : null;
        }
        return type;
    }

    /** A dotted path that a client wrote in any case, as the schema writes it; null where there is no such field. */
    public String inSchemaCase(Shape shape, String path) {
        StringBuilder written = new StringBuilder();
        Shape at = shape;
        for (String step : path.split("\\.")) {
            String name = at == null
                    ? null
                    : at.fields().keySet().stream()
                            .filter(step::equalsIgnoreCase)
                            .findFirst()
                            .orElse(null);
            if (name == null) {
                return null;
            }
            written.append(written.isEmpty() ? "" : ".").append(name);
            FieldType type = at.field(name);
            at = type.kind() == FieldType.Kind.OBJECT ? shapes.get(type.shape()) : null;
        }
        return written.toString();
    }
}
