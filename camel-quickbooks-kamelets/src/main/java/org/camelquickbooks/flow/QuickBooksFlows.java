package org.camelquickbooks.flow;

import org.apache.camel.builder.RouteBuilder;

/**
 * The flows, as route templates: add this to a Camel context, then make routes of them, in Java with
 * {@code templatedRoute("quickbooks-invoice-flow")}, or in YAML and XML.
 */
public final class QuickBooksFlows extends RouteBuilder {

    @Override
    public void configure() {
        InvoiceFlow.define(this);
        PaymentFlow.define(this);
        PayoutFlow.define(this);
        InventoryFlows.define(this);
        StockFlow.define(this);
        EstimateFlow.define(this);
        ContactFlows.define(this);
        CloseFlow.define(this);
        RevenueFlow.define(this);
        ReconciliationFlow.define(this);
    }
}
