package org.camelquickbooks.flow.contact;

import static org.camelquickbooks.flow.engine.FlowTemplate.step;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.flow.engine.FlowTemplate;
import org.camelquickbooks.flow.engine.Intake;
import org.camelquickbooks.flow.engine.TakeFromQuickBooks;

/** The flows that synchronize contacts of a CRM and customers of QuickBooks, in both directions. */
public final class ContactFlows {

    private static final Predicate IS_CUSTOMER =
            exchange -> !"deleted".equals(exchange.getMessage().getHeader(QuickBooksConstants.OPERATION, String.class));

    private ContactFlows() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate in =
                new FlowTemplate(routes, "contacts-in", "Writes contacts of a CRM to QuickBooks as customers");
        in.required("contacts", "The endpoint that changed canonical customers come from, each with the id of the CRM")
                .optional("back", "contacts-out", "The name of the flow in the opposite direction")
                .optional(
                        "conflict",
                        "quickbooks",
                        "Which side wins if both have changed a contact: crm, quickbooks, or refuse (neither; the "
                                + "message goes to the dead letters)")
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

        FlowTemplate out =
                FlowTemplate.ofQuickBooks(routes, "contacts-out", "Sends changed customers from QuickBooks to a CRM");
        out.required(
                        "crm",
                        "The endpoint that receives the contacts. It answers with JSON that contains the CRM's id of "
                                + "the contact")
                .optional("back", "contacts-in", "The name of the flow in the opposite direction")
                .optional(
                        "poll",
                        "delay=60000",
                        "How the flow polls QuickBooks, as options of quickbooks:cdc, such as delay=60000, "
                                + "realms=all, webhook=true or startFrom=beginning")
                .bean(
                        "contact",
                        TakeFromQuickBooks.class,
                        p -> new TakeFromQuickBooks(
                                FlowTemplate.intake(p, "customer", Intake.Content.STATE),
                                null,
                                new ChangedCustomer(FlowTemplate.name(p))))
                .bean("linked", Linked.class, p -> new Linked(text(p, "back"), FlowTemplate.keep(p)));
        out.tells("quickbooks:cdc?entities=Customer&{{poll}}")
                .filter(IS_CUSTOMER)
                .process(step("contact"))
                .filter(FlowTemplate.IS_NOT_DONE)
                .to("{{crm}}")
                .process(step("linked"));
    }
}
