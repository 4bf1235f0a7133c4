package org.camelquickbooks.flow.revenue;

import static org.camelquickbooks.flow.engine.FlowTemplate.step;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.Balance;
import org.camelquickbooks.canonical.Transfer;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowTemplate;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.JsonStep;
import org.camelquickbooks.flow.engine.StartCheck;
import org.camelquickbooks.flow.engine.TakeIn;
import org.camelquickbooks.model.Json;

/** What customers have paid ahead becomes revenue, month by month. */
public final class RevenueFlow {

    private RevenueFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template =
                new FlowTemplate(routes, "revenue", "What customers have paid ahead becomes revenue, month by month");
        template.required(
                        "trigger",
                        "What begins it: a schedule, or direct:; the body is the month until which is posted, such as 2026-01, or empty for the last one")
                .required(
                        "items",
                        "The prepaid items, each with over how many months it is earned: Support plan=12,Licence=24")
                .required("deferredAccount", "The name of the account on which invoices put what is not earned yet")
                .required("revenueAccount", "The name of the account of what is earned")
                .bean(
                        "portions",
                        DuePortions.class,
                        p -> new DuePortions(
                                text(p, "name"),
                                FlowTemplate.company(p),
                                DuePortions.months(text(p, "items")),
                                text(p, "deferredAccount"),
                                text(p, "revenueAccount")))
                .bean("take", TakePortion.class, p -> new TakePortion(text(p, "name")))
                .writingSteps()
                .checks(p -> {
                    StartCheck check = template.check(p)
                            .account("deferredAccount", text(p, "deferredAccount"))
                            .account("revenueAccount", text(p, "revenueAccount"));
                    DuePortions.months(text(p, "items")).keySet().forEach(item -> check.item("items", item));
                    return check;
                });
        ProcessorDefinition<?> each = template.from("{{trigger}}")
                .process(step("portions"))
                .split(routes.body())
                .process(step("take"));
        FlowTemplate.writes(each, "quickbooks:create/JournalEntry");
    }

    /** Takes a portion, unless it was posted before. */
    private static final class TakePortion extends JsonStep {

        private static final List<String> ID_AND_AMOUNT = List.of("id", "amount");

        private final String flow;

        TakePortion(String flow) {
            this.flow = flow;
        }

        @Override
        public void process(Exchange exchange, JsonNode portion) {
            String company = Json.text(portion, "company");
            TakeIn.remember(exchange, company, portion);
            FlowKey key = new FlowKey(flow, company, Json.text(portion, "id"));
            JsonNode whatMatters = ((ObjectNode) portion.deepCopy()).retain(ID_AND_AMOUNT);
            FlowWork work = FlowWork.begin(exchange, key, portion, whatMatters);
            if (work.before() != null && work.before().is(FlowEntry.State.DONE) && !work.isDone()) {
                throw new IllegalStateException("Portion " + key.id() + " was posted with "
                        + work.before().amount() + ", and the invoice would have it "
                        + portion.path("amount").asText() + " now: the invoice was changed. Correct it by hand");
            }
            exchange.getMessage().setHeader(QuickBooksConstants.REALM_ID, company);
            exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "JournalEntry");
            exchange.getMessage()
                    .setBody(Balance.checked(Transfer.entry(
                            Json.text(portion, "date"),
                            Json.text(portion, "note"),
                            portion.path("amount"),
                            Json.text(portion, "from"),
                            Json.text(portion, "to"))));
        }
    }
}
