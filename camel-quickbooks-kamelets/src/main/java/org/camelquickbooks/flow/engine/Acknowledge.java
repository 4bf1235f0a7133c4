package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.model.Json;

/** Makes the acknowledgement for the other system, of what the journal says. */
final class Acknowledge implements Processor {

    @Override
    public void process(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        FlowEntry entry = work.entry();
        ObjectNode answer = Json.object()
                .put("flow", entry.key().flow())
                .put("company", entry.key().company())
                .put("id", entry.key().id());
        if (entry.entityId() != null) {
            answer.put("entity", entry.entity()).put("entityId", entry.entityId());
        }
        if (entry.number() != null) {
            answer.put("number", entry.number());
        }
        if (entry.amount() != null) {
            answer.put("amount", entry.amount());
        }
        String note = work.isOlder() ? "an older version; the newer version remains" : entry.note();
        if (note != null) {
            answer.put("note", note);
        }
        answer.put("repeated", work.isRepeated());
        Message message = exchange.getMessage();
        message.setBody(answer.toString());
        message.setHeader(QuickBooksConstants.ENTITY_ID, entry.entityId());
        message.removeHeader(QuickBooksConstants.REQUEST_ID);
    }
}
