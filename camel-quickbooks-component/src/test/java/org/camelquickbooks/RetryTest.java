package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.model.QuickBooksValidationException;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest extends RouteTest {

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(QuickBooksUnavailableException.class)
                        .maximumRedeliveries(3)
                        .redeliveryDelay(0);
                from("direct:redelivered").to("quickbooks:create/Invoice");
                from("direct:same")
                        .setHeader(QuickBooksConstants.REQUEST_ID, simple("${header.order}"))
                        .to("quickbooks:create/Invoice");
                from("direct:two")
                        .to("quickbooks:create/Customer?requestIdExpression=${header.order}-c")
                        .setBody(e -> invoice("TWO", "3.00"))
                        .to("quickbooks:create/Invoice?requestIdExpression=${header.order}-i");
                from("direct:loop").loop(3).to("quickbooks:create/Invoice").setBody(e -> invoice("LOOP", "1.00"));
            }
        };
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setMaxAttempts(4);
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
        component.setRefreshToken(sandbox().tokens(REALM).refreshToken());
    }

    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"HTML_502", "RESET_BEFORE", "RESET_MID_ANSWER", "ANSWER_LOST", "MALFORMED_JSON", "TOKEN_REVOKED"})
    void anInvoiceWhoseWayIsBumpyIsThereOnce(Effect effect) {
        sandbox().faults().order(FaultOrder.of(effect).path("*/invoice").times(2));
        Exchange exchange = send("quickbooks:create/Invoice", invoice("ONCE", "19.90"));
        if (effect == Effect.TOKEN_REVOKED) {
            // The second refusal in a row is the user's to hear of; a redelivery would succeed.
            exchange = exchange.getException() == null
                    ? exchange
                    : send("quickbooks:create/Invoice", invoice("ONCE", "19.90"));
        }
        assertThat(exchange.getException()).isNull();
        assertThat(company().hasInvoice("ONCE", "19.90")).isTrue();
    }

    @Test
    void anExhaustedRetryKeepsItsHistory() {
        sandbox().faults().failNext(10, 503);
        Exchange exchange = send("quickbooks:create/Invoice", invoice("NEVER", "1.00"));
        assertThat(exchange.getException()).isInstanceOfSatisfying(QuickBooksUnavailableException.class, e -> {
            assertThat(e.getStatus()).isEqualTo(503);
            assertThat(e.getHistory()).hasSize(4).allSatisfy(line -> assertThat(line)
                    .contains("503"));
            assertThat(e).hasMessageContaining("attempts: 1.");
        });
    }

    @Test
    void whatIsRefusedIsNotRepeated() {
        Exchange exchange = send("quickbooks:create/Invoice", json("{`Line`:[]}"));
        assertThat(exchange.getException()).isInstanceOf(QuickBooksValidationException.class);
        assertThat(((QuickBooksException) exchange.getException()).getHistory()).isEmpty();
        assertThat(sandbox().requests().find(r -> r.path().endsWith("/invoice")))
                .hasSize(1);
    }

    @Test
    void camelsOwnRedeliveryIsTheSameWrite() {
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST).path("*/invoice").times(7));
        Exchange exchange = send("direct:redelivered", invoice("REDELIVERED", "5.00"));
        assertThat(exchange.getException()).isNull();
        assertThat(company().hasInvoice("REDELIVERED", "5.00")).isTrue();
    }

    @Test
    void anIdFromTheRouteMakesTwoExchangesOneWrite() {
        Exchange first = send("direct:same", invoice("SAME", "5.00"), "order", "order-17");
        Exchange second = send("direct:same", invoice("SAME", "5.00"), "order", "order-17");
        assertThat(answer(second).path("Id")).isEqualTo(answer(first).path("Id"));
        assertThat(company().hasInvoice("SAME", "5.00")).isTrue();
        assertThat(second.getMessage().getHeader(QuickBooksConstants.REQUEST_ID))
                .isEqualTo("order-17");
        assertThat(sandbox()
                        .requests()
                        .find(r -> r.path().endsWith("/invoice"))
                        .get(0)
                        .query())
                .contains("requestid=order-17");
    }

    @Test
    void oneIdForTwoDifferentWritesIsRefused() {
        answer(send("direct:same", invoice("FIRST", "5.00"), "order", "order-18"));
        Exchange second = send("direct:same", invoice("SECOND", "6.00"), "order", "order-18");
        assertThat(second.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "was already used for another write (create/Invoice, now create/Invoice with another body)");
    }

    @Test
    void aCorrectedWriteMayUseTheIdOfTheRefusedOne() {
        assertThat(send("direct:same", json("{`Line`:[]}"), "order", "order-19").getException())
                .isInstanceOf(QuickBooksValidationException.class);
        answer(send("direct:same", invoice("CORRECTED", "6.00"), "order", "order-19"));
        assertThat(company().hasInvoice("CORRECTED", "6.00")).isTrue();
    }

    @Test
    void eachEndpointMayMakeItsOwnIdFromTheOrder() {
        for (int i = 0; i < 2; i++) {
            Exchange exchange = send("direct:two", json("{`DisplayName`:`Two writes`}"), "order", "o-20");
            assertThat(exchange.getException()).isNull();
        }
        assertThat(company().hasInvoice("TWO", "3.00")).isTrue();
        assertThat(company().query("select * from Customer where DisplayName = 'Two writes'"))
                .hasSize(1);
    }

    @Test
    void everyTurnOfALoopIsAnotherWrite() {
        send("direct:loop", invoice("LOOP", "1.00"));
        assertThat(company().query("select * from Invoice where DocNumber = 'LOOP'"))
                .hasSize(3);
    }

    @Test
    void anIdThatQuickBooksWouldNotTakeIsHashedTheSameEachTime() {
        String id = "Bestellung/2026 № 17 – ".repeat(5);
        answer(send("direct:same", invoice("LONG", "5.00"), "order", id));
        answer(send("direct:same", invoice("LONG", "5.00"), "order", id));
        assertThat(company().hasInvoice("LONG", "5.00")).isTrue();
    }

    @Test
    void anEmptyExpressionIsAnError() {
        Exchange exchange =
                send("quickbooks:create/Invoice?requestIdExpression=${header.missing}", invoice("E", "1.00"));
        assertThat(exchange.getException()).hasMessageContaining("requestIdExpression=${header.missing}");
    }

    @Test
    void anExpiredTokenIsRenewedUnseen() {
        sandbox().clock().advance(java.time.Duration.ofMinutes(61));
        assertThat(answer(send("quickbooks:read/Customer", customerId()))
                        .path("Id")
                        .asText())
                .isEqualTo(customerId());
    }

    @Test
    void aCompanyThatDisconnectedSaysSo() {
        sandbox().disconnect(REALM);
        assertThat(send("quickbooks:read/Customer", "1").getException())
                .isInstanceOf(QuickBooksAuthenticationException.class)
                .hasMessageContaining("connect the company again");
    }
}
