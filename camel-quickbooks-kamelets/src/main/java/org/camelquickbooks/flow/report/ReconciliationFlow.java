package org.camelquickbooks.flow.report;

import static org.camelquickbooks.flow.engine.FlowTemplate.step;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.flow.engine.FlowTemplate;
import org.camelquickbooks.model.CommaList;

/** What the flows have booked is compared with what is there. */
public final class ReconciliationFlow {

    private ReconciliationFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template = FlowTemplate.ofQuickBooks(
                routes, "reconciliation", "What the flows have booked is compared with what QuickBooks has");
        template.required(
                        "trigger",
                        "What begins it: a schedule, or direct:; the body may be what the other system has, as {\"invoice\": [{\"id\": …, \"amount\": …}]}")
                .required(
                        "report",
                        "Where the result goes, as JSON; the header CamelQuickBooksDifferences has the number of differences")
                .optional("flows", "invoice,payment", "The names of the flows, with commas")
                .optional("realmId", "", "The company; by default that of the header, or of the component")
                .bean(
                        "reconcile",
                        Reconcile.class,
                        p -> new Reconcile(text(p, "name"), FlowTemplate.company(p), CommaList.of(text(p, "flows"))));
        template.tells("{{trigger}}").process(step("reconcile")).to("{{report}}");
    }
}
