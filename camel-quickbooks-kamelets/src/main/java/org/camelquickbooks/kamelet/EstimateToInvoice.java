package org.camelquickbooks.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.InvoiceOfEstimate;
import org.camelquickbooks.flow.engine.JsonStep;

/** Creates the invoice of an estimate. If there is one already, the result is its Id, so that it can be read. */
public final class EstimateToInvoice extends JsonStep {

    private boolean onlyAccepted = true;
    private boolean ownRequestId;

    /** An expression of the write that follows: then the Id of the estimate is none. */
    public void setRequestIdExpression(String expression) {
        this.ownRequestId = expression != null && !expression.isBlank();
    }

    /** Whether an estimate that the customer has not accepted is refused. */
    public void setOnlyAccepted(boolean onlyAccepted) {
        this.onlyAccepted = onlyAccepted;
    }

    @Override
    public void process(Exchange exchange, JsonNode estimate) {
        Message message = exchange.getMessage();
        String id = estimate.path("Id").asText();
        Optional<String> made = InvoiceOfEstimate.made(estimate);
        message.removeHeader(QuickBooksConstants.SYNC_TOKEN);
        if (made.isPresent()) {
            message.setHeader(QuickBooksConstants.ENTITY_ID, made.get());
            message.setBody(null);
            return;
        }
        String status = estimate.path("TxnStatus").asText();
        if (onlyAccepted && !status.equals("Accepted")) {
            throw new IllegalArgumentException("Estimate " + id + " is " + status
                    + ", not Accepted; no invoice was created. Wait until it is accepted, or set onlyAccepted=false");
        }
        message.removeHeader(QuickBooksConstants.ENTITY_ID);
        if (!ownRequestId) {
            message.setHeader(QuickBooksConstants.REQUEST_ID, "estimate-" + id);
        }
        message.setBody(InvoiceOfEstimate.of(estimate));
    }
}
