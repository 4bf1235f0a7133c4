package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.Canonical;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.operation.InputBody;

/** The first step of a flow: reads the message, checks it, and asks the journal what is known of it. */
public final class TakeIn extends AsyncStep {

    private static final String ORIGINAL = "CamelQuickBooksFlowOriginal";
    private static final String COMPANY = "CamelQuickBooksFlowCompany";

    private final Turns turns = new Turns();
    private final String flow;
    private final CanonicalType type;
    private final String realmId;
    private final boolean versions;

    /**
     * @param flow the name under which the journal keeps the messages
     * @param type the kind of canonical message
     * @param realmId the company where no header names one; null for that of the component
     */
    public TakeIn(String flow, String type, String realmId) {
        this(flow, type, realmId, false);
    }

    /** @param versions whether a message of the same id that says something else is the next version of it */
    public TakeIn(String flow, String type, String realmId, boolean versions) {
        this.flow = flow;
        this.versions = versions;
        this.type = CanonicalType.of(type);
        this.realmId = realmId;
    }

    /** What came in, as it came; for the dead letters. */
    public static Object original(Exchange exchange) {
        return exchange.getProperty(ORIGINAL);
    }

    /** The company of an exchange, once it is known. */
    public static String company(Exchange exchange) {
        return exchange.getProperty(COMPANY, String.class);
    }

    /** Keeps what a dead letter will need. */
    public static void remember(Exchange exchange, String company, Object original) {
        exchange.setProperty(ORIGINAL, original);
        exchange.setProperty(COMPANY, company);
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) throws Exception {
        Message in = exchange.getMessage();
        exchange.setProperty(ORIGINAL, readAgain(in));
        String company = company(in);
        exchange.setProperty(COMPANY, company);
        // Not by a type converter: those of Camel read amounts as binary floating point.
        JsonNode message = Canonical.checked(type, new InputBody(Json.EXACT, "the " + flow + " flow").object(exchange));
        if (!message.has("id")) {
            throw new IllegalArgumentException(
                    "The " + type.word()
                            + " has no id: without the other system's own number a repeated message cannot be told from a new one");
        }
        FlowKey key = new FlowKey(flow, company, message.path("id").asText());
        // What comes twice at the same time is taken one after the other.
        return turns.take(key.toString(), exchange).thenRun(() -> begin(exchange, key, message));
    }

    private void begin(Exchange exchange, FlowKey key, JsonNode message) {
        Message in = exchange.getMessage();
        String digest = Digest.of(message);
        FlowEntry before = Journals.of(getCamelContext()).find(key).orElse(null);
        if (before != null && !before.digest().equals(digest) && !mayChange(before)) {
            throw new IllegalArgumentException("Another " + type.word() + " with the id " + key.id() + " is "
                    + (before.is(FlowEntry.State.DONE)
                            ? before.entity() + " " + before.entityId() + " already"
                            : "on its way")
                    + ", and this one says something else; nothing was booked. Give it an id of its own");
        }
        in.setHeader(QuickBooksConstants.REALM_ID, key.company());
        in.setBody(message);
        FlowWork work = new FlowWork(key, message, digest, before);
        JsonNode total = message.path(message.has("total") ? "total" : "amount");
        if (total.isNumber()) {
            work.expect(total.decimalValue());
        }
        FlowWork.begin(exchange, work);
    }

    private boolean mayChange(FlowEntry before) {
        return before.is(FlowEntry.State.REFUSED) || versions && before.is(FlowEntry.State.DONE);
    }

    private String company(Message in) {
        return company(getCamelContext(), flow, realmId, in);
    }

    /** The company of a message. */
    public static String company(CamelContext context, String flow, String realmId, Message in) {
        String header = in.getHeader(QuickBooksConstants.REALM_ID, String.class);
        String company = header != null && !header.isBlank()
                ? header
                : realmId != null
                        ? realmId
                        : Journals.component(context).getConfiguration().getRealmId();
        if (company == null) {
            throw new IllegalArgumentException("No company for the " + flow
                    + " flow: set realmId on the flow or the component, or the header " + QuickBooksConstants.REALM_ID);
        }
        return company;
    }

    /** A stream is read into memory, so that a dead letter can have it. */
    private static Object readAgain(Message in) {
        Object body = in.getBody();
        if (body instanceof JsonNode || body instanceof String || body == null) {
            return body;
        }
        if (body instanceof java.util.Map<?, ?>) {
            return Json.EXACT.valueToTree(body);
        }
        String text = in.getBody(String.class);
        if (text != null) {
            in.setBody(text);
        }
        return text != null ? text : body.toString();
    }
}
