package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksConfiguration.Paging;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.query.PageIterator;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.client.query.QueryPages;
import org.camelquickbooks.client.query.RowIterator;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.Nearest;
import org.camelquickbooks.model.OneLine;
import org.camelquickbooks.model.QueryParameters;
import org.camelquickbooks.model.QueryStatement;

/** Runs a query to its end, with values in the place of its parameters. */
final class QueryRows implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        List<String> statements = QueryParameters.bind(text(call), values(call));
        Statement statement = new Statement(call, call.readsInclude());
        if (!statements.isEmpty()) {
            QueryStatement first = QueryStatement.parse(statements.get(0));
            checkEntity(first);
            if (first.isCount()) {
                return Query.count(statement, statements)
                        .thenApply(count -> OperationResult.of(count).from(statement.last()));
            }
        }
        QuickBooksConfiguration options = call.options();
        String outputType = options.getOutputType();
        if (options.isStreaming()) {
            return stream(call, statement, pages(call, statement, statements, limit(options)));
        }
        return switch (outputType) {
            case "row" ->
                all(pages(call, statement, statements, 1))
                        .thenApply(rows -> counted(rows.isEmpty() ? null : rows.get(0), rows, statement));
            case "page" -> page(call, statement, statements);
            default ->
                all(pages(call, statement, statements, limit(options)))
                        .thenApply(rows -> counted(rows, rows, statement));
        };
    }

    private static CompletionStage<ArrayNode> all(QueryPages pages) {
        return Query.all(pages);
    }

    private static OperationResult counted(Object body, ArrayNode rows, Statement statement) {
        return OperationResult.of(body)
                .header(QuickBooksConstants.ROW_COUNT, rows.size())
                .from(statement.last());
    }

    private static String text(Call call) {
        String text = call.header(QuickBooksConstants.QUERY, call.options().getQuery());
        if (text == null) {
            Object body = call.exchange().getMessage().getBody();
            text = body instanceof Map || body instanceof JsonNode
                    ? null
                    : call.exchange().getMessage().getBody(String.class);
        }
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("query needs a statement: in the header " + QuickBooksConstants.QUERY
                    + ", the option query, or the body");
        }
        return text;
    }

    /** From the map of parameters, else from a body that is a map, else from the headers. */
    private static Function<String, Object> values(Call call) {
        Object header = call.exchange().getMessage().getHeader(QuickBooksConstants.QUERY_PARAMETERS);
        Object body = call.exchange().getMessage().getBody();
        Map<?, ?> given = header instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> inBody = body instanceof Map<?, ?> map ? map : Map.of();
        return name -> {
            if (given.get(name) != null) {
                return given.get(name);
            }
            if (inBody.get(name) != null) {
                return inBody.get(name);
            }
            if (body instanceof JsonNode node && node.hasNonNull(name)) {
                return node.get(name);
            }
            return call.exchange().getMessage().getHeader(name);
        };
    }

    private static void checkEntity(QueryStatement statement) {
        EntityCatalogue catalogue = EntityCatalogue.get();
        if (catalogue.find(statement.entity()) == null) {
            throw new IllegalArgumentException("The query selects from '" + OneLine.of(statement.entity(), 200)
                    + "', which is not an entity of QuickBooks"
                    + Nearest.suggest(statement.entity(), catalogue.names()));
        }
    }

    private static long limit(QuickBooksConfiguration options) {
        return options.getMaxRows() == 0 ? Long.MAX_VALUE : options.getMaxRows();
    }

    private static QueryPages pages(Call call, Statement statement, List<String> statements, long maxRows) {
        QuickBooksConfiguration options = call.options();
        Query.PageOrder paging = options.getPaging() == Paging.AUTO
                ? null
                : Query.PageOrder.valueOf(options.getPaging().name());
        int size = (int) Math.min(options.getPageSize(), maxRows);
        return Query.pages(statement, statements, paging, size, options.getParallelPages(), maxRows);
    }

    private static CompletionStage<OperationResult> page(Call call, Statement statement, List<String> statements) {
        if (statements.size() > 1) {
            throw new IllegalArgumentException(
                    "outputType=page returns one page of one query, but the list of values is split into "
                            + statements.size() + "; use outputType=all");
        }
        int size = call.options().getPageSize();
        if (statements.isEmpty()) {
            return all(Query.pages(statement, statements, null, size, 1, size))
                    .thenApply(rows -> counted(rows, rows, statement));
        }
        QueryStatement query = QueryStatement.parse(statements.get(0));
        int start = query.start() == null ? 1 : query.start();
        int rows = query.max() == null ? size : Math.min(size, query.max());
        return statement.run(query.page(start, rows)).thenApply(response -> {
            JsonNode found = response.path(query.entity());
            ArrayNode page = found.isArray() ? (ArrayNode) found : Json.EXACT.createArrayNode();
            return counted(page, page, statement)
                    .header(QuickBooksConstants.NEXT_POSITION, page.size() < rows ? null : start + rows);
        });
    }

    private static CompletionStage<OperationResult> stream(Call call, Statement statement, QueryPages pages) {
        PageIterator iterator = new PageIterator(pages);
        OutputForm form = call.outputForm();
        String outputType = call.options().getOutputType();
        // Not closed with the exchange: it holds no more than a page, and a ProducerTemplate reads it afterwards.
        return iterator.ready().thenApply(ready -> OperationResult.of(
                        outputType.equals("page")
                                ? new PagesAsArrays(ready)
                                : new RowIterator(ready, row -> formed(form, row, outputType)))
                .from(statement.last()));
    }

    /** Pages as JSON. */
    private record PagesAsArrays(PageIterator pages) implements Iterator<JsonNode>, Closeable {

        @Override
        public boolean hasNext() {
            return pages.hasNext();
        }

        @Override
        public JsonNode next() {
            ArrayNode page = Json.EXACT.createArrayNode();
            pages.next().forEach(page::add);
            return page;
        }

        @Override
        public void close() {
            pages.close();
        }
    }

    private static Object formed(OutputForm form, JsonNode row, String outputType) {
        try {
            return form.of(row, outputType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
