package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an accountant would try with payouts. */
class PayoutCasesTest extends FlowTest {

    private String bank;
    private BigDecimal before;

    @BeforeEach
    void flows() {
        company().create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}");
        item("TEA-1");
        bank = accountName("Bank");
        for (String name : new String[] {"Card fees", "Dispute fees"}) {
            company()
                    .create(
                            "Account",
                            json("{`Name`:`" + name
                                    + "`,`AccountType`:`Expense`,`AccountSubType`:`OtherMiscellaneousServiceCost`}"));
        }
        flow("payment", "payments", "direct:payments", "acknowledgements", "mock:booked");
        flow("invoice", "orders", "direct:orders", "acknowledgements", "mock:booked");
        TemplatedRouteBuilder.builder(context, "quickbooks-invoice-flow")
                .routeId("refunds")
                .parameter("orders", "direct:refunds")
                .parameter("type", "refund")
                .parameter("acknowledgements", "mock:booked")
                .parameter("deadLetter", "mock:dead")
                .add();
        flow(
                "payout",
                "payouts",
                "direct:in",
                "feeAccount",
                "Card fees",
                "feeAccounts",
                "dispute=Dispute fees",
                "chargebackAccount",
                "Dispute fees");
        before = onAccount(bank);
    }

    private void pay(String id, String amount, String more) {
        template.sendBody(
                "direct:payments",
                json("{`id`:`" + id + "`,`date`:`2026-02-01`,`customer`:{`name`:`Fjord Kitchens`},`amount`:" + amount
                        + more + "}"));
    }

    private void sale(String route, String id, String amount, String more) {
        template.sendBody(
                route,
                json("{`id`:`" + id
                        + "`,`date`:`2026-02-01`,`customer`:{`name`:`Fjord Kitchens`},`lines`:[{`sku`:`TEA-1`,`amount`:"
                        + amount + "}]" + more + ",`total`:" + amount + "}"));
    }

    private void payout(String id, String amount, String payments, String more) {
        send(json("{`id`:`" + id + "`,`date`:`2026-02-03`,`account`:`" + bank + "`,`amount`:" + amount + ",`payments`:["
                + payments + "]" + more + "}"));
    }

    private void arrived(String amount) {
        assertThat(onAccount(bank).subtract(before)).isEqualByComparingTo(amount);
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    private static String undeposited() {
        return row("select * from Account where AccountSubType = 'UndepositedFunds'")
                .path("Name")
                .asText();
    }

    @Test
    void paymentsPaidOrdersRefundsChargebacksAndFeesOfKindsAreOneDeposit() {
        String method = row("select * from PaymentMethod").path("Name").asText();
        BigDecimal waiting = onAccount(undeposited());
        pay("1", "100.00", "");
        sale("direct:orders", "2", "50.00", ",`paid`:{`method`:`" + method + "`}");
        // The shop numbers payments and refunds apart.
        sale("direct:refunds", "1", "20.00", ",`from`:`" + undeposited() + "`");
        payout(
                "po-1",
                "97.05",
                "{`id`:`1`},{`id`:`2`}",
                ",`refunds`:[{`id`:`1`}],`chargebacks`:[{`amount`:15.00}],`fees`:[{`amount`:2.95},{`amount`:15.00,`kind`:`dispute`}]");
        assertThat(dead()).isEmpty();
        arrived("97.05");
        assertThat(onAccount(undeposited())).isEqualByComparingTo(waiting);
        assertThat(onAccount("Card fees")).isEqualByComparingTo("2.95");
        assertThat(onAccount("Dispute fees")).isEqualByComparingTo("30.00");
    }

    @Test
    void aRefundIsTakenOnceAlsoWhereItIsNamedInBothLists() {
        pay("1", "100.00", "");
        sale("direct:refunds", "r-1", "20.00", ",`from`:`" + undeposited() + "`");
        payout("po-2", "60.00", "{`id`:`1`},{`id`:`r-1`}", ",`refunds`:[{`id`:`r-1`}]");
        assertThat(deadLetter().path("reason").asText()).contains("/refunds/0/id", "named twice");
        arrived("0");
        payout("po-3", "80.00", "{`id`:`1`},{`id`:`r-1`}", "");
        arrived("80.00");
    }

    @Test
    void onlyFeesAreAWithdrawal() {
        payout("po-4", "-9.00", "", ",`fees`:[{`amount`:9.00}]");
        assertThat(dead()).isEmpty();
        arrived("-9.00");
        assertThat(onAccount("Card fees")).isEqualByComparingTo("9.00");
    }

    @Test
    void aPayoutOfNothingEmptiesWhatWaits() {
        BigDecimal waiting = onAccount(undeposited());
        pay("1", "9.00", "");
        payout("po-5", "0.00", "{`id`:`1`}", ",`fees`:[{`amount`:9.00}]");
        assertThat(dead()).isEmpty();
        arrived("0");
        assertThat(onAccount(undeposited())).isEqualByComparingTo(waiting);
    }

    @Test
    void aPaymentThatWasVoidedChangedOrDeletedIsRefused() {
        pay("1", "100.00", "");
        pay("2", "50.00", "");
        pay("3", "30.00", "");
        voided("Payment", booked("1"));
        company().update("Payment", booked("2"), "{\"TotalAmt\":49.00}");
        company().delete("Payment", booked("3"));
        payout("po-6", "100.00", "{`id`:`1`}", "");
        payout("po-7", "50.00", "{`id`:`2`}", "");
        payout("po-8", "30.00", "{`id`:`3`}", "");
        assertThat(dead()).hasSize(3);
        assertThat(dead().get(1).path("reason").asText()).contains("difference 1.00");
        assertThat(dead().get(2).path("reason").asText()).contains("no longer exists");
        arrived("0");
    }

    private String booked(String id) {
        return getMockEndpoint("mock:booked").getExchanges().stream()
                .map(FlowTest::body)
                .filter(ack -> ack.path("id").asText().equals(id))
                .map(ack -> ack.path("entityId").asText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void moneyThatIsInTheBankAlreadyIsNotPaidOutToItAgain() {
        pay("1", "100.00", ",`account`:`" + bank + "`");
        before = onAccount(bank);
        payout("po-9", "100.00", "{`id`:`1`}", "");
        assertThat(deadLetter().path("reason").asText()).contains("Undeposited Funds");
        arrived("0");
    }

    @Test
    void aPayoutAgainAndAnotherOfTheSameIdMoveNothing() {
        pay("1", "100.00", "");
        payout("po-10", "100.00", "{`id`:`1`}", "");
        payout("po-10", "100.00", "{`id`:`1`}", "");
        payout("po-10", "97.00", "{`id`:`1`}", ",`fees`:[{`amount`:3.00}]");
        assertThat(acks()).hasSize(2);
        assertThat(deadLetter().path("reason").asText()).contains("has other content");
        arrived("100.00");
    }

    @Test
    void aDepositThatSomebodyDeletedCanBeMadeOfANewPayout() {
        pay("1", "100.00", "");
        payout("po-11", "100.00", "{`id`:`1`}", "");
        JsonNode ack = ack();
        company().delete("Deposit", ack.path("entityId").asText());
        payout("po-11b", "100.00", "{`id`:`1`}", "");
        assertThat(dead()).isEmpty();
        arrived("100.00");
    }

    @Test
    void whatTheServiceTookIsNoDifferenceFromItsList() {
        payout("po-9", "-9.00", "", ",`fees`:[{`amount`:9.00}]");
        TemplatedRouteBuilder.builder(context, "quickbooks-reconciliation-flow")
                .routeId("of-payouts")
                .parameter("trigger", "direct:reconcile")
                .parameter("report", "mock:report")
                .parameter("flows", "payout")
                .add();
        template.sendBody("direct:reconcile", "{\"payout\":[{\"id\":\"po-9\",\"amount\":-9.00}]}");
        template.sendBody("direct:reconcile", "{\"payout\":[{\"id\":\"po-9\",\"amount\":-8.00}]}");
        assertThat(getMockEndpoint("mock:report").getExchanges())
                .extracting(exchange -> body(exchange).path("kinds").toString())
                .containsExactly("{}", "{\"amount\":1}");
    }

    @Test
    void aFeeThatIsGivenBackAndADisputeThatIsWonArrive() {
        pay("1", "100.00", "");
        payout(
                "po-10",
                "117.00",
                "{`id`:`1`}",
                ",`fees`:[{`amount`:-2.00},{`amount`:5.00,`kind`:`dispute`}],`chargebacks`:[{`amount`:-20.00}]");
        assertThat(dead()).isEmpty();
        arrived("117.00");
        assertThat(onAccount("Card fees")).isEqualByComparingTo("-2.00");
        assertThat(onAccount("Dispute fees")).isEqualByComparingTo("-15.00");
    }
}
