package org.camelquickbooks.flow.sale;

import static org.camelquickbooks.flow.engine.FlowTemplate.flag;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.flow.ask.Inactive;
import org.camelquickbooks.flow.engine.FlowTemplate;

/** The flow that creates invoices, sales receipts, estimates, credit memos and refund receipts. */
public final class InvoiceFlow {

    private InvoiceFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template = new FlowTemplate(
                routes, "invoice", "Creates invoices, sales receipts or estimates from the orders of a shop or an ERP");
        template.required("orders", "The endpoint that canonical orders come from, one order per message")
                .optional("type", "order", "The type of the canonical messages: order or refund")
                .optional(
                        "entity",
                        "",
                        "The entity to create, if there is a choice: Invoice, SalesReceipt, Estimate, CreditMemo or "
                                + "RefundReceipt")
                .optional(
                        "upsertCustomers",
                        "true",
                        "Whether the flow creates and updates customers. With false they must exist")
                .optional(
                        "newItemIncomeAccount",
                        "",
                        "The name of the income account for new items. If an order names an item that QuickBooks "
                                + "does not have, the flow creates it with this account. Without this parameter it refuses "
                                + "such an order")
                .optional("newItemType", "NonInventory", "The type of new items: NonInventory or Service")
                .optional("send", "false", "Whether QuickBooks e-mails the document to the customer")
                .optional(
                        "coalesce",
                        "true",
                        "Whether documents may be combined into batch calls when the requests of the minute run short")
                .optional(
                        "inactive",
                        "refuse",
                        "What happens if the customer or an item is inactive: refuse, reactivate, or use")
                .takesIn(p -> text(p, "type"))
                .bean(
                        "customer",
                        UpsertCustomer.class,
                        p -> new UpsertCustomer(
                                CanonicalType.of(text(p, "type")),
                                flag(p, "upsertCustomers"),
                                Inactive.of(text(p, "inactive"))))
                .bean(
                        "items",
                        CreateMissingItems.class,
                        p -> new CreateMissingItems(
                                text(p, "newItemIncomeAccount"),
                                text(p, "newItemType"),
                                Inactive.of(text(p, "inactive"))))
                .bean(
                        "mapping",
                        MapOrder.class,
                        p -> new MapOrder(
                                CanonicalType.of(text(p, "type")), text(p, "entity"), Inactive.of(text(p, "inactive"))))
                .bean("sendOnce", SendOnce.class, p -> new SendOnce(flag(p, "send")))
                .checks(p -> template.check(p).account("newItemIncomeAccount", text(p, "newItemIncomeAccount")));
        template.books(
                "{{orders}}",
                List.of("customer", "items", "mapping"),
                "quickbooks:create/${header.CamelQuickBooksEntity}?coalesce={{coalesce}}",
                "sendOnce");
    }
}
