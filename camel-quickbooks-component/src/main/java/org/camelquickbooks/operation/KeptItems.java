package org.camelquickbooks.operation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.camelquickbooks.model.BatchItem;

/**
 * What the iterator in a body has given. Camel redelivers an exchange with the same iterator, which gives only what was
 * not read yet: the rest comes from here. It is kept until the batch has succeeded.
 */
final class KeptItems {

    private static final String PROPERTY = "CamelQuickBooksBatchItems";

    private final Iterator<?> source;
    private final List<Object> read = new ArrayList<>();
    private Throwable failure;

    private KeptItems(Iterator<?> source) {
        this.source = source;
    }

    /** All items of the iterator in the body, from the first one on, whoever has read some of them. */
    static Replay of(Exchange exchange, Iterator<?> body) {
        if (exchange.getProperty(PROPERTY) instanceof KeptItems known && known.source == body) {
            return known.new Replay();
        }
        KeptItems items = new KeptItems(body);
        exchange.setProperty(PROPERTY, items);
        return items.new Replay();
    }

    /** Nobody needs them any more. */
    static void forget(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }

    /** Used by one thread at a time. */
    final class Replay implements Iterator<Object> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < read.size() || fromSource(source::hasNext);
        }

        @Override
        public Object next() {
            if (next == read.size()) {
                read.add(fromSource(source::next));
            }
            return read.get(next++);
        }

        /** What the last one was read as: it need not be kept in two forms. */
        void readAs(BatchItem item) {
            read.set(next - 1, item);
        }
    }

    /** One that has failed is not read on: what it says afterwards, such as that there is nothing more, means nothing. */
    private <T> T fromSource(Supplier<T> reading) {
        if (failure != null) {
            throw new IllegalStateException(
                    "The iterator in the body failed at item " + read.size()
                            + " (counted from 0) and cannot be read again; send the batch again with a new iterator: "
                            + failure.getMessage(),
                    failure);
        }
        try {
            return reading.get();
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }
}
