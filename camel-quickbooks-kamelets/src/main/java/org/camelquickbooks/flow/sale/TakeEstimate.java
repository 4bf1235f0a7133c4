package org.camelquickbooks.flow.sale;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.InvoiceOfEstimate;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowState;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Intake;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.flow.engine.SentAgain;
import org.camelquickbooks.flow.engine.TakeIn;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.operation.InputBody;

/** Takes an estimate that the customer has accepted, and makes its invoice of it. */
final class TakeEstimate extends AsyncStep {

    private static final String ACCEPTED = "Accepted";

    private final Intake intake;
    private final String flow;
    private final String realmId;

    TakeEstimate(Intake intake, String flow, String realmId) {
        this.intake = intake;
        this.flow = flow;
        this.realmId = realmId;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) throws Exception {
        Message in = exchange.getMessage();
        exchange.setProperty(SKIPPED, true);
        SentAgain.open(exchange, flow, realmId);
        JsonNode estimate = new InputBody(Json.EXACT, "the estimate flow").object(exchange);
        String company = TakeIn.company(getCamelContext(), flow, realmId, in);
        String id = Json.text(estimate, "Id");
        TakeIn.remember(exchange, company, estimate);
        String status = estimate.path("TxnStatus").asText();
        if (id == null) {
            throw new IllegalArgumentException(
                    "The estimate flow takes estimates as QuickBooks has them; this one has no Id");
        }
        if (status.equals(ACCEPTED)) {
            return take(exchange, company, id, estimate);
        }
        // Closed by the invoice that was made of it, before it was acknowledged.
        return Journals.of(getCamelContext())
                .find(new FlowKey(flow, company, id))
                .thenCompose(known -> known.filter(entry -> entry.is(FlowState.PLANNED) || entry.is(FlowState.BOOKED))
                                .isPresent()
                        ? take(exchange, company, id, estimate)
                        : CompletableFuture.completedFuture(null));
    }

    private CompletionStage<Void> take(Exchange exchange, String company, String id, JsonNode estimate) {
        Message in = exchange.getMessage();
        // It is accepted once; what else of it changes later changes no invoice.
        JsonNode whatMatters = Json.object().put("Id", id);
        return intake.begin(exchange, company, id, estimate, whatMatters, null).thenCompose(work -> {
            in.setHeader(QuickBooksConstants.REALM_ID, company);
            in.removeHeader(QuickBooksConstants.SYNC_TOKEN);
            in.removeHeader(QuickBooksConstants.ENTITY_ID);
            exchange.setProperty(SKIPPED, false);
            return work.isNew()
                    // As it is now: somebody may have invoiced, changed or closed it since it was accepted.
                    ? calls(company).read("Estimate", id).thenAccept(now -> decide(in, work, now))
                    : CompletableFuture.completedFuture(null);
        });
    }

    private static void decide(Message in, FlowWork work, JsonNode estimate) {
        Optional<String> made = InvoiceOfEstimate.made(estimate);
        String status = estimate.path("TxnStatus").asText();
        if (made.isEmpty() && !status.equals(ACCEPTED)) {
            throw new IllegalArgumentException("Estimate " + Json.text(estimate, "Id") + " was accepted, and is "
                    + status + " by now; nothing was invoiced");
        }
        made.ifPresentOrElse(
                invoice -> work.nothingToDo("somebody has made invoice " + invoice + " of it", "Invoice", invoice),
                () -> {
                    in.setHeader(QuickBooksConstants.ENTITY, "Invoice");
                    in.setBody(InvoiceOfEstimate.of(estimate));
                });
    }

    /** The property of an exchange for whether there is nothing to do. */
    static final String SKIPPED = "CamelQuickBooksEstimateSkipped";
}
