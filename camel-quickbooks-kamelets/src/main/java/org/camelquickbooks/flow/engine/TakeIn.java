package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.Canonical;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.convert.InputBody;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.JsonLimits;

/** The first step of a flow: reads the message, checks it, and looks it up in the journal. */
public final class TakeIn extends AsyncStep {

    private static final String ORIGINAL = "CamelQuickBooksFlowOriginal";
    private static final String COMPANY = "CamelQuickBooksFlowCompany";
    private static final String FACTS = "CamelQuickBooksFlowFacts";
    private static final int LONGEST_FACT = 1000;

    private final Turns turns = new Turns();
    private final Intake intake;
    private final CanonicalType type;
    private final String realmId;

    /**
     * @param type the kind of canonical message
     * @param realmId the company of the flow; null for that of the header, or of the component
     */
    TakeIn(Intake intake, CanonicalType type, String realmId) {
        this.intake = intake;
        this.type = type;
        this.realmId = realmId;
    }

    /** What came in, as it came; for the dead letters. */
    static Object original(Exchange exchange) {
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
        SentAgain.open(exchange, intake.flow(), realmId);
        String company = company(getCamelContext(), intake.flow(), realmId, in);
        exchange.setProperty(COMPANY, company);
        // Not by a type converter: those of Camel read amounts as binary floating point.
        JsonNode given = new InputBody(Json.EXACT, "the " + intake.flow() + " flow").object(exchange);
        JsonNode facts = facts(given);
        exchange.setProperty(FACTS, facts);
        JsonNode message = Canonical.checked(type, given);
        if (!message.has("id")) {
            throw new IllegalArgumentException("The " + type.word()
                    + " has no id; the flow needs the id of the other system to recognise repeated messages");
        }
        String id = message.path("id").asText();
        String version = Json.text(message, message.has("version") ? "version" : "changed");
        // What comes twice at the same time is taken one after the other.
        return turns.takeHere(new FlowKey(intake.flow(), company, id).hash(), exchange)
                .thenCompose(mine -> intake.with(facts).begin(exchange, company, id, message, message, version))
                .thenAccept(work -> {
                    in.setHeader(QuickBooksConstants.REALM_ID, company);
                    in.removeHeader(QuickBooksConstants.REQUEST_ID);
                    in.setBody(message);
                    JsonNode total = message.path(message.has("total") ? "total" : "amount");
                    if (total.isNumber()) {
                        work.expect(total.decimalValue());
                    }
                });
    }

    /** What the journal keeps of a message that could not be taken in; null where it was not even read. */
    static JsonNode facts(Exchange exchange) {
        return exchange.getProperty(FACTS, JsonNode.class);
    }

    /**
     * What the reconciliation looks for where the message is refused, also where it is not valid; and an amount below
     * zero, which no document has.
     */
    private JsonNode facts(JsonNode message) {
        if (JsonLimits.violation(message).isPresent()) {
            return null;
        }
        ObjectNode facts = Json.object().put("type", type.word());
        put(facts, "number", Json.text(message, "number"));
        put(facts, "reference", Json.text(message, "reference"));
        put(facts, "customer", Json.text(message.path("customer"), "name"));
        JsonNode amount = message.path("amount");
        if (amount.isNumber()) {
            facts.set("amount", amount);
        }
        boolean negative = amount.isNumber() && amount.decimalValue().signum() < 0;
        return facts.has("number") || facts.has("reference") || negative ? facts : null;
    }

    private static void put(ObjectNode facts, String field, String value) {
        if (value != null && value.length() <= LONGEST_FACT) {
            facts.put(field, value);
        }
    }

    /** The company of a message: that of the flow's parameter, of the header, or of the component, in this order. */
    public static String company(CamelContext context, String flow, String realmId, Message in) {
        String header = in.getHeader(QuickBooksConstants.REALM_ID, String.class);
        String company = realmId != null
                ? realmId
                : header != null && !header.isBlank()
                        ? header
                        : Journals.component(context).getConfiguration().getRealmId();
        if (company == null) {
            throw new IllegalArgumentException("No company for the " + flow
                    + " flow: set realmId on the flow or the component, or the header " + QuickBooksConstants.REALM_ID);
        }
        return company;
    }

    /** A stream is read into memory, so that a dead letter can have it. */
    public static Object readAgain(Message in) {
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

    /** JSON where a text is JSON; else null. */
    static JsonNode json(Object body) {
        if (body instanceof JsonNode node) {
            return node;
        }
        if (!(body instanceof String text) || !text.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            return Json.EXACT.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
