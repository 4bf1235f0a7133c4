package org.camelquickbooks.flow.contact;

import static org.camelquickbooks.flow.engine.FlowTemplate.step;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.flow.engine.Digest;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowTemplate;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.flow.engine.JsonStep;
import org.camelquickbooks.flow.engine.Told;
import org.camelquickbooks.flow.engine.WriteDown;
import org.camelquickbooks.model.Json;

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
                .bean("agreed", Agreed.class, p -> new Agreed(text(p, "back")))
                .checks(in::check);
        in.books(
                "{{contacts}}",
                List.of("mapping"),
                "quickbooks:${exchangeProperty." + WriteDown.OPERATION + "}/Customer",
                "agreed");

        FlowTemplate out = FlowTemplate.ofQuickBooks(
                routes, "contacts-out", "Customers that were changed in QuickBooks go to the CRM");
        out.required("crm", "Where contacts go; it answers with JSON that has the CRM's id of the contact")
                .optional("back", "contacts-in", "The name of the flow in the other direction")
                .optional(
                        "poll",
                        "delay=60000",
                        "How often QuickBooks is asked, as options of quickbooks:cdc: a delay, realms=all, webhook=true, startFrom=beginning")
                .bean("contact", TakeCustomer.class, p -> new TakeCustomer(text(p, "name")))
                .bean("linked", Linked.class, p -> new Linked(text(p, "back")));
        out.tells("quickbooks:cdc?entities=Customer&{{poll}}")
                .filter(IS_CUSTOMER)
                .process(step("contact"))
                .filter(FlowTemplate.IS_NOT_DONE)
                .to("{{crm}}")
                .process(step("linked"));
    }

    /** Remembers what both sides have now. */
    static void agree(CamelContext context, String back, FlowWork work, JsonNode customer) {
        FlowKey key = new FlowKey(back, work.key().company(), Json.text(customer, "Id"));
        String digest = Digest.of(MapContact.content(customer));
        Journals.of(context)
                .put(FlowEntry.known(
                        key, digest, 0, "Customer", key.id(), work.key().id(), null, Journals.now(context)));
    }

    /** After QuickBooks has taken a contact: the change that it tells of is no news to the CRM. */
    static final class Agreed extends JsonStep {

        private final String back;

        Agreed(String back) {
            this.back = back;
        }

        @Override
        public void process(Exchange exchange, JsonNode customer) {
            agree(exchange.getContext(), back, FlowWork.of(exchange), customer);
        }
    }

    /** A customer that has changed. */
    static final class TakeCustomer extends JsonStep {

        private final String flow;

        TakeCustomer(String flow) {
            this.flow = flow;
        }

        @Override
        public void process(Exchange exchange, JsonNode customer) {
            String company = exchange.getMessage().getHeader(QuickBooksConstants.REALM_ID, String.class);
            ObjectNode contact = MapContact.content(customer);
            FlowWork work = FlowWork.begin(
                    exchange, new FlowKey(flow, company, Json.text(customer, "Id")), contact.deepCopy(), contact);
            if (work.before() != null && work.before().number() != null) {
                contact.put("id", work.before().number());
            }
            exchange.getMessage().setBody(contact.toString());
        }
    }

    /** After the CRM has taken a customer: the change that it tells of is no news to QuickBooks. */
    static final class Linked extends JsonStep {

        private final String back;

        Linked(String back) {
            this.back = back;
        }

        @Override
        public void process(Exchange exchange, JsonNode answer) {
            FlowWork work = FlowWork.of(exchange);
            String id = Json.text(answer, "id");
            if (id == null) {
                throw new IllegalStateException(
                        "The CRM answered without its id of the contact; it has to answer with JSON that has an id");
            }
            CamelContext context = exchange.getContext();
            Told.remember(context, work, "Customer", id);
            ObjectNode contact = ((ObjectNode) work.message()).deepCopy().put("id", id);
            FlowKey key = new FlowKey(back, work.key().company(), id);
            int attempt = Journals.of(context)
                    .find(key)
                    .map(entry -> entry.attempt() + 1)
                    .orElse(0);
            Journals.of(context)
                    .put(FlowEntry.known(
                            key,
                            Digest.of(contact),
                            attempt,
                            "Customer",
                            work.key().id(),
                            null,
                            null,
                            Journals.now(context)));
        }
    }
}
