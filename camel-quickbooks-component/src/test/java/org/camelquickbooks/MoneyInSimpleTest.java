package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the Simple language of this Camel compares amounts, as docs/component.md explains it. */
class MoneyInSimpleTest extends RouteTest {

    private boolean is(String predicate, Object body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader("amount", new BigDecimal("100.50"));
        exchange.getMessage().setHeader("limit", new BigDecimal("100.00"));
        return context.resolveLanguage("simple").createPredicate(predicate).matches(exchange);
    }

    /** Simple compares the order of numbers as whole numbers where it can, before Camel 4.23. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "${header.amount} > 100, false",
                "${header.amount} > 100.49, false",
                "${header.amount} > '100', false",
                "${header.amount} <= 100, true",
                "${header.amount} > ${header.limit}, false",
                "${header.amount} == 100, true"
            })
    void theseAreWrong(String predicate, boolean wrong) {
        String[] version = context.getVersion().split("\\.");
        assumeTrue(Integer.parseInt(version[0]) == 4 && Integer.parseInt(version[1]) < 23, "Camel compares it right");
        assertThat(is(predicate, null)).isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "${header.amount} > '100.0', true",
                "${header.amount} > '100.49', true",
                "${header.amount} > '100.5', false",
                "${header.amount} >= '100.5', true",
                "${header.amount} <= '100.0', false",
                "${header.amount} == 100.0, false",
                "${header.amount} == 100.5, true",
                "${header.limit} == 100.0, true",
                "${header.limit} > '99.99', true",
                "\"${headerAs('amount', Double)} > ${headerAs('limit', Double)}\", true"
            })
    void theseAreRight(String predicate, boolean right) {
        assertThat(is(predicate, null)).isEqualTo(right);
    }

    @Test
    void theSameIsTrueOfAmountsInAnswers() {
        String id = company()
                .create("Invoice", invoice("M-1", "100.50").toString())
                .path("Id")
                .asText();
        Object node = send("quickbooks:read/Invoice", id).getMessage().getBody();
        Object map =
                send("quickbooks:read/Invoice?outputType=Map", id).getMessage().getBody();
        assertThat(node).isInstanceOf(JsonNode.class);
        assertThat(map).isInstanceOf(Map.class);
        for (Object body : new Object[] {node, map}) {
            assertThat(is("${body[TotalAmt]} > '100.0'", body)).isTrue();
            assertThat(is("${body[TotalAmt]} > '100.5'", body)).isFalse();
            assertThat(is("${body[TotalAmt]} == 100.0", body)).isFalse();
            assertThat(is("${body[TotalAmt]} == 100.5", body)).isTrue();
        }
    }
}
