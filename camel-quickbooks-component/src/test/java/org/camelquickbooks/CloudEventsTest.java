package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.DataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The data type that Camel finds by its name, in a route that follows the books. */
class CloudEventsTest extends RouteTest {

    private static final DataType CLOUD_EVENTS = new DataType("quickbooks:application-cloudevents");

    @BeforeEach
    void routes() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                RouteDefinition changes =
                        from("quickbooks:cdc?entities=Customer&startFrom=now&initialDelay=0&delay=50");
                try {
                    changes.transform(CLOUD_EVENTS);
                } catch (NoSuchMethodError e) {
                    abort(
                            "transform(DataType) has another type from Camel 4.18 on: a route that calls it is compiled for its version");
                }
                changes.to("mock:events");
                from("direct:others").transform(CLOUD_EVENTS);
            }
        });
    }

    @Test
    void aChangeIsACloudEvent() {
        String id = company()
                .create("Customer", "{\"DisplayName\":\"Cloud\"}")
                .path("Id")
                .asText();
        MockEndpoint events = getMockEndpoint("mock:events");
        eventually(() -> events.getReceivedCounter() == 1);
        Exchange event = events.getExchanges().get(0);
        String time = event.getMessage().getHeader(QuickBooksConstants.LAST_UPDATED_TIME, String.class);
        assertThat(event.getMessage().getHeaders())
                .containsAllEntriesOf(Map.of(
                        "CamelCloudEventVersion",
                        "1.0",
                        "CamelCloudEventType",
                        "quickbooks.customer.created",
                        "CamelCloudEventSource",
                        "quickbooks:" + REALM,
                        "CamelCloudEventSubject",
                        "Customer/" + id,
                        "CamelCloudEventTime",
                        time,
                        "CamelCloudEventID",
                        REALM + "/Customer/" + id + "/created/" + time,
                        "Content-Type",
                        "application/json"));
        assertThat(answer(event).path("DisplayName").asText()).isEqualTo("Cloud");
    }

    @Test
    void anEventOfAWebhookKeepsItsId() {
        Exchange event = send(
                "direct:others",
                "{}",
                QuickBooksConstants.REALM_ID,
                REALM,
                QuickBooksConstants.ENTITY,
                "Invoice",
                QuickBooksConstants.ENTITY_ID,
                "7",
                QuickBooksConstants.OPERATION,
                "voided",
                QuickBooksConstants.EVENT_ID,
                "e-1");
        assertThat(event.getException()).isNull();
        assertThat(event.getMessage().getHeader("CamelCloudEventID")).isEqualTo("e-1");
        assertThat(event.getMessage().getHeader("CamelCloudEventType")).isEqualTo("quickbooks.invoice.voided");
    }

    @Test
    void whatIsNoChangeIsRefusedWithTheHeaderThatIsMissing() {
        assertThat(send("direct:others", "{}").getException())
                .hasStackTraceContaining("needs the header " + QuickBooksConstants.REALM_ID);
    }
}
