package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.ScheduledPollConsumer;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Polling is Camel's own: its schedulers and their options work as they do elsewhere. */
class SchedulerTest extends RouteTest {

    private void route(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("polled").to("mock:out");
            }
        });
    }

    private ScheduledPollConsumer polled() {
        return (ScheduledPollConsumer) context.getRoute("polled").getConsumer();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delay=20&initialDelay=0",
                "delay=1&timeUnit=SECONDS&initialDelay=0&useFixedDelay=false",
                "scheduler=quartz&scheduler.cron=0/1+*+*+*+*+?",
                "scheduler=quartz&scheduler.triggerId=a&scheduler.triggerGroup=b&scheduler.cron=*+*+*+*+*+?"
            })
    void aSchedulerOfCamelPolls(String options) throws Exception {
        route("quickbooks:cdc?entities=Customer&" + options);
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedMessageCount(1);
        company().create("Customer", "{\"DisplayName\":\"Scheduled\"}");
        out.assertIsSatisfied();
        assertThat(out.getExchanges().get(0).getMessage().getHeader(QuickBooksConstants.LAST_UPDATED_TIME))
                .isInstanceOf(Instant.class);
    }

    @Test
    void anIdlePollCanSendAnEmptyMessage() throws Exception {
        route("quickbooks:cdc?entities=Customer&startScheduler=false&sendEmptyMessageWhenIdle=true");
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedMessageCount(1);
        polled().run();
        out.assertIsSatisfied();
        assertThat(out.getExchanges().get(0).getMessage().getBody()).isNull();
    }

    @Test
    void aGreedyPollGoesOnWhileThereIsSomething() throws Exception {
        route("quickbooks:cdc?entities=Customer&startScheduler=false&greedy=true&maxMessagesPerPoll=2");
        for (int i = 0; i < 5; i++) {
            company().create("Customer", "{\"DisplayName\":\"Greedy " + i + "\"}");
        }
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedMessageCount(5);
        polled().run();
        out.assertIsSatisfied();
    }

    @Test
    void afterErrorsItBacksOff() throws Exception {
        route("quickbooks:cdc?entities=Customer&startScheduler=false&backoffMultiplier=3&backoffErrorThreshold=2");
        sandbox().faults().order(FaultOrder.of(Effect.FAULT).path("*/cdc*").status(120, null, null));
        polled().run();
        polled().run();
        sandbox().faults().clear();
        sandbox().requests().clear();
        polled().run();
        polled().run();
        assertThat(sandbox().requests().count()).isZero();
        polled().run();
        assertThat(sandbox().requests().count()).isPositive();
    }

    @Test
    void exchangesOfAPollKnowTheirPlace() throws Exception {
        route("quickbooks:cdc?entities=Customer&startScheduler=false");
        for (int i = 0; i < 3; i++) {
            company().create("Customer", "{\"DisplayName\":\"Batch " + i + "\"}");
        }
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedMessageCount(3);
        polled().run();
        out.assertIsSatisfied();
        assertThat(out.getExchanges())
                .extracting(exchange -> exchange.getProperty(Exchange.BATCH_INDEX) + "/"
                        + exchange.getProperty(Exchange.BATCH_SIZE) + " "
                        + exchange.getProperty(Exchange.BATCH_COMPLETE))
                .containsExactly("0/3 false", "1/3 false", "2/3 true");
    }

    @Test
    void aSuspendedRouteDoesNotPoll() throws Exception {
        route("quickbooks:cdc?entities=Customer&startScheduler=false");
        company().create("Customer", "{\"DisplayName\":\"Suspended\"}");
        context.getRouteController().suspendRoute("polled");
        polled().run();
        MockEndpoint out = getMockEndpoint("mock:out");
        assertThat(out.getReceivedCounter()).isZero();
        context.getRouteController().resumeRoute("polled");
        out.expectedMessageCount(1);
        polled().run();
        out.assertIsSatisfied();
    }
}
