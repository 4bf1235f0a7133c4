package org.camelquickbooks.client.query;

import java.util.concurrent.CompletionStage;

/** The pages of a query, one after the other, on request. */
@FunctionalInterface
public interface QueryPages {

    /** The next page; not to be asked for after the last. */
    CompletionStage<Page> next();
}
