package org.camelquickbooks.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QueryStatement;

/**
 * Pages by key: each begins after the last Id of the one before. A row that comes or goes meanwhile moves no other from
 * one page to the next, as it would with positions (facts, section 3).
 */
final class KeysetPages implements QueryPages {

    private final Statements statements;
    private final QueryStatement query;
    private final int pageSize;
    private long left;
    private String last;

    KeysetPages(Statements statements, QueryStatement query, int pageSize, long maxRows) {
        this.statements = statements;
        this.query = query;
        this.pageSize = pageSize;
        this.left = maxRows;
    }

    @Override
    public CompletionStage<Page> next() {
        int asked = (int) Math.min(pageSize, left);
        return statements.run(query.pageAfter(last, asked)).thenApply(response -> {
            List<JsonNode> rows = Page.rowsOf(response);
            left -= rows.size();
            boolean more = rows.size() >= asked && left > 0;
            if (more) {
                advance(rows.get(rows.size() - 1));
            }
            return new Page(rows, !more);
        });
    }

    private void advance(JsonNode row) {
        String id = Json.text(row, "Id");
        if (id == null) {
            throw new IllegalStateException("The rows of '" + query
                    + "' have no Id, which paging=keyset needs; select it too, or set paging=offset");
        }
        if (id.equals(last)) {
            throw new IllegalStateException(
                    "QuickBooks answered the page after Id " + id + " with that row again; set paging=offset");
        }
        last = id;
    }
}
