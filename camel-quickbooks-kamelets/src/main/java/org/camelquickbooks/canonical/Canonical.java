package org.camelquickbooks.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.model.JsonLimits;

/** Validates messages against their schemas, and checks their totals. */
public final class Canonical {

    /** The version of the schemas. An incompatible change gets a new version. */
    public static final int VERSION = 1;

    private static final String URN = "urn:camel-quickbooks:canonical:v" + VERSION + ":";
    private static final String FOLDER = "classpath:org/camelquickbooks/canonical/v" + VERSION + "/";

    private static final Map<CanonicalType, JsonSchema> SCHEMAS = schemas();

    private Canonical() {}

    private static Map<CanonicalType, JsonSchema> schemas() {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaMappers(mappers -> mappers.mappings(
                        iri -> iri.startsWith(URN), iri -> FOLDER + iri.substring(URN.length()) + ".schema.json")));
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
        Map<CanonicalType, JsonSchema> schemas = new EnumMap<>(CanonicalType.class);
        for (CanonicalType type : CanonicalType.values()) {
            JsonSchema schema = factory.getSchema(SchemaLocation.of(FOLDER + type.word() + ".schema.json"), config);
            schema.initializeValidators();
            schemas.put(type, schema);
        }
        return schemas;
    }

    /** All problems of a message; empty if it is valid. */
    public static List<Problem> problems(CanonicalType type, JsonNode message) {
        List<Problem> problems = new ArrayList<>();
        // Before the schema: its multipleOf divides, and does not come back from 1e1000000.
        JsonLimits.violation(message).ifPresent(found -> problems.add(new Problem(found.pointer(), found.reason())));
        if (!problems.isEmpty()) {
            return problems;
        }
        SCHEMAS.get(type)
                .validate(message)
                .forEach(found ->
                        problems.add(new Problem(found.getInstanceLocation().toString(), reason(found.getMessage()))));
        if (problems.isEmpty()) {
            Days.check(message, "", problems);
        }
        if (problems.isEmpty()) {
            problems.addAll(Sums.problems(type, message));
        }
        return problems;
    }

    /** The library begins with the place, which is told apart. */
    private static String reason(String message) {
        int end = message.indexOf(": ");
        return message.startsWith("/") || message.startsWith(":") ? message.substring(end + 2) : message;
    }

    /**
     * Passes a message that is right.
     *
     * @throws CanonicalException that names all that is wrong, each by its JSON pointer
     */
    public static JsonNode checked(CanonicalType type, JsonNode message) {
        List<Problem> problems = problems(type, message);
        if (!problems.isEmpty()) {
            throw new CanonicalException(type, problems);
        }
        return message;
    }
}
