package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.model.Json;

/**
 * Writes down what will be sent, before it is. Where that was done before a crash, what was written down is sent again,
 * word for word and under the same request id.
 */
public final class WriteDown implements Processor {

    /** The property of an exchange for the field by which an upsert finds what is there. */
    public static final String KEY = "CamelQuickBooksFlowKeyField";

    /** The property of an exchange for what is done, where a flow creates or updates. */
    public static final String OPERATION = "CamelQuickBooksFlowOperation";

    @Override
    public void process(Exchange exchange) throws Exception {
        FlowWork work = FlowWork.of(exchange);
        Message message = exchange.getMessage();
        FlowEntry entry = work.entry();
        if (work.isNew()) {
            String entity = message.getHeader(QuickBooksConstants.ENTITY, String.class);
            ObjectNode plan = work.plan();
            plan.set(entity, message.getBody(JsonNode.class));
            expectation(work, plan);
            FlowEntry mine = FlowEntry.planned(
                    work.key(),
                    work.digest(),
                    work.attempt(),
                    entity,
                    work.amount(),
                    plan.toString(),
                    Journals.now(exchange.getContext()));
            FlowEntry inForce = Journals.of(exchange.getContext()).plan(mine);
            // Where another process is done already, QuickBooks answers ours with what it made of theirs.
            entry = inForce.is(FlowEntry.State.PLANNED) ? inForce : mine;
        }
        JsonNode plan = Json.EXACT.readTree(entry.plan());
        work.entry(entry);
        work.plan().setAll((ObjectNode) plan);
        if (plan.has("expected")) {
            work.expect(plan.path("expected").decimalValue());
        }
        work.note(Json.text(plan, "note"));
        exchange.setProperty(KEY, Json.text(plan, "key"));
        exchange.setProperty(OPERATION, Json.text(plan, "operation"));
        message.setHeader(QuickBooksConstants.ENTITY, entry.entity());
        message.setHeader(QuickBooksConstants.REQUEST_ID, entry.requestId());
        message.setBody(plan.path(entry.entity()));
    }

    private static void expectation(FlowWork work, ObjectNode plan) {
        BigDecimal expected = work.amount();
        if (expected != null) {
            plan.put("expected", expected);
        }
        if (work.note() != null) {
            plan.put("note", work.note());
        }
    }
}
