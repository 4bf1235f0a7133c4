package org.camelquickbooks.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.Canonical;
import org.camelquickbooks.canonical.FromQuickBooks;
import org.camelquickbooks.flow.engine.JsonStep;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.operation.OutputForm;

/** Makes the canonical message of an entity as QuickBooks has it. */
public final class ToCanonical extends JsonStep {

    private String entity;
    private String outputType = "JsonNode";

    /** What the body is afterwards: JsonNode, String, Map or JsonObject. */
    public void setOutputType(String outputType) {
        this.outputType = outputType;
    }

    /** The kind of entity; by default that of the header CamelQuickBooksEntity. */
    public void setEntity(String entity) {
        this.entity = entity == null || entity.isBlank() ? null : entity;
    }

    @Override
    public void process(Exchange exchange, JsonNode body) throws IOException {
        String kind =
                entity != null ? entity : exchange.getMessage().getHeader(QuickBooksConstants.ENTITY, String.class);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "The type of the entity in the body is unknown: set the property entity or the header "
                            + "CamelQuickBooksEntity");
        }
        JsonNode message = Canonical.checked(FromQuickBooks.type(kind), FromQuickBooks.message(kind, body));
        exchange.getMessage().setBody(new OutputForm(Json.EXACT, exchange.getContext()).of(message, outputType));
    }
}
