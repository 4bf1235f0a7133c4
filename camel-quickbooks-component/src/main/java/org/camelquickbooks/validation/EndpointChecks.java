package org.camelquickbooks.validation;

import java.util.Arrays;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksConfiguration.Paging;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.QuickBooksOperation;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;

/** Says when the endpoint is made what would go wrong later. */
public final class EndpointChecks {

    private EndpointChecks() {}

    public static void check(QuickBooksEndpoint endpoint) {
        QuickBooksConfiguration options = endpoint.getConfiguration();
        ComponentChecks.atLeast("pageSize", options.getPageSize(), 1);
        if (options.getPageSize() > Query.LARGEST_PAGE) {
            throw new IllegalArgumentException("pageSize=" + options.getPageSize() + " is too large; QuickBooks gives "
                    + Query.LARGEST_PAGE + " rows at most");
        }
        ComponentChecks.atLeast("maxRows", options.getMaxRows(), 0);
        ComponentChecks.atLeast("parallelPages", options.getParallelPages(), 1);
        if (options.getParallelPages() > 1 && options.getPaging() == Paging.KEYSET) {
            throw new IllegalArgumentException("parallelPages=" + options.getParallelPages()
                    + " needs pages by position: set paging=offset, or leave parallelPages at 1");
        }
        if (options.getEntities() != null) {
            EntityCatalogue.get().types(options.getEntities());
        }
        EntityType type = endpoint.entityType();
        if (endpoint.getOperation() == QuickBooksOperation.UPSERT
                && options.getKey() == null
                && type.defaultKey() == null) {
            throw new IllegalArgumentException(
                    "upsert/" + type.name() + " needs to know by which field to look: set key=Name");
        }
        if (options.getOutputType() == null || options.getOutputType().isBlank()) {
            throw new IllegalArgumentException("outputType is empty; leave it out for JsonNode");
        }
        if (endpoint.getOperation() != QuickBooksOperation.QUERY
                && Arrays.asList("row", "page", "all").contains(options.getOutputType())) {
            throw new IllegalArgumentException("outputType=" + options.getOutputType() + " is for query only; "
                    + endpoint.getOperation().word()
                    + " answers JsonNode, Map, JsonObject, String, bytes, stream or a class");
        }
    }
}
