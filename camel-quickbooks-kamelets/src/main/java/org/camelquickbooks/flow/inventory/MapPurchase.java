package org.camelquickbooks.flow.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.ToQuickBooks;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.PlacedReferences;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;

/** Makes a purchase order, which QuickBooks wants with the account of payables. */
final class MapPurchase extends AsyncStep {

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        JsonNode purchase = work.message();
        Lookups lookups = new Lookups(calls(work.key().company()));
        Lookups.Wanted wanted = new Lookups.Wanted();
        new ToQuickBooks(wanted).purchaseOrder(purchase);
        return lookups.named(CanonicalType.PURCHASE, purchase, wanted.references(), Map.of())
                .thenAcceptBoth(lookups.accountOfType("Accounts Payable"), (found, payables) -> {
                    PlacedReferences placed =
                            PlacedReferences.of(found, ids -> new ToQuickBooks(ids).purchaseOrder(purchase));
                    work.anew();
                    work.means(placed, lookups);
                    ObjectNode order = placed.document();
                    order.putObject("APAccountRef").put("value", payables);
                    exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "PurchaseOrder");
                    exchange.getMessage().setBody(order);
                });
    }
}
