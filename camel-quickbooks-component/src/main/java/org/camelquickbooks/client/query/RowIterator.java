package org.camelquickbooks.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Iterates over the rows of pages. Rows that were read are released. */
public final class RowIterator implements Iterator<Object>, Closeable {

    private final PageIterator pages;
    private final Function<JsonNode, ?> form;
    private Iterator<JsonNode> rows = List.<JsonNode>of().iterator();

    /** @param form what is made of a row */
    public RowIterator(PageIterator pages, Function<JsonNode, ?> form) {
        this.pages = pages;
        this.form = form;
    }

    @Override
    public boolean hasNext() {
        while (!rows.hasNext() && pages.hasNext()) {
            rows = pages.next().iterator();
        }
        return rows.hasNext();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no more rows");
        }
        return form.apply(rows.next());
    }

    @Override
    public void close() {
        pages.close();
        rows = List.<JsonNode>of().iterator();
    }
}
