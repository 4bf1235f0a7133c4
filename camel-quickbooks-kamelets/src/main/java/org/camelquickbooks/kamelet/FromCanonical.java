package org.camelquickbooks.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.Canonical;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.Target;
import org.camelquickbooks.convert.InputBody;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.operation.OutputForm;

/** Checks a canonical message, and converts it to a QuickBooks entity. Nothing is sent. */
public final class FromCanonical extends AsyncStep {

    private CanonicalType type;
    private String entity;
    private String realmId;
    private Connection connection;
    private boolean ownRequestId;
    private String outputType = "JsonNode";

    /** An expression of the write that follows: then the number of the message is none. */
    public void setRequestIdExpression(String expression) {
        this.ownRequestId = expression != null && !expression.isBlank();
    }

    /** The credentials of the Kamelet. */
    public void setConnection(Connection connection) {
        this.connection = connection;
    }

    /** The kind of message: order, customer, item, payment, refund, bill. */
    public void setType(String word) {
        this.type = CanonicalType.of(word);
    }

    /** The entity to make of it, where there is a choice: Invoice, SalesReceipt, Estimate, CreditMemo, RefundReceipt. */
    public void setEntity(String entity) {
        this.entity = entity == null || entity.isBlank() ? null : entity;
    }

    /** What the body is afterwards: JsonNode, String, Map or JsonObject. */
    public void setOutputType(String outputType) {
        this.outputType = outputType;
    }

    /** The company in which names are looked up; by default that of the header, or of the component. */
    public void setRealmId(String realmId) {
        this.realmId = realmId == null || realmId.isBlank() ? null : realmId;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) throws Exception {
        Message in = exchange.getMessage();
        if (connection != null) {
            connection.connected(getCamelContext());
        }
        // Not by a type converter: those of Camel read amounts as binary floating point.
        JsonNode body = new InputBody(Json.EXACT, "a canonical " + type.word()).object(exchange);
        JsonNode message = Canonical.checked(type, body);
        Target target = Target.of(type, entity, message);
        Lookups.Wanted wanted = new Lookups.Wanted();
        target.map(message, wanted);
        String header = in.getHeader(QuickBooksConstants.REALM_ID, String.class);
        String company = realmId != null ? realmId : header == null || header.isBlank() ? null : header;
        // The write is another step: nothing would compare the name in its answer with a remembered one.
        return Lookups.fresh(calls(company))
                .named(type, message, wanted.references(), Map.of())
                .thenAccept(found -> {
                    in.setBody(formed(target.map(message, found)));
                    in.setHeader(QuickBooksConstants.ENTITY, target.entity());
                    requestId(in, message);
                });
    }

    private Object formed(JsonNode made) {
        try {
            return new OutputForm(Json.EXACT, getCamelContext()).of(made, outputType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The other system's number makes a repeated message the same write. */
    private void requestId(Message in, JsonNode message) {
        if (!ownRequestId && message.has("id") && in.getHeader(QuickBooksConstants.REQUEST_ID) == null) {
            // What is too long for a request id is made one by the component: a hash, the same each time.
            in.setHeader(
                    QuickBooksConstants.REQUEST_ID,
                    type.word() + "-" + message.path("id").asText());
        }
    }
}
