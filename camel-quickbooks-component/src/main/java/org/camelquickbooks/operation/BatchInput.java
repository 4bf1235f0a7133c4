package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.camelquickbooks.convert.InputBody;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.Json;

/** The operations of a batch, read one by one from a list, an iterator, or JSON. */
final class BatchInput {

    private final InputBody form;
    private final Exchange exchange;
    private final Iterator<?> source;
    private final Set<String> ids = new HashSet<>();
    private int read;

    private BatchInput(InputBody form, Exchange exchange, Iterator<?> source) {
        this.form = form;
        this.exchange = exchange;
        this.source = source;
    }

    static BatchInput of(Call call) throws Exception {
        Object body = call.exchange().getMessage().getBody();
        InputBody form = call.body();
        if (body instanceof Iterator<?> iterator) {
            return new BatchInput(form, call.exchange(), KeptItems.of(call.exchange(), iterator));
        }
        if (body instanceof List<?> list) {
            return new BatchInput(form, call.exchange(), list.iterator());
        }
        if (body instanceof BatchItem item) {
            return new BatchInput(form, call.exchange(), List.of(item).iterator());
        }
        JsonNode node = form.json(call.exchange());
        if (node != null && node.has("BatchItemRequest")) {
            node = node.path("BatchItemRequest");
        }
        if (node == null || !node.isArray()) {
            throw new IllegalArgumentException(
                    "batch needs a list of operations in the body: BatchItem objects, maps, or"
                            + " JSON such as [{\"operation\":\"create\",\"Invoice\":{…}}, {\"Query\":\"select …\"}]");
        }
        return new BatchInput(form, call.exchange(), node.iterator());
    }

    boolean hasNext() {
        return source.hasNext();
    }

    /** The place of the next one, from 0. */
    int position() {
        return read;
    }

    BatchItem next() throws Exception {
        Object next = source.next();
        BatchItem item;
        try {
            item = next instanceof BatchItem ready ? ready : BatchItem.read(node(next));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IllegalArgumentException(
                    "Operation " + read + " of the batch (counted from 0) is not one: " + e.getMessage(), e);
        }
        if (item.id() != null && !ids.add(item.id())) {
            throw new IllegalArgumentException("Operation " + read + " of the batch (counted from 0) has the id '"
                    + item.id() + "' of an earlier one; each operation needs its own id");
        }
        if (source instanceof KeptItems.Replay kept) {
            kept.readAs(item);
        }
        read++;
        return item;
    }

    private JsonNode node(Object value) throws Exception {
        JsonNode node = form.of(value, exchange);
        return node == null ? Json.EXACT.nullNode() : node;
    }
}
