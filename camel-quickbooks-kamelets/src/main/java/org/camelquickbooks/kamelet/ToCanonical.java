package org.camelquickbooks.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.Canonical;
import org.camelquickbooks.canonical.FromQuickBooks;
import org.camelquickbooks.convert.InputBody;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.operation.OutputForm;

/** Converts a QuickBooks entity to a canonical message. Names that the entity does not contain are looked up. */
public final class ToCanonical extends AsyncStep {

    private String entity;
    private String realmId;
    private Connection connection;
    private String outputType = "JsonNode";

    /** The credentials of the Kamelet. */
    public void setConnection(Connection connection) {
        this.connection = connection;
    }

    /** The company in which names are looked up; by default that of the header, or of the component. */
    public void setRealmId(String realmId) {
        this.realmId = realmId == null || realmId.isBlank() ? null : realmId;
    }

    /** What the body is afterwards: JsonNode, String, Map or JsonObject. */
    public void setOutputType(String outputType) {
        this.outputType = outputType;
    }

    /** The kind of entity; by default that of the header CamelQuickBooksEntity. */
    public void setEntity(String entity) {
        this.entity = entity == null || entity.isBlank() ? null : entity;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) throws Exception {
        Message in = exchange.getMessage();
        // Not by a type converter: those of Camel read amounts as binary floating point.
        JsonNode body = new InputBody(Json.EXACT, "the Kamelet").object(exchange);
        String kind = entity != null ? entity : in.getHeader(QuickBooksConstants.ENTITY, String.class);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "The type of the entity in the body is unknown: set the property entity or the header "
                            + "CamelQuickBooksEntity");
        }
        String header = in.getHeader(QuickBooksConstants.REALM_ID, String.class);
        String company = realmId != null ? realmId : header == null || header.isBlank() ? null : header;
        return new ReferencedNames(() -> asking(company))
                .named(body)
                .thenAccept(named -> in.setBody(
                        formed(Canonical.checked(FromQuickBooks.type(kind), FromQuickBooks.message(kind, named)))));
    }

    /** Where there is no company at all, what the entity itself says is all there is. */
    private Optional<Calls> asking(String company) {
        QuickBooksComponent component =
                connection != null ? connection.connected(getCamelContext()) : Journals.component(getCamelContext());
        return company == null && component.getConfiguration().getRealmId() == null
                ? Optional.empty()
                : Optional.of(calls(company));
    }

    private Object formed(JsonNode message) {
        try {
            return new OutputForm(Json.EXACT, getCamelContext()).of(message, outputType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
