package org.camelquickbooks.consumer;

import org.apache.camel.Processor;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.changes.ChangeFeed;
import org.camelquickbooks.client.changes.CompanyReads;
import org.camelquickbooks.client.changes.FeedSettings;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.QueryStatement;

/** One exchange for each row of a query that is new since the last poll. */
public final class NewRowsConsumer extends ChangeConsumer {

    private final QueryStatement query;

    public NewRowsConsumer(QuickBooksEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.query = QueryStatement.parse(options().getQuery());
    }

    @Override
    String cursorName() {
        return options().getCursorName() == null
                ? "query-" + Integer.toHexString(query.toString().hashCode())
                : options().getCursorName();
    }

    /** Rows of one kind do not need each other. */
    @Override
    boolean isInOrder() {
        return false;
    }

    @Override
    ChangeFeed feed(CompanyReads reads, FeedSettings settings) {
        return ChangeFeed.ofQuery(
                reads,
                EntityCatalogue.get().type(query.entity()),
                query,
                field(options().getDelta()),
                settings);
    }

    /** The time within MetaData. */
    private static String field(String delta) {
        return delta.substring(delta.indexOf('.') + 1);
    }
}
