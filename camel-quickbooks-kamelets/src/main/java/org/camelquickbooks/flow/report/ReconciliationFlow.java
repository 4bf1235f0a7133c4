package org.camelquickbooks.flow.report;

import static org.camelquickbooks.flow.engine.FlowTemplate.step;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.flow.engine.FlowTemplate;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.Json;

/** The flow that compares the booked documents with those in QuickBooks. */
public final class ReconciliationFlow {

    private ReconciliationFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template = FlowTemplate.ofQuickBooks(
                routes, "reconciliation", "Compares the documents that the flows booked with those in QuickBooks");
        template.required(
                        "trigger",
                        "The endpoint that starts the flow, such as a schedule or direct:. The body may contain the "
                                + "records of the other system, as {\"invoice\": [{\"id\": …, \"amount\": …}]}")
                .required(
                        "report",
                        "The endpoint that receives the result. The header CamelQuickBooksDifferences contains the "
                                + "number of differences")
                .optional("format", "json", "The format of the result: json, csv or html")
                .optional(
                        "differences",
                        "log:org.camelquickbooks.flow.reconciliation?level=DEBUG",
                        "The endpoint that receives each difference as JSON. The header "
                                + "CamelQuickBooksDifferenceKind contains its kind")
                .optional(
                        "flows",
                        "",
                        "A comma-separated list of flow names. The default is every flow that has booked a document")
                .optional(
                        "since",
                        "",
                        "The first day to compare, such as 2026-01-01. The header CamelQuickBooksSince overrides it")
                .optional("until", "", "The last day to compare. The header CamelQuickBooksUntil overrides it")
                .optional(
                        "realmId",
                        "",
                        "The id of the company. The default is the header CamelQuickBooksRealmId, and otherwise the "
                                + "company of the component")
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
