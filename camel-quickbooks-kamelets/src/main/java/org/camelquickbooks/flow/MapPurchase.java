package org.camelquickbooks.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.ToQuickBooks;
import org.camelquickbooks.model.Json;

/** Makes a purchase order, which QuickBooks wants with the account of payables. */
public final class MapPurchase extends AsyncStep {

    private static final String PAYABLES = "select * from Account where AccountType = 'Accounts Payable'";

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        JsonNode purchase = work.message();
        Calls calls = calls(work.key().company());
        Set<Reference> wanted = new LinkedHashSet<>();
        new ToQuickBooks((entity, field, value) -> {
                    wanted.add(new Reference(entity, field, value));
                    return "";
                })
                .purchaseOrder(purchase);
        return new Lookups(calls)
                .find(wanted, Map.of())
                .thenCombine(calls.query(PAYABLES, Map.of()), (found, accounts) -> {
                    if (!found.missing().isEmpty()) {
                        throw new CanonicalException(
                                CanonicalType.PURCHASE, Lookups.problems(purchase, found.missing()));
                    }
                    if (accounts.isEmpty()) {
                        throw new IllegalStateException("The company has no account of type Accounts Payable");
                    }
                    ObjectNode order = new ToQuickBooks(found).purchaseOrder(purchase);
                    order.putObject("APAccountRef").put("value", Json.text(accounts.get(0), "Id"));
                    exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "PurchaseOrder");
                    exchange.getMessage().setBody(order);
                    return null;
                });
    }
}
