package org.camelquickbooks.flow;

import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.flow.contact.ContactFlows;
import org.camelquickbooks.flow.inventory.InventoryFlows;
import org.camelquickbooks.flow.inventory.StockFlow;
import org.camelquickbooks.flow.payment.PaymentFlow;
import org.camelquickbooks.flow.payment.PayoutFlow;
import org.camelquickbooks.flow.replica.ReplicaFlow;
import org.camelquickbooks.flow.report.CloseFlow;
import org.camelquickbooks.flow.report.ReconciliationFlow;
import org.camelquickbooks.flow.revenue.RevenueFlow;
import org.camelquickbooks.flow.sale.EstimateFlow;
import org.camelquickbooks.flow.sale.InvoiceFlow;

/**
 * The flows, as route templates. Add this to a Camel context, then create routes from the templates: in Java with
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
        ReplicaFlow.define(this);
    }
}
