package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Failures;

/** Writes down what will be sent, before it is: what the steps before have made of the message. */
final class Decide extends AsyncStep {

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        if (!work.isNew()) {
            return CompletableFuture.completedFuture(null);
        }
        String entity = exchange.getMessage().getHeader(QuickBooksConstants.ENTITY, String.class);
        ObjectNode body =
                work.isNothingToDo() ? null : (ObjectNode) exchange.getMessage().getBody();
        Plan plan = work.plan(entity, body);
        FlowEntry planned = work.entry().keeping(work.kept()).planned(plan, Journals.now(getCamelContext()));
        FlowEntry next = plan.isNothing() ? planned.bookedNothing(Journals.now(getCamelContext())) : planned;
        String digest = work.entry().digest();
        return work.decide(next).thenAccept(put -> work.plannedHere()).exceptionallyCompose(failure -> {
            if (!(Failures.cause(failure) instanceof Journal.ConflictException)) {
                return CompletableFuture.failedFuture(Failures.cause(failure));
            }
            // Another process was first: what it decided is what is sent.
            return work.reload().thenAccept(there -> refuseOther(there, digest));
        });
    }

    private static void refuseOther(FlowEntry there, String digest) {
        if (!there.digest().equals(digest)) {
            throw new IllegalArgumentException("Another message with the id "
                    + there.key().id() + " arrived at the same time with other content; this message was not booked");
        }
        if (there.is(FlowState.REFUSED)) {
            throw new IllegalStateException("The same message was refused at the same time: " + there.reason());
        }
    }
}
