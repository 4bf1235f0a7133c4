package org.camelquickbooks.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Iterates over pages. It fetches only the next page ahead, whatever the number of rows. The caller waits if
 * QuickBooks is slower.
 */
public final class PageIterator implements Iterator<List<JsonNode>>, Closeable {

    private final QueryPages pages;
    private CompletionStage<Page> fetching;

    public PageIterator(QueryPages pages) {
        this.pages = pages;
        this.fetching = pages.next();
    }

    /** Done when the first page is there, so that an error in the statement is an error of the exchange. */
    public CompletionStage<PageIterator> ready() {
        return fetching.thenApply(page -> this);
    }

    @Override
    public boolean hasNext() {
        return fetching != null && !(page().last() && page().rows().isEmpty());
    }

    private Page page() {
        try {
            return fetching.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public List<JsonNode> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no more rows");
        }
        Page page = page();
        fetching = page.last() ? null : pages.next();
        return page.rows();
    }

    /** Nothing more is fetched. */
    @Override
    public void close() {
        fetching = null;
    }
}
