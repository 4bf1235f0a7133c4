package org.camelquickbooks.flow.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.convert.InputBody;
import org.camelquickbooks.flow.engine.Agreement;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.Digest;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.model.Json;

/** After the CRM has taken a customer: the change that it tells of is no news to QuickBooks. */
final class Linked extends AsyncStep {

    private final String back;
    private final Duration keep;

    Linked(String back, Duration keep) {
        this.back = back;
        this.keep = keep;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) throws Exception {
        JsonNode answer = new InputBody(Json.EXACT, "the contacts-out flow").object(exchange);
        FlowWork work = FlowWork.of(exchange);
        String id = Json.text(answer, "id");
        if (id == null) {
            throw new IllegalStateException(
                    "The CRM answered without the id of the contact; its answer must be JSON with an id");
        }
        ObjectNode contact = ((ObjectNode) work.message()).deepCopy().put("id", id);
        Agreement agreement = new Agreement(Journals.of(getCamelContext()), keep);
        return agreement
                .put(
                        new FlowKey(back, work.key().company(), id),
                        Digest.of(contact),
                        "Customer",
                        work.key().id(),
                        null)
                .thenCompose(linked -> agreement.put(
                        work.key(),
                        work.entry().digest(),
                        "Customer",
                        work.key().id(),
                        id));
    }
}
