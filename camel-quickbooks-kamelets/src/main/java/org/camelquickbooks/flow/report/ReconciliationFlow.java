package org.camelquickbooks.flow.report;

import static org.camelquickbooks.flow.engine.FlowTemplate.step;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.flow.engine.FlowTemplate;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.Json;

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
                        "Where the result goes; the header CamelQuickBooksDifferences has the number of differences")
                .optional("format", "json", "How the result is written: json, csv, or html")
                .optional(
                        "differences",
                        "log:org.camelquickbooks.flow.reconciliation?level=DEBUG",
                        "Where each difference goes by itself, as JSON; the header CamelQuickBooksDifferenceKind has its kind")
                .optional("flows", "", "The names of the flows, with commas; without it all that have booked anything")
                .optional(
                        "since",
                        "",
                        "The first day that is compared, such as 2026-01-01; a header CamelQuickBooksSince goes before it")
                .optional("until", "", "The last day; a header CamelQuickBooksUntil goes before it")
                .optional(
                        "realmId",
                        "",
                        "The company; without it that of the header CamelQuickBooksRealmId, or of the component")
                .bean(
                        "reconcile",
                        Reconcile.class,
                        p -> new Reconcile(
                                text(p, "name"),
                                FlowTemplate.company(p),
                                text(p, "flows").isBlank() ? List.of() : CommaList.of(text(p, "flows")),
                                text(p, "since"),
                                text(p, "until"),
                                ReconciliationForm.of(text(p, "format"))));
        template.starts("{{trigger}}")
                .process(step("reconcile"))
                .to("{{report}}")
                .split(routes.exchangeProperty(Reconcile.DIFFERENCES))
                .process(exchange -> {
                    JsonNode difference = exchange.getMessage().getBody(JsonNode.class);
                    exchange.getMessage().setHeader("CamelQuickBooksDifferenceKind", Json.text(difference, "kind"));
                    exchange.getMessage().setBody(difference.toString());
                })
                .to("{{differences}}");
    }
}
