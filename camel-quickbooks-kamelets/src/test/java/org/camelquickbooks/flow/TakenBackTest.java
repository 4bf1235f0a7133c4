package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;

/** In Canada QuickBooks calculates the tax: a total that nobody agreed to is taken back. */
class TakenBackTest extends FlowTest {

    @Override
    protected CamelContext createCamelContext() throws Exception {
        return inCanada(super.createCamelContext());
    }

    @Test
    void anInvoiceWithAnotherTotalIsDeletedAndBookedWhenTheMessageIsRight() {
        flow("invoice", "orders", "direct:in");
        String item = canada().query("select * from Item where Type = 'Service' maxresults 1")
                .get(0)
                .path("Name")
                .asText();
        String tax = canada().query("select * from TaxCode").stream()
                .map(code -> code.path("Name").asText())
                .filter(name -> name.startsWith("HST"))
                .findFirst()
                .orElseThrow();
        ObjectNode order = json("{`id`:`T-1`,`number`:`T-1`,`date`:`2026-01-31`,`customer`:{`name`:`Fjord Kitchens`},"
                + "`lines`:[{`item`:`" + item + "`,`amount`:100.00,`taxCode`:`" + tax + "`}],`total`:100.00}");
        send(order);
        assertThat(deadLetter().path("reason").asText())
                .contains("QuickBooks created Invoice", "was expected (difference 13");
        assertThat(canada().query("select * from Invoice where DocNumber = 'T-1'"))
                .isEmpty();
        send(order.put("tax", new BigDecimal("13.00")).put("total", new BigDecimal("113.00")));
        assertThat(ack().path("amount").decimalValue()).isEqualByComparingTo("113.00");
        assertThat(canada().query("select * from Invoice where DocNumber = 'T-1'"))
                .hasSize(1);
        assertThat(canada().trialBalance()).isEqualByComparingTo("0");
    }
}
