package org.camelquickbooks.flow.payment;

import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import java.math.BigDecimal;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
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
                        "How much may be missing of an invoice for it to count as paid; it is written off to writeOffAccount")
                .optional(
                        "writeOffAccount", "", "The name of the account for such differences; needed with a tolerance")
                .optional(
                        "receivableAccount",
                        "",
                        "The name of the account of receivables; by default the first of its type")
                .optional(
                        "coalesce", "true", "Whether payments are gathered into batch calls when the limits get short")
                .takesIn(p -> "payment")
                .bean(
                        "matching",
                        MatchPayment.class,
                        p -> new MatchPayment(matcher(text(p, "match"), text(p, "tolerance"))))
                .bean(
                        "writeOff",
                        WriteOff.class,
                        p -> new WriteOff(text(p, "writeOffAccount"), text(p, "receivableAccount")))
                .checks(p -> {
                    if (text(p, "writeOffAccount").isBlank() && new BigDecimal(text(p, "tolerance")).signum() > 0) {
                        throw new IllegalArgumentException("The payment flow has a tolerance of " + text(p, "tolerance")
                                + ", but no writeOffAccount to book what is missing to");
                    }
                    return template.check(p)
                            .account("writeOffAccount", text(p, "writeOffAccount"))
                            .account("receivableAccount", text(p, "receivableAccount"));
                });
        template.books(
                "{{payments}}", List.of("matching"), "quickbooks:create/Payment?coalesce={{coalesce}}", "writeOff");
    }

    private static PaymentMatcher matcher(String match, String tolerance) {
        try {
            return new PaymentMatcher(MatchBy.of(match), new BigDecimal(tolerance));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("tolerance is '" + tolerance + "'; it is an amount such as 0.05", e);
        }
    }
}
