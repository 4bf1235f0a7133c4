package org.camelquickbooks.flow.payment;

import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import java.math.BigDecimal;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.flow.ask.Inactive;
import org.camelquickbooks.flow.engine.FlowTemplate;

/** The flow that applies payments to open invoices. */
public final class PaymentFlow {

    private PaymentFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template = new FlowTemplate(routes, "payment", "Applies payments to the customer's open invoices");
        template.required("payments", "The endpoint that canonical payments come from, one payment per message")
                .optional(
                        "match",
                        "amount,oldest",
                        "How the flow finds invoices for a payment that names none, in this order: amount (the "
                                + "invoice whose balance is exactly this amount), oldest (the oldest open invoices). none "
                                + "keeps the money as a credit of the customer")
                .optional(
                        "tolerance",
                        "0",
                        "The amount that may be missing from a payment that should pay an invoice in full, in the "
                                + "currency of the invoice. The difference is written off to writeOffAccount")
                .optional(
                        "writeOffAccount",
                        "",
                        "The name of the account for written-off differences. Required with a tolerance")
                .optional(
                        "receivableAccount",
                        "",
                        "The name of the accounts receivable account. Needed if several accounts have the currency "
                                + "of an invoice, and the invoice does not name its account")
                .optional(
                        "coalesce",
                        "true",
                        "Whether payments may be combined into batch calls when the requests of the minute run short")
                .takesIn(p -> "payment")
                .optional("inactive", "refuse", "What happens if the customer is inactive: refuse, reactivate, or use")
                .bean(
                        "matching",
                        MatchPayment.class,
                        p -> new MatchPayment(
                                matcher(text(p, "match"), text(p, "tolerance")),
                                new SmallDifference(text(p, "writeOffAccount"), text(p, "receivableAccount")),
                                Inactive.of(text(p, "inactive"))))
                .checks(p -> {
                    if (text(p, "writeOffAccount").isBlank() && new BigDecimal(text(p, "tolerance")).signum() > 0) {
                        throw new IllegalArgumentException("The payment flow has a tolerance of " + text(p, "tolerance")
                                + ", but no writeOffAccount for the difference");
                    }
                    return template.check(p)
                            .account("writeOffAccount", text(p, "writeOffAccount"))
                            .account("receivableAccount", text(p, "receivableAccount"));
                });
        template.books("{{payments}}", List.of("matching"), "quickbooks:create/Payment?coalesce={{coalesce}}");
    }

    private static PaymentMatcher matcher(String match, String tolerance) {
        try {
            return new PaymentMatcher(MatchBy.of(match), new BigDecimal(tolerance));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("tolerance is '" + tolerance + "'; use an amount such as 0.05", e);
        }
    }
}
