package org.camelquickbooks.validation;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksConfiguration.Paging;
import org.camelquickbooks.QuickBooksConfiguration.ReportSplit;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.QuickBooksOperation;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityFields;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Nearest;
import org.camelquickbooks.model.QueryParameters;
import org.camelquickbooks.model.QueryStatement;
import org.camelquickbooks.model.ReportKind;

/** Checks the options of an endpoint when it is created. */
public final class EndpointChecks {

    private static final List<String> FORMS = List.of("JsonNode", "Map", "JsonObject", "String", "bytes", "stream");
    private static final List<String> OF_QUERY = List.of("row", "page", "all");

    private EndpointChecks() {}

    public static void check(QuickBooksEndpoint endpoint) {
        QuickBooksConfiguration options = endpoint.getConfiguration();
        ComponentChecks.atLeast("pageSize", options.getPageSize(), 1);
        if (options.getPageSize() > Query.LARGEST_PAGE) {
            throw new IllegalArgumentException("pageSize=" + options.getPageSize()
                    + " is too large; QuickBooks returns " + Query.LARGEST_PAGE + " rows or fewer");
        }
        ComponentChecks.atLeast("maxRows", options.getMaxRows(), 0);
        ComponentChecks.atLeast("parallelPages", options.getParallelPages(), 1);
        if (options.getParallelPages() > 1 && options.getPaging() == Paging.KEYSET) {
            throw new IllegalArgumentException("parallelPages=" + options.getParallelPages()
                    + " needs paging=offset; set it, or leave parallelPages at 1");
        }
        if (options.getEntities() != null) {
            EntityCatalogue.get().types(options.getEntities());
        }
        EntityType type = endpoint.entityType();
        if (endpoint.getOperation() == QuickBooksOperation.UPSERT
                && options.getKey() == null
                && type.defaultKey() == null) {
            throw new IllegalArgumentException("upsert/" + type.name() + " needs the field to search by: set key=Name");
        }
        key(endpoint, type);
        outputType(endpoint);
        split(endpoint);
        if (endpoint.getOperation() == QuickBooksOperation.QUERY && options.getQuery() != null) {
            query(options.getQuery());
        }
    }

    private static void key(QuickBooksEndpoint endpoint, EntityType type) {
        String key = endpoint.getConfiguration().getKey();
        if (key == null || type == null) {
            return;
        }
        Set<String> fields = EntityFields.names(type.name());
        // Of a field within another only the first part is in the table of the entity.
        String field = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
        if (!fields.isEmpty() && !fields.contains(field)) {
            throw new IllegalArgumentException(
                    "key=" + key + " is not a field of " + type.name() + Nearest.suggest(field, fields));
        }
    }

    private static void split(QuickBooksEndpoint endpoint) {
        ReportSplit split = endpoint.getConfiguration().getSplit();
        if (split == ReportSplit.NONE) {
            return;
        }
        String option = "split=" + split.name().toLowerCase(Locale.ROOT);
        if (endpoint.getOperation() != QuickBooksOperation.REPORT) {
            throw new IllegalArgumentException(option + " is for report only; remove it from "
                    + endpoint.getOperation().word());
        }
        if (!ReportKind.of(endpoint.getEntity()).isSplittable()) {
            throw new IllegalArgumentException(option + ": the report " + endpoint.getEntity()
                    + " cannot be read in parts. These can: " + String.join(", ", ReportKind.splittable()));
        }
    }

    private static void outputType(QuickBooksEndpoint endpoint) {
        String outputType = endpoint.getConfiguration().getOutputType();
        if (outputType == null || outputType.isBlank()) {
            throw new IllegalArgumentException("outputType is empty; remove it for JsonNode");
        }
        if (endpoint.getOperation() != QuickBooksOperation.QUERY && OF_QUERY.contains(outputType)) {
            throw new IllegalArgumentException("outputType=" + outputType + " is for query only; "
                    + endpoint.getOperation().word()
                    + " answers JsonNode, Map, JsonObject, String, bytes, stream or a class");
        }
        boolean known = FORMS.contains(outputType)
                || OF_QUERY.contains(outputType)
                || outputType.equals("BatchResult")
                || endpoint.getCamelContext().getClassResolver().resolveClass(outputType) != null;
        if (!known) {
            throw new IllegalArgumentException("outputType=" + outputType
                    + " is not valid; use JsonNode, Map, JsonObject, String, bytes, stream or the name of a class "
                    + "on the class path"
                    + Nearest.suggest(outputType, FORMS));
        }
    }

    /** Values may be missing yet; what stands around them may not be wrong. */
    private static void query(String text) {
        QueryStatement query = QueryStatement.parse(QueryParameters.withNumbers(text));
        if (EntityCatalogue.get().find(query.entity()) == null) {
            throw new IllegalArgumentException("The query selects from '" + query.entity()
                    + "', which is not an entity of QuickBooks"
                    + Nearest.suggest(query.entity(), EntityCatalogue.get().names()));
        }
    }
}
