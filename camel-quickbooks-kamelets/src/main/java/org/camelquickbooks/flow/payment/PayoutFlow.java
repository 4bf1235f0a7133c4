package org.camelquickbooks.flow.payment;

import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.flow.engine.FlowTemplate;
import org.camelquickbooks.flow.engine.StartCheck;

/** The flow that creates deposits from payouts. */
public final class PayoutFlow {

    private PayoutFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template = new FlowTemplate(
                routes, "payout", "Creates deposits from the payouts of a payment service, with their fees");
        template.required("payouts", "The endpoint that canonical payouts come from, one payout per message")
                .optional("feeAccount", "", "The name of the account for fees that name none")
                .optional(
                        "feeAccounts",
                        "",
                        "The names of the accounts for kinds of fees, such as processing=Card fees,dispute=Other fees")
                .optional("chargebackAccount", "", "The name of the account for chargebacks that name none")
                .optional(
                        "paymentFlows",
                        "payment,invoice,refund",
                        "The names of the flows that book the payments, sales receipts and refunds of payouts")
                .takesIn(p -> "payout")
                .bean(
                        "mapping",
                        DepositOfPayout.class,
                        p -> new DepositOfPayout(
                                List.of(text(p, "paymentFlows").split("\\s*,\\s*")),
                                PayoutAccounts.of(
                                        text(p, "feeAccount"), text(p, "feeAccounts"), text(p, "chargebackAccount"))))
                .checks(p -> {
                    StartCheck check = template.check(p)
                            .account("feeAccount", text(p, "feeAccount"))
                            .account("chargebackAccount", text(p, "chargebackAccount"));
                    PayoutAccounts.of("", text(p, "feeAccounts"), "")
                            .byKind()
                            .values()
                            .forEach(name -> check.account("feeAccounts", name));
                    return check;
                });
        template.books("{{payouts}}", List.of("mapping"), "quickbooks:create/Deposit");
    }
}
