package org.camelquickbooks.flow.contact;

import static org.camelquickbooks.flow.engine.FlowTemplate.step;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.flow.engine.FlowTemplate;
import org.camelquickbooks.flow.engine.Intake;
import org.camelquickbooks.flow.engine.TakeFromQuickBooks;

/** Contacts of a CRM and customers of QuickBooks are kept the same, in both directions. */
public final class ContactFlows {

    private static final Predicate IS_CUSTOMER =
            exchange -> !"deleted".equals(exchange.getMessage().getHeader(QuickBooksConstants.OPERATION, String.class));

    private ContactFlows() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate in = new FlowTemplate(routes, "contacts-in", "Contacts of a CRM become customers");
        in.required("contacts", "Where canonical customers come from when they have changed, with the CRM's id")
                .optional("back", "contacts-out", "The name of the flow in the other direction")
                .optional(
                        "conflict",
                        "quickbooks",
                        "Whose contact stands where both sides have changed it: crm, quickbooks, or refuse, which makes a dead letter of it")
                .takesVersionsIn("customer")
                .bean(
                        "mapping",
                        MapContact.class,
                        p -> new MapContact(text(p, "back"), ContactConflict.of(text(p, "conflict"))))
                .bean("agreed", Agreed.class, p -> new Agreed(text(p, "back"), FlowTemplate.keep(p)))
                .checks(in::check);
        in.books(
                "{{contacts}}",
                java.util.List.of("mapping"),
                "quickbooks:" + FlowTemplate.OPERATION + "/Customer",
                "agreed");

        FlowTemplate out = FlowTemplate.ofQuickBooks(
                routes, "contacts-out", "Customers that were changed in QuickBooks go to the CRM");
        out.required("crm", "Where contacts go; it answers with JSON that has the CRM's id of the contact")
                .optional("back", "contacts-in", "The name of the flow in the other direction")
                .optional(
                        "poll",
                        "delay=60000",
                        "How often QuickBooks is asked, as options of quickbooks:cdc: a delay, realms=all, webhook=true, startFrom=beginning")
                .bean(
                        "contact",
                        TakeFromQuickBooks.class,
                        p -> new TakeFromQuickBooks(
                                FlowTemplate.intake(p, "customer", Intake.Content.STATE), null, new ChangedCustomer()))
                .bean("linked", Linked.class, p -> new Linked(text(p, "back"), FlowTemplate.keep(p)));
        out.tells("quickbooks:cdc?entities=Customer&{{poll}}")
                .filter(IS_CUSTOMER)
                .process(step("contact"))
                .filter(FlowTemplate.IS_NOT_DONE)
                .to("{{crm}}")
                .process(step("linked"));
    }
}
