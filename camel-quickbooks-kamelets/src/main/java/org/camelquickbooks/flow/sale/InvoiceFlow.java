package org.camelquickbooks.flow.sale;

import static org.camelquickbooks.flow.engine.FlowTemplate.flag;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.flow.ask.Inactive;
import org.camelquickbooks.flow.engine.FlowTemplate;

/** Orders become invoices, sales receipts or estimates; refunds become credit memos or refund receipts. */
public final class InvoiceFlow {

    private InvoiceFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template = new FlowTemplate(
                routes, "invoice", "Orders of a shop or an ERP become invoices, sales receipts or estimates");
        template.required("orders", "Where canonical orders come from: any endpoint, one order a message")
                .optional("type", "order", "The kind of canonical message: order, or refund")
                .optional(
                        "entity",
                        "",
                        "What is made of it where there is a choice: Invoice, SalesReceipt, Estimate, CreditMemo, RefundReceipt")
                .optional(
                        "upsertCustomers",
                        "true",
                        "Whether customers are made, or brought up to date; otherwise they have to be there")
                .optional(
                        "newItemIncomeAccount",
                        "",
                        "The name of the account for what items earn that an order names and QuickBooks does not have; without it such an order is refused")
                .optional("newItemType", "NonInventory", "What such items are: NonInventory or Service")
                .optional("send", "false", "Whether QuickBooks e-mails the document to the customer")
                .optional(
                        "coalesce", "true", "Whether documents are gathered into batch calls when the limits get short")
                .optional(
                        "inactive",
                        "refuse",
                        "What is done where the customer, or an item, is inactive: refuse, reactivate, or use")
                .takesIn(p -> text(p, "type"))
                .bean(
                        "customer",
                        UpsertCustomer.class,
                        p -> new UpsertCustomer(flag(p, "upsertCustomers"), Inactive.of(text(p, "inactive"))))
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
