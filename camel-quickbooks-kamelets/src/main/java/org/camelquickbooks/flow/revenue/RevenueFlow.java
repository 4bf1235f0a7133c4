package org.camelquickbooks.flow.revenue;

import static org.camelquickbooks.flow.engine.FlowTemplate.step;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.camelquickbooks.flow.engine.FlowTemplate;
import org.camelquickbooks.flow.engine.Intake;
import org.camelquickbooks.flow.engine.StartCheck;
import org.camelquickbooks.flow.engine.TakeFromQuickBooks;

/** The flow that recognises prepaid revenue, month by month. */
public final class RevenueFlow {

    /**
     * What is posted is compared with what should be at each run: an entry that is gone while its document is known by
     * another one would be posted again.
     */
    private static final Duration FOR_GOOD = Duration.ofDays(100 * 366);

    private RevenueFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template = new FlowTemplate(routes, "revenue", "Recognises prepaid revenue month by month");
        template.required(
                        "trigger",
                        "The endpoint that starts the flow, such as a schedule or direct:. The body is the last "
                                + "month to post, such as 2026-01, or empty for the previous month, or a dead letter")
                .required(
                        "items",
                        "The prepaid items and the number of months over which each is earned, such as Support "
                                + "plan=12,Licence=24")
                .required(
                        "deferredAccount",
                        "The name of the liability account that invoices credit with unearned revenue")
                .required("revenueAccount", "The name of the income account for earned revenue")
                .optional(
                        "since",
                        "",
                        "The first day of documents to post, such as 2026-01-01. Earlier documents are left out, for "
                                + "example because their revenue was recognised by hand. The default is all documents")
                .bean(
                        "portions",
                        DuePortions.class,
                        p -> new DuePortions(
                                FlowTemplate.name(p),
                                FlowTemplate.company(p),
                                DuePortions.months(text(p, "items")),
                                text(p, "deferredAccount"),
                                text(p, "revenueAccount"),
                                DuePortions.since(text(p, "since"))))
                .bean(
                        "take",
                        TakeFromQuickBooks.class,
                        p -> new TakeFromQuickBooks(
                                FlowTemplate.intake(p, "portion", Intake.Content.FIXED)
                                        .keeping(FOR_GOOD),
                                FlowTemplate.company(p),
                                new PortionEntry()))
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
}
