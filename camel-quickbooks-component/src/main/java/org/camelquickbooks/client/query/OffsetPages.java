package org.camelquickbooks.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.model.QueryStatement;

/** Pages by position, as many at the same time as is wanted. Rows that come or go meanwhile shift the others. */
final class OffsetPages implements QueryPages {

    private final Statements statements;
    private final QueryStatement query;
    private final int pageSize;
    private final int parallel;
    private final long end;
    private final Deque<CompletionStage<Page>> asked = new ArrayDeque<>();
    private long position;

    OffsetPages(Statements statements, QueryStatement query, int pageSize, int parallel, long maxRows) {
        this.statements = statements;
        this.query = query;
        this.pageSize = pageSize;
        this.parallel = parallel;
        this.position = query.start() == null ? 1 : query.start();
        this.end = maxRows == Long.MAX_VALUE ? Long.MAX_VALUE : position + maxRows;
    }

    @Override
    public CompletionStage<Page> next() {
        while (asked.size() < parallel && position < end) {
            int rows = (int) Math.min(pageSize, end - position);
            long from = position;
            position += rows;
            boolean lastAsked = position >= end;
            asked.addLast(statements.run(query.page((int) from, rows)).thenApply(response -> {
                List<JsonNode> found = Page.rowsOf(response);
                return new Page(found, lastAsked || found.size() < rows);
            }));
        }
        return asked.pollFirst();
    }
}
