package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.component.mock.MockEndpoint;
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
        acks.expectedMinimumMessageCount(1);
        flow("estimate", "poll", "delay=100&startFrom=beginning");
        acks.assertIsSatisfied();
        company().update("Estimate", pending.path("Id").asText(), "{\"TxnStatus\":\"Accepted\"}");
        acks.expectedMinimumMessageCount(2);
        acks.assertIsSatisfied();
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
}
