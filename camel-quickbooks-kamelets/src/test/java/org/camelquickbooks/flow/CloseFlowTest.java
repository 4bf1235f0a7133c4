package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;

/** The reports of a month, for two companies. */
class CloseFlowTest extends FlowTest {

    private static final String BOTH = QuickBooksSandbox.US_REALM + "," + QuickBooksSandbox.CANADA_REALM;

    private List<String> delivered() {
        return getMockEndpoint("mock:reports").getExchanges().stream()
                .map(exchange -> exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class))
                .sorted()
                .toList();
    }

    @Test
    void theReportsOfAMonthAreDeliveredOnce() {
        flow(
                "close",
                "trigger",
                "direct:in",
                "output",
                "mock:reports",
                "reports",
                "ProfitAndLoss,TrialBalance,AgedReceivables");
        send("2026-01");
        assertThat(dead()).isEmpty();
        assertThat(delivered())
                .containsExactly(
                        REALM + "/2026-01/AgedReceivables.json",
                        REALM + "/2026-01/ProfitAndLoss.json",
                        REALM + "/2026-01/TrialBalance.json");
        JsonNode report = body(getMockEndpoint("mock:reports").getExchanges().get(0));
        assertThat(report.at("/Header/ReportName").asText()).isNotEmpty();
        send("2026-01");
        assertThat(delivered()).hasSize(3);
        send("2026-02");
        assertThat(delivered()).hasSize(6);
    }

    @Test
    void aReportThatIsRefusedIsADeadLetterAndTheOthersCome() {
        flow("close", "trigger", "direct:in", "output", "mock:reports", "reports", "NoSuchReport,BalanceSheet");
        send("2026-01");
        assertThat(delivered()).containsExactly(REALM + "/2026-01/BalanceSheet.json");
        assertThat(deadLetter().at("/original/report").asText()).isEqualTo("NoSuchReport");
    }

    @Test
    void aMonthThatIsNoneIsRefused() {
        flow("close", "trigger", "direct:in", "output", "mock:reports");
        send("January");
        assertThat(deadLetter().path("reason").asText()).contains("a month such as 2026-01");
    }

    @Test
    void rowsForADatabase() {
        flow("close", "trigger", "direct:in", "output", "mock:reports", "reports", "TrialBalance", "flatten", "true");
        send("2026-01");
        List<?> rows = getMockEndpoint("mock:reports")
                .getExchanges()
                .get(0)
                .getMessage()
                .getBody(List.class);
        assertThat(((Map<?, ?>) rows.get(0)).containsKey("rowType")).isTrue();
    }

    @Test
    void manyCompaniesAtOnce() throws Exception {
        flow("close", "trigger", "direct:in", "output", "mock:reports", "realms", BOTH, "reports", "BalanceSheet");
        send("2026-01");
        // The token of these tests is good for one company: the other one's report waits in the dead letters.
        assertThat(delivered()).containsExactly(REALM + "/2026-01/BalanceSheet.json");
        assertThat(deadLetter().path("company").asText()).isEqualTo(QuickBooksSandbox.CANADA_REALM);
    }

    @Test
    void aDirectRouteThatFailsIsAskedAgain() throws Exception {
        java.util.concurrent.atomic.AtomicInteger calls = new java.util.concurrent.atomic.AtomicInteger();
        context.addRoutes(new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
                from("direct:archive")
                        .process(exchange -> {
                            if (calls.incrementAndGet() < 3) {
                                throw new IllegalStateException("the archive is down");
                            }
                        })
                        .to("mock:reports");
            }
        });
        flow("close", "trigger", "direct:in", "output", "direct:archive", "reports", "BalanceSheet");
        send("2026-01");
        assertThat(dead()).isEmpty();
        assertThat(calls).hasValue(3);
        assertThat(delivered()).containsExactly(REALM + "/2026-01/BalanceSheet.json");
    }

    @Test
    void aReportThatNobodyTakesIsADeadLetterAndIsDeliveredWhenThatIsSentAgain() throws Exception {
        java.util.concurrent.atomic.AtomicBoolean fails = new java.util.concurrent.atomic.AtomicBoolean(true);
        context.addRoutes(new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
                from("direct:archive")
                        .process(exchange -> {
                            if (fails.get()) {
                                throw new IllegalStateException("the archive is down");
                            }
                        })
                        .to("mock:reports");
            }
        });
        flow(
                "close",
                "trigger",
                "direct:in",
                "output",
                "direct:archive",
                "reports",
                "BalanceSheet",
                "redeliveries",
                "1");
        send("2026-01");
        assertThat(deadLetter().path("reason").asText()).contains("report could not be delivered", "archive is down");
        fails.set(false);
        send(deadLetter().toString());
        assertThat(delivered()).containsExactly(REALM + "/2026-01/BalanceSheet.json");
        send("2026-01");
        assertThat(delivered()).hasSize(1);
    }

    @Test
    void theCompanyOfTheFlowGoesBeforeThatOfTheHeader() {
        flow("close", "trigger", "direct:in", "output", "mock:reports", "realmId", REALM, "reports", "BalanceSheet");
        template.sendBodyAndHeaders("direct:in", "2026-01", company(QuickBooksSandbox.CANADA_REALM));
        assertThat(dead()).isEmpty();
        assertThat(delivered()).containsExactly(REALM + "/2026-01/BalanceSheet.json");
    }

    @Test
    void aFailedAcknowledgementIsSentAgainAndItsLetterIsOfTheSameMonth() throws Exception {
        java.util.concurrent.atomic.AtomicInteger failures = new java.util.concurrent.atomic.AtomicInteger(2);
        context.addRoutes(new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
                from("direct:acknowledged")
                        .process(exchange -> {
                            if (failures.getAndDecrement() > 0) {
                                throw new IllegalStateException("the other side is down");
                            }
                        })
                        .to("mock:acknowledged");
            }
        });
        flow(
                "close",
                "trigger",
                "direct:in",
                "output",
                "mock:reports",
                "acknowledgements",
                "direct:acknowledged",
                "reports",
                "BalanceSheet",
                "redeliveries",
                "2");
        send("2026-01");
        assertThat(dead()).isEmpty();
        assertThat(getMockEndpoint("mock:acknowledged").getExchanges()).hasSize(1);
        failures.set(3);
        String before = lastMonth();
        send("");
        // A month may end meanwhile.
        assertThat(deadLetter().path("original").asText()).isIn(before, lastMonth());
        send(deadLetter().toString());
        assertThat(dead()).hasSize(1);
        assertThat(getMockEndpoint("mock:acknowledged").getExchanges()).hasSize(2);
        assertThat(delivered()).hasSize(2);
    }

    private String lastMonth() {
        return java.time.YearMonth.from(
                        org.camelquickbooks.flow.engine.Journals.now(context).atZone(java.time.ZoneOffset.UTC))
                .minusMonths(1)
                .toString();
    }
}
