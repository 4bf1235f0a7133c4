package org.camelquickbooks.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.OneLine;
import org.camelquickbooks.model.QueryStatement;

/** Runs a query, with all its pages. */
public final class Query {

    /** Facts, section 3: QuickBooks gives no more rows at once. */
    public static final int LARGEST_PAGE = 1000;

    /** How pages follow each other. */
    public enum PageOrder {
        KEYSET,
        OFFSET
    }

    /** Longer ones do not fit a URL everywhere on the way. */
    private static final int LONGEST_GET = 1500;

    private Query() {}

    /** The request that has a statement run. */
    public static Request.Builder request(String realmId, String statement) {
        return statement.length() > LONGEST_GET
                ? Request.to(realmId, "POST", "query")
                        .body(Body.text(statement, "application/text"))
                        .kind(RequestKind.READ)
                : Request.get(realmId, "query").parameter("query", statement);
    }

    /** Has statements run for a company, in the name of an operation and of who asks for it. */
    public static Statements statements(
            Next client, String realmId, String operation, Priority priority, String source) {
        return statement -> client.proceed(request(realmId, statement)
                        .operation(operation)
                        .priority(priority)
                        .source(source)
                        .build())
                .thenApply(response -> response.json().path("QueryResponse"));
    }

    /**
     * The pages of statements, one statement after the other.
     *
     * @param paging null for by key where that can be done
     * @param maxRows how many rows at most over all
     */
    public static QueryPages pages(
            Statements statements, List<String> texts, PageOrder paging, int pageSize, int parallel, long maxRows) {
        Deque<String> left = new ArrayDeque<>(texts);
        if (left.isEmpty()) {
            return () -> CompletableFuture.completedFuture(new Page(List.of(), true));
        }
        return new QueryPages() {
            private QueryPages current;
            private long rowsLeft = maxRows;

            @Override
            public CompletionStage<Page> next() {
                if (current == null) {
                    current = one(statements, left.poll(), paging, pageSize, parallel, rowsLeft);
                }
                return current.next().thenCompose(page -> {
                    rowsLeft -= page.rows().size();
                    if (!page.last() || left.isEmpty() || rowsLeft <= 0) {
                        return CompletableFuture.completedFuture(page);
                    }
                    current = null;
                    return page.rows().isEmpty()
                            ? next()
                            : CompletableFuture.completedFuture(new Page(page.rows(), false));
                });
            }
        };
    }

    private static QueryPages one(
            Statements statements, String text, PageOrder wanted, int pageSize, int parallel, long maxRows) {
        QueryStatement query = QueryStatement.parse(text);
        long rows = query.max() == null ? maxRows : Math.min(maxRows, query.max());
        if (wanted == PageOrder.KEYSET && !query.isKeysetPossible()) {
            throw new IllegalArgumentException("paging=keyset cannot be used for '" + OneLine.of(text, 1_000)
                    + "', since it has ORDERBY or STARTPOSITION; leave these out, or set paging=offset");
        }
        if (wanted == PageOrder.KEYSET && parallel > 1) {
            throw new IllegalArgumentException(
                    "parallelPages=" + parallel + " needs paging=offset; set it, or leave parallelPages at 1");
        }
        boolean byKey = wanted == PageOrder.KEYSET || wanted == null && query.isKeysetPossible() && parallel <= 1;
        return byKey
                ? new KeysetPages(statements, query, pageSize, rows)
                : new OffsetPages(statements, query, pageSize, Math.max(1, parallel), rows);
    }

    /** The sum of {@code count(*)} over statements. */
    public static CompletionStage<Long> count(Statements statements, List<String> texts) {
        CompletionStage<Long> sum = CompletableFuture.completedFuture(0L);
        for (String text : texts) {
            sum = sum.thenCompose(so -> statements
                    .run(text)
                    .thenApply(response -> so + response.path("totalCount").asLong()));
        }
        return sum;
    }

    /** All rows in one array. */
    public static CompletionStage<ArrayNode> all(QueryPages pages) {
        return collect(pages, Json.EXACT.createArrayNode());
    }

    private static CompletionStage<ArrayNode> collect(QueryPages pages, ArrayNode rows) {
        CompletionStage<Page> page = pages.next();
        // Those that are there already are taken in a loop, so that the stack does not grow with the pages.
        while (page.toCompletableFuture().isDone()
                && !page.toCompletableFuture().isCompletedExceptionally()) {
            Page now = page.toCompletableFuture().join();
            addAll(rows, now.rows());
            if (now.last()) {
                return CompletableFuture.completedFuture(rows);
            }
            page = pages.next();
        }
        return page.thenCompose(now -> {
            addAll(rows, now.rows());
            return now.last() ? CompletableFuture.completedFuture(rows) : collect(pages, rows);
        });
    }

    private static void addAll(ArrayNode array, List<JsonNode> rows) {
        rows.forEach(array::add);
    }
}
