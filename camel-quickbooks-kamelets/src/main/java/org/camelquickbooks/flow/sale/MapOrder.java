package org.camelquickbooks.flow.sale;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.Target;
import org.camelquickbooks.flow.ask.Inactive;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.PlacedReferences;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;

/** Makes the document of an order or a refund, and remembers whom and what its Ids mean. */
final class MapOrder extends AsyncStep {

    private final CanonicalType type;
    private final String entity;
    private final Inactive inactive;

    /** @param entity what is made, where there is a choice; empty for what suits the message */
    MapOrder(CanonicalType type, String entity, Inactive inactive) {
        this.type = type;
        this.entity = entity.isBlank() ? null : entity;
        this.inactive = inactive;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        JsonNode message = work.message();
        Target target = Target.of(type, entity, message);
        Lookups.Wanted wanted = new Lookups.Wanted();
        target.map(message, wanted);
        Lookups lookups = new Lookups(calls(work.key().company()), inactive);
        return lookups.named(type, message, wanted.references(), work.known()).thenAccept(found -> {
            PlacedReferences placed = PlacedReferences.of(found, ids -> target.map(message, ids));
            work.anew();
            work.means(placed, lookups);
            exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, target.entity());
            exchange.getMessage().setBody(placed.document());
        });
    }
}
