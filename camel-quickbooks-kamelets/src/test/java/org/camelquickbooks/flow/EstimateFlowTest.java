package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.component.mock.MockEndpoint;
import org.camelquickbooks.Arrival;
import org.junit.jupiter.api.Test;

/** An estimate is invoiced when it is accepted, and not before. */
class EstimateFlowTest extends FlowTest {

    private static ObjectNode estimate(String number, String status) {
        return company()
                .create(
                        "Estimate",
                        json("{`DocNumber`:`" + number + "`,`TxnStatus`:`" + status + "`,`CustomerRef`:{`value`:`"
                                + row("select * from Customer").path("Id").asText()
                                + "`},`Line`:[{`Amount`:30.00,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + row("select * from Item where Type = 'Service'")
                                        .path("Id")
                                        .asText() + "`}}}]}"));
    }

    @Test
    void anAcceptedEstimateIsInvoicedOnce() throws Exception {
        ObjectNode accepted = estimate("E-1", "Accepted");
        ObjectNode pending = estimate("E-2", "Pending");
        MockEndpoint acks = getMockEndpoint("mock:acks");
        flow("estimate", "poll", "delay=100&startFrom=beginning");
        Arrival.await(acks, 1);
        company().update("Estimate", pending.path("Id").asText(), "{\"TxnStatus\":\"Accepted\"}");
        Arrival.await(acks, 2);
        assertThat(dead()).isEmpty();
        assertThat(acks().stream().map(ack -> ack.path("id").asText()))
                .contains(accepted.path("Id").asText(), pending.path("Id").asText());
        assertThat(company()
                        .read("Estimate", accepted.path("Id").asText())
                        .path("TxnStatus")
                        .asText())
                .isEqualTo("Closed");
        assertThat(company()
                        .read("Invoice", acks().get(0).path("entityId").asText())
                        .at("/LinkedTxn/0/TxnType")
                        .asText())
                .isEqualTo("Estimate");
    }

    private void taking() {
        flow("estimate", "estimates", "direct:in");
    }

    private static ObjectNode current(ObjectNode estimate) {
        return company().read("Estimate", estimate.path("Id").asText());
    }

    private static int invoices(ObjectNode estimate) {
        return (int)
                rows("select * from Invoice where CustomerRef = '"
                                + estimate.at("/CustomerRef/value").asText() + "'")
                        .stream()
                        .filter(invoice -> invoice.path("LinkedTxn").toString().contains("\"Estimate\""))
                        .count();
    }

    @Test
    void aSecondRouteOfTheSameNameTakesDeadLettersAndInvoicesNothingAgain() {
        taking();
        org.apache.camel.builder.TemplatedRouteBuilder.builder(context, "quickbooks-estimate-flow")
                .routeId("again")
                .parameter("name", "estimate-again")
                .parameter("estimates", "direct:again")
                .parameter("acknowledgements", "mock:acks")
                .parameter("deadLetter", "mock:dead")
                .add();
        ObjectNode accepted = estimate("E-5", "Accepted");
        int before = invoices(accepted);
        send(accepted.toString());
        send(accepted.toString());
        send(current(accepted).toString());
        // Another flow, which knows nothing of it: QuickBooks does.
        template.sendBody("direct:again", accepted.toString());
        assertThat(dead()).isEmpty();
        assertThat(acks()).hasSize(3);
        assertThat(acks())
                .extracting(ack -> ack.path("entityId"))
                .containsOnly(acks().get(0).path("entityId"));
        assertThat(acks().get(2).path("note").asText()).contains("somebody has created invoice");
        assertThat(invoices(accepted)).isEqualTo(before + 1);
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void whatSomebodyInvoicedByHandMeanwhileIsNotInvoicedAgain() {
        taking();
        ObjectNode accepted = estimate("E-6", "Accepted");
        int before = invoices(accepted);
        company().create("Invoice", org.camelquickbooks.canonical.InvoiceOfEstimate.of(accepted));
        // As it was when it was accepted.
        send(accepted.toString());
        assertThat(ack().path("note").asText()).contains("somebody has created invoice");
        assertThat(invoices(accepted)).isEqualTo(before + 1);
    }

    @Test
    void whatIsRejectedByNowIsInvoicedWhenItIsAcceptedAgain() {
        taking();
        ObjectNode accepted = estimate("E-7", "Accepted");
        int before = invoices(accepted);
        company().update("Estimate", accepted.path("Id").asText(), "{\"TxnStatus\":\"Rejected\"}");
        send(accepted.toString());
        assertThat(deadLetter().path("reason").asText()).contains("is Rejected now; no invoice was created");
        assertThat(invoices(accepted)).isEqualTo(before);
        company().update("Estimate", accepted.path("Id").asText(), "{\"TxnStatus\":\"Accepted\"}");
        send(deadLetter().toString());
        assertThat(invoices(accepted)).isEqualTo(before + 1);
    }

    @Test
    void anEstimateThatWasChangedSinceIsInvoicedAsItIs() {
        taking();
        ObjectNode accepted = estimate("E-8", "Accepted");
        ObjectNode line = ((ObjectNode) current(accepted).at("/Line/0")).put("Amount", 31);
        line.remove("Id");
        company().update("Estimate", accepted.path("Id").asText(), "{\"Line\":[" + line + "]}");
        send(accepted.toString());
        assertThat(company()
                        .read("Invoice", ack().path("entityId").asText())
                        .path("TotalAmt")
                        .decimalValue())
                .isEqualByComparingTo("31");
    }

    @Test
    void aSecondRouteOfTheDefaultNameTakesDeadLetters() {
        taking();
        org.apache.camel.builder.TemplatedRouteBuilder.builder(context, "quickbooks-estimate-flow")
                .routeId("letters")
                .parameter("estimates", "direct:letters")
                .parameter("acknowledgements", "mock:acks")
                .parameter("deadLetter", "mock:dead")
                .add();
        ObjectNode accepted = estimate("E-9", "Accepted");
        int before = invoices(accepted);
        company().update("Estimate", accepted.path("Id").asText(), "{\"TxnStatus\":\"Rejected\"}");
        send(accepted.toString());
        company().update("Estimate", accepted.path("Id").asText(), "{\"TxnStatus\":\"Accepted\"}");
        template.sendBody("direct:letters", deadLetter().toString());
        template.sendBody("direct:letters", deadLetter().toString());
        assertThat(dead()).hasSize(1);
        assertThat(acks()).hasSize(2);
        assertThat(invoices(accepted)).isEqualTo(before + 1);
    }

    @Test
    void theCompanyOfTheFlowGoesBeforeThatOfTheHeader() {
        flow("estimate", "estimates", "direct:in", "realmId", REALM);
        ObjectNode accepted = estimate("E-10", "Accepted");
        template.sendBodyAndHeaders(
                "direct:in", accepted.toString(), company(org.camelquickbooks.sandbox.QuickBooksSandbox.CANADA_REALM));
        assertThat(dead()).isEmpty();
        assertThat(ack().path("company").asText()).isEqualTo(REALM);
    }

    @Test
    void theCompanyOfTheFlowIsTheOneThatIsPolled() {
        flow("estimate", "realmId", REALM, "poll", "delay=600000&initialDelay=600000");
        assertThat(context.getRoute("the-estimate-flow").getEndpoint().getEndpointUri())
                .contains("realmId=" + REALM);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> org.apache.camel.builder.TemplatedRouteBuilder.builder(
                                context, "quickbooks-estimate-flow")
                        .routeId("two-companies")
                        .parameter("name", "other")
                        .parameter("realmId", REALM)
                        .parameter("poll", "delay=600000&realms=all")
                        .add())
                .rootCause()
                .hasMessageContaining("set one of the two");
    }
}
