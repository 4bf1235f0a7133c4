package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.flow.QuickBooksFlowEvent;
import org.camelquickbooks.model.Json;

/**
 * The last step of a flow: compares what QuickBooks made with what was meant, writes down that it is done, and makes
 * the acknowledgement for the other system of it.
 */
public final class Acknowledge extends AsyncStep {

    @Override
    protected CompletionStage<?> step(Exchange exchange) throws Exception {
        FlowWork work = FlowWork.of(exchange);
        Message message = exchange.getMessage();
        if (work.isDone()) {
            answer(exchange, work, true);
            return CompletableFuture.completedFuture(null);
        }
        if (work.isNothingToDo()) {
            FlowEntry before = work.entry();
            remember(
                    work,
                    FlowEntry.known(
                            work.key(),
                            work.digest(),
                            work.attempt(),
                            before == null ? null : before.entity(),
                            before == null ? null : before.entityId(),
                            null,
                            work.note(),
                            Journals.now(getCamelContext())));
            answer(exchange, work, false);
            return CompletableFuture.completedFuture(null);
        }
        JsonNode made = message.getBody(JsonNode.class);
        BigDecimal total = made.has("TotalAmt") ? made.path("TotalAmt").decimalValue() : work.amount();
        if (work.amount() != null && total != null && total.compareTo(work.amount()) != 0) {
            return takeBack(exchange, work, made, total);
        }
        remember(
                work,
                work.entry()
                        .done(
                                Json.text(made, "Id"),
                                Json.text(made, "DocNumber"),
                                total,
                                work.note(),
                                Journals.now(getCamelContext())));
        answer(exchange, work, false);
        return CompletableFuture.completedFuture(null);
    }

    private void remember(FlowWork work, FlowEntry done) {
        Journals.of(getCamelContext()).put(done);
        work.entry(done);
    }

    /** Such as where QuickBooks added a tax of its own: nobody agreed to that total. */
    private CompletionStage<?> takeBack(Exchange exchange, FlowWork work, JsonNode made, BigDecimal total) {
        String entity = work.entry().entity();
        String id = Json.text(made, "Id");
        return calls(work.key().company())
                .send("quickbooks:delete/" + entity, null, Map.of(QuickBooksConstants.ENTITY_ID, id))
                .thenAccept(deleted -> {
                    work.takenBack();
                    throw new IllegalStateException("QuickBooks made " + entity + " " + id + " of "
                            + total.toPlainString() + " where " + work.amount().toPlainString()
                            + " was meant (difference "
                            + total.subtract(work.amount()).toPlainString()
                            + "); it was deleted again. Tax or rounding on QuickBooks' side is the usual reason");
                });
    }

    private void answer(Exchange exchange, FlowWork work, boolean repeated) {
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
        if (entry.reason() != null) {
            answer.put("note", entry.reason());
        }
        answer.put("repeated", repeated);
        Message message = exchange.getMessage();
        message.setBody(answer.toString());
        message.setHeader(QuickBooksConstants.ENTITY_ID, entry.entityId());
        // The next write of the route is another one.
        message.removeHeader(QuickBooksConstants.REQUEST_ID);
        QuickBooksFlowEvent.tell(
                getCamelContext(),
                entry.key(),
                repeated ? QuickBooksFlowEvent.Outcome.REPEATED : QuickBooksFlowEvent.Outcome.DONE,
                null);
    }
}
