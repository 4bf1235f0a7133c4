package org.camelquickbooks.flow.payment;

import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import java.math.BigDecimal;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.flow.ask.Inactive;
import org.camelquickbooks.flow.engine.FlowTemplate;

/** Payments are matched to open invoices and booked. */
public final class PaymentFlow {

    private PaymentFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template =
                new FlowTemplate(routes, "payment", "Payments are matched to the customer's open invoices, and booked");
        template.required("payments", "Where canonical payments come from: any endpoint, one payment a message")
                .optional(
                        "match",
                        "amount,oldest",
                        "How invoices are found for a payment that names none, in this order: amount (the one with just this balance), oldest; none leaves the money with the customer")
                .optional(
                        "tolerance",
                        "0",
                        "How much may be missing of an invoice, in its currency, for it to count as paid, where the payment claims to be the whole; it is written off to writeOffAccount")
                .optional(
                        "writeOffAccount", "", "The name of the account for such differences; needed with a tolerance")
                .optional(
                        "receivableAccount",
                        "",
                        "The name of the account of receivables, where several have the currency of an invoice that does not say which is its")
                .optional(
                        "coalesce", "true", "Whether payments are gathered into batch calls when the limits get short")
                .takesIn(p -> "payment")
                .optional(
                        "inactive", "refuse", "What is done where the customer is inactive: refuse, reactivate, or use")
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
                                + ", but no writeOffAccount to book what is missing to");
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
            throw new IllegalArgumentException("tolerance is '" + tolerance + "'; it is an amount such as 0.05", e);
        }
    }
}
