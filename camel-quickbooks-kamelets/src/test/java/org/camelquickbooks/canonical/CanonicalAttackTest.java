package org.camelquickbooks.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.camelquickbooks.convert.InputBody;
import org.camelquickbooks.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema's multipleOf divides: with 1e1000000 it does not come back. Such a number does not get that far. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CanonicalAttackTest {

    private static final List<BigDecimal> NUMBERS =
            List.of(new BigDecimal("1e1000000"), new BigDecimal("1e-1000000"), new BigDecimal("9".repeat(41)));

    @ParameterizedTest
    @EnumSource
    void aNumberOutsideIsAProblemWithItsPlace(CanonicalType type) {
        for (BigDecimal number : NUMBERS) {
            ObjectNode message = Json.object().put("id", "1");
            message.putArray("lines").addObject().set("amount", DecimalNode.valueOf(number));
            message.set("total", DecimalNode.valueOf(number));
            assertThat(Canonical.problems(type, message))
                    .extracting(Problem::pointer)
                    .containsExactly("/lines/0/amount");
            assertThatThrownBy(() -> Canonical.checked(type, message))
                    .isInstanceOf(CanonicalException.class)
                    .hasMessageContaining("/lines/0/amount");
        }
    }

    @Test
    void textIsRefusedWhileItIsRead() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody("{\"id\":\"1\",\"lines\":[{\"amount\":1e2147483648}]}");
            assertThatThrownBy(() -> new InputBody(Json.EXACT, "the order flow").object(exchange))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("/lines/0/amount");
        }
    }
}
