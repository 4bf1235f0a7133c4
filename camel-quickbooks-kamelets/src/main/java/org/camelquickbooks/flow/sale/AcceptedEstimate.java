package org.camelquickbooks.flow.sale;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.InvoiceOfEstimate;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowState;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.flow.engine.TakeFromQuickBooks;
import org.camelquickbooks.model.Json;

/** An estimate that the customer has accepted becomes an invoice of the same total. */
final class AcceptedEstimate implements TakeFromQuickBooks.Subject {

    private static final String ACCEPTED = "Accepted";

    private final String flow;

    AcceptedEstimate(String flow) {
        this.flow = flow;
    }

    @Override
    public CompletionStage<TakeFromQuickBooks.Taken> taken(Exchange exchange, String company, JsonNode estimate) {
        String id = Json.text(estimate, "Id");
        if (id == null) {
            throw new IllegalArgumentException(
                    "The estimate flow needs estimates in QuickBooks' JSON format; this one has no Id");
        }
        // It is accepted once; what else of it changes later changes no invoice.
        TakeFromQuickBooks.Taken taken =
                new TakeFromQuickBooks.Taken(id, estimate, Json.object().put("Id", id), null);
        if (estimate.path("TxnStatus").asText().equals(ACCEPTED)) {
            return CompletableFuture.completedFuture(taken);
        }
        // Closed by the invoice that was made of it, before it was acknowledged.
        return Journals.of(exchange.getContext())
                .find(new FlowKey(flow, company, id))
                .thenApply(known -> known.filter(entry -> entry.is(FlowState.PLANNED) || entry.is(FlowState.BOOKED))
                                .isPresent()
                        ? taken
                        : null);
    }

    @Override
    public CompletionStage<?> begun(Exchange exchange, FlowWork work, Calls calls) {
        return work.isNew()
                // As it is now: somebody may have invoiced, changed or closed it since it was accepted.
                ? calls.read("Estimate", work.key().id()).thenAccept(now -> decide(exchange.getMessage(), work, now))
                : CompletableFuture.completedFuture(null);
    }

    private static void decide(Message in, FlowWork work, JsonNode estimate) {
        Optional<String> made = InvoiceOfEstimate.made(estimate);
        String status = estimate.path("TxnStatus").asText();
        if (made.isEmpty() && !status.equals(ACCEPTED)) {
            throw new IllegalArgumentException("Estimate " + Json.text(estimate, "Id") + " was accepted, but is "
                    + status + " now; no invoice was created");
        }
        work.anew();
        made.ifPresentOrElse(
                invoice -> work.nothingToDo("somebody has created invoice " + invoice + " from it", "Invoice", invoice),
                () -> {
                    if (estimate.path("TotalAmt").isNumber()) {
                        work.expect(estimate.path("TotalAmt").decimalValue());
                    }
                    in.setHeader(QuickBooksConstants.ENTITY, "Invoice");
                    in.setBody(InvoiceOfEstimate.of(estimate));
                });
    }
}
