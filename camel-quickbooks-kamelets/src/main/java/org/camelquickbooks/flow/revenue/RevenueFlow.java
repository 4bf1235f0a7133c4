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

/** What customers have paid ahead becomes revenue, month by month. */
public final class RevenueFlow {

    /**
     * What is posted is compared with what should be at each run: an entry that is gone while its document is known by
     * another one would be posted again.
     */
    private static final Duration FOR_GOOD = Duration.ofDays(100 * 366);

    private RevenueFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template =
                new FlowTemplate(routes, "revenue", "What customers have paid ahead becomes revenue, month by month");
        template.required(
                        "trigger",
                        "What begins it: a schedule, or direct:; the body is the month until which is posted, such as 2026-01, or empty for the last one; or a dead letter")
                .required(
                        "items",
                        "The prepaid items, each with over how many months it is earned: Support plan=12,Licence=24")
                .required("deferredAccount", "The name of the account on which invoices put what is not earned yet")
                .required("revenueAccount", "The name of the account of what is earned")
                .bean(
                        "portions",
                        DuePortions.class,
                        p -> new DuePortions(
                                FlowTemplate.name(p),
                                FlowTemplate.company(p),
                                DuePortions.months(text(p, "items")),
                                text(p, "deferredAccount"),
                                text(p, "revenueAccount")))
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
