package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Predicate;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.convert.InputBody;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.model.Json;

/**
 * The first step of a flow whose messages are QuickBooks' own, such as estimates, items or earned revenue: reads the
 * message, finds its company, and looks it up in the journal.
 */
public final class TakeFromQuickBooks extends AsyncStep {

    /** Whether the subject has taken what came. */
    public static final Predicate IS_TAKEN = exchange -> FlowWork.of(exchange) != null;

    private final Intake intake;
    private final String realmId;
    private final Subject subject;

    /**
     * What the journal keeps of it.
     *
     * @param message for the flow and for dead letters
     * @param whatMatters of which the same content has the same
     * @param facts kept with it; null for nothing
     */
    public record Taken(String id, JsonNode message, JsonNode whatMatters, JsonNode facts) {}

    /** What differs between the flows. */
    public interface Subject {

        /** The company that what came says itself; null for that of the flow, of the header, or of the component. */
        default String company(JsonNode body) {
            return null;
        }

        /** What is taken of it; null where there is nothing to do. */
        CompletionStage<Taken> taken(Exchange exchange, String company, JsonNode body);

        /** Goes on with it, once it is in the journal. */
        CompletionStage<?> begun(Exchange exchange, FlowWork work, Calls calls) throws Exception;
    }

    /** @param realmId the company of the flow; null for that of the header, or of the component */
    public TakeFromQuickBooks(Intake intake, String realmId, Subject subject) {
        this.intake = intake;
        this.realmId = realmId;
        this.subject = subject;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) throws Exception {
        Message in = exchange.getMessage();
        TakeIn.remember(exchange, null, TakeIn.readAgain(in));
        SentAgain.open(exchange, intake.flow(), realmId);
        JsonNode body = new InputBody(Json.EXACT, "the " + intake.flow() + " flow").object(exchange);
        String own = subject.company(body);
        String company = own != null ? own : TakeIn.company(getCamelContext(), intake.flow(), realmId, in);
        TakeIn.remember(exchange, company, body);
        return subject.taken(exchange, company, body)
                .thenCompose(taken ->
                        taken == null ? CompletableFuture.completedFuture(null) : begin(exchange, company, taken));
    }

    private CompletionStage<?> begin(Exchange exchange, String company, Taken taken) {
        return intake.with(taken.facts())
                .begin(exchange, company, taken.id(), taken.message(), taken.whatMatters(), null)
                .thenCompose(work -> {
                    exchange.getMessage().setHeader(QuickBooksConstants.REALM_ID, company);
                    try {
                        return subject.begun(exchange, work, calls(company));
                    } catch (Exception e) {
                        return CompletableFuture.failedFuture(e);
                    }
                });
    }
}
