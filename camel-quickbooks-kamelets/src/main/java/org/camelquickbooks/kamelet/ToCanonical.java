package org.camelquickbooks.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.Canonical;
import org.camelquickbooks.canonical.FromQuickBooks;
import org.camelquickbooks.flow.engine.JsonStep;

/** Makes the canonical message of an entity as QuickBooks has it. */
public final class ToCanonical extends JsonStep {

    private String entity;

    /** The kind of entity; by default that of the header CamelQuickBooksEntity. */
    public void setEntity(String entity) {
        this.entity = entity == null || entity.isBlank() ? null : entity;
    }

    @Override
    public void process(Exchange exchange, JsonNode body) {
        String kind =
                entity != null ? entity : exchange.getMessage().getHeader(QuickBooksConstants.ENTITY, String.class);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "What the body is cannot be told: set the property entity, or the header CamelQuickBooksEntity");
        }
        exchange.getMessage().setBody(Canonical.checked(FromQuickBooks.type(kind), FromQuickBooks.message(kind, body)));
    }
}
