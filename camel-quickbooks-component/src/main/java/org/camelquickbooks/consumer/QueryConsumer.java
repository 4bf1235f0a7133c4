package org.camelquickbooks.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksConfiguration.Emit;
import org.camelquickbooks.QuickBooksConfiguration.Paging;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.http.Awaited;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.query.PageIterator;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.client.query.QueryPages;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QueryStatement;

/** Runs a query with each poll, and emits an exchange for each row, for each page, or for all rows. */
public final class QueryConsumer extends CompanyConsumer {

    private final String entity;

    public QueryConsumer(QuickBooksEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.entity = QueryStatement.parse(options().getQuery()).entity();
    }

    @Override
    protected int poll() throws Exception {
        int most = beginPoll();
        int done = 0;
        List<String> realms = companies().now();
        List<Exception> failures = new ArrayList<>();
        for (String realmId : realms) {
            try {
                done += poll(realmId, most - done);
            } catch (RuntimeException e) {
                failed(e, failures);
            }
        }
        return endPoll(done, failures, realms);
    }

    private int poll(String realmId, int most) {
        QuickBooksConfiguration options = options();
        long maxRows = options.getMaxRows() == 0 ? Long.MAX_VALUE : options.getMaxRows();
        QueryPages pages = Query.pages(
                Query.statements(runtime().client()::send, realmId, "query", Priority.BULK, source()),
                List.of(options.getQuery()),
                options.getPaging() == Paging.AUTO
                        ? null
                        : Query.PageOrder.valueOf(options.getPaging().name()),
                (int) Math.min(options.getPageSize(), maxRows),
                options.getParallelPages(),
                maxRows);
        if (options.getEmit() == Emit.ALL) {
            ArrayNode rows = Awaited.result(Query.all(pages));
            return !rows.isEmpty() && most > 0 && tell(realmId, rows, 0, 1, rows.size()) ? 1 : 0;
        }
        int done = 0;
        PageIterator iterator = new PageIterator(pages);
        while (mayRead() && iterator.hasNext() && done < most) {
            List<JsonNode> page = iterator.next();
            // What failed comes again with the next poll, as every row does, and keeps none behind it waiting.
            done += options.getEmit() == Emit.PAGES
                    ? tellPage(realmId, page, done)
                    : tellRows(realmId, page, most - done);
        }
        return done;
    }

    private int tellPage(String realmId, List<JsonNode> page, int index) {
        ArrayNode rows = Json.EXACT.createArrayNode();
        page.forEach(rows::add);
        return tell(realmId, rows, index, index + 1, page.size()) ? 1 : 0;
    }

    private int tellRows(String realmId, List<JsonNode> page, int most) {
        int done = 0;
        int left = page.size();
        pending().addAndGet(left);
        try {
            for (Iterator<JsonNode> rows = page.iterator(); rows.hasNext() && done < most && isBatchAllowed(); ) {
                if (tell(realmId, rows.next(), done, page.size(), 1)) {
                    done++;
                }
                left--;
                pending().decrementAndGet();
            }
        } finally {
            pending().addAndGet(-left);
        }
        return done;
    }

    private boolean tell(String realmId, JsonNode body, int index, int size, int rows) {
        return delivery().deliver("a row of '" + options().getQuery() + "'", () -> {
            Exchange exchange = exchanges().make(realmId, body);
            exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, entity);
            exchange.getMessage().setHeader(QuickBooksConstants.ROW_COUNT, rows);
            String id = Json.text(body, "Id");
            if (id != null) {
                exchange.getMessage().setHeader(QuickBooksConstants.ENTITY_ID, id);
                exchange.getMessage().setHeader(QuickBooksConstants.SYNC_TOKEN, Json.text(body, "SyncToken"));
            }
            return Exchanges.placed(exchange, index, size);
        });
    }
}
