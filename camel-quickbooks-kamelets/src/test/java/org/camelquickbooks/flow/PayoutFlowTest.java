package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a payment service pays out is one deposit, as the bank shows it. */
class PayoutFlowTest extends FlowTest {

    private static final String PAYOUT =
            "{`id`:`po-1`,`date`:`2026-02-03`,`account`:`BANK`,`amount`:147.05,`payments`:[{`id`:`pay-1`},{`id`:`pay-2`}],`fees`:[{`amount`:2.95,`description`:`2"
                    + " charges`}]}";

    private String bank;

    @BeforeEach
    void payments() {
        company().create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}");
        bank = accountName("Bank");
        flow("payment", "payments", "direct:payments", "acknowledgements", "mock:booked");
        flow("payout", "payouts", "direct:in", "feeAccount", accountName("Expense"), "redeliveries", "1");
        pay("pay-1", "100.00");
    }

    private void pay(String id, String amount) {
        template.sendBody(
                "direct:payments",
                json("{`id`:`" + id + "`,`date`:`2026-02-01`,`customer`:{`name`:`Fjord Kitchens`},`amount`:" + amount
                        + "}"));
    }

    @Test
    void paymentsAndFeesAreOneDeposit() {
        pay("pay-2", "50.00");
        send(json(PAYOUT.replace("BANK", bank)));
        assertThat(dead()).isEmpty();
        JsonNode deposit = company().read("Deposit", ack().path("entityId").asText());
        assertThat(deposit.path("TotalAmt").decimalValue()).isEqualByComparingTo("147.05");
        assertThat(deposit.path("Line")).hasSize(3);
        assertThat(deposit.at("/DepositToAccountRef/name").asText()).isEqualTo(bank);
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void aPayoutWaitsInTheDeadLettersForItsPayments() {
        send(json(PAYOUT.replace("BANK", bank)));
        assertThat(deadLetter().path("reason").asText()).contains("no payment pay-2 is booked");
        pay("pay-2", "50.00");
        send(deadLetter().path("original"));
        send(deadLetter().path("original"));
        assertThat(acks()).hasSize(2);
        assertThat(rows("select * from Deposit where TxnDate = '2026-02-03'")).hasSize(1);
    }

    @Test
    void aPayoutThatDoesNotAddUpIsRefusedWithTheDifference() {
        pay("pay-2", "50.00");
        send(json(PAYOUT.replace("BANK", bank).replace("147.05", "147.00")));
        assertThat(deadLetter().path("reason").asText()).contains("/amount", "difference -0.05");
    }

    @Test
    void aPaymentIsPaidOutOnce() {
        pay("pay-2", "50.00");
        send(json(PAYOUT.replace("BANK", bank)));
        send(json(PAYOUT.replace("BANK", bank).replace("po-1", "po-2")));
        assertThat(deadLetter().path("reason").asText())
                .contains("/payments/0/id", "was already paid out", "/payments/1/id");
        assertThat(rows("select * from Deposit where TxnDate = '2026-02-03'")).hasSize(1);
    }

    @Test
    void aPaymentThatIsNamedTwiceIsRefused() {
        send(json(PAYOUT.replace("BANK", bank).replace("pay-2", "pay-1")));
        assertThat(deadLetter().path("reason").asText()).contains("/payments/1/id: Payment", "(pay-1) is named twice");
    }

    @Test
    void whatTheServiceTakesCreditsTheBank() {
        String before = balance();
        send(json("{`id`:`po-3`,`date`:`2026-02-03`,`account`:`" + bank
                + "`,`amount`:-17.50,`payments`:[{`id`:`pay-1`}],`chargebacks`:[{`amount`:102.50,`account`:`"
                + accountName("Expense") + "`}],`fees`:[{`amount`:15.00}]}"));
        assertThat(dead()).isEmpty();
        assertThat(new java.math.BigDecimal(balance()).subtract(new java.math.BigDecimal(before)))
                .isEqualByComparingTo("-17.50");
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    private String balance() {
        return row("select * from Account where Name = '" + bank.replace("'", "\\'") + "'")
                .path("CurrentBalance")
                .asText();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultOrder.Effect.class,
            names = {"RESET_BEFORE", "ANSWER_LOST"})
    void aPayoutBesideOneOfWhichNobodyKnowsWhetherItIsBookedWaits(FaultOrder.Effect effect) {
        pay("pay-2", "50.00");
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(effect).entity("Deposit").method("POST").times(50));
        send(json(PAYOUT.replace("BANK", bank)));
        SANDBOX.sandbox().faults().clear();
        assertThat(deadLetter().path("state").asText()).isEqualTo("PLANNED");
        send(json(PAYOUT.replace("BANK", bank).replace("po-1", "po-2")));
        send(dead().get(0));
        send(dead().get(1));
        assertThat(dead().stream().map(letter -> letter.path("reason").asText()))
                .hasSize(3)
                .anySatisfy(reason -> assertThat(reason).contains("was already paid out"));
        assertThat(acks()).hasSize(1);
        assertThat(rows("select * from Deposit where TxnDate = '2026-02-03'")).hasSize(1);
        assertThat(ack().path("id").asText()).isEqualTo("po-1");
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }
}
