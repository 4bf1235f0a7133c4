package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.mock.MockEndpoint;
import org.camelquickbooks.Arrival;
import org.camelquickbooks.canonical.Canonical;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.junit.jupiter.api.Test;

/** What QuickBooks has in stock goes out when it has changed. */
class StockFlowTest extends FlowTest {

    private static List<JsonNode> stocked() {
        return List.copyOf(rows("select * from Item where Type = 'Inventory'"));
    }

    @Test
    void eachStockLevelIsToldOnceAndAgainWhenItHasChanged() throws Exception {
        int items = stocked().size();
        MockEndpoint warehouse = getMockEndpoint("mock:warehouse");
        flow("stock", "warehouse", "mock:warehouse", "poll", "delay=100");
        Arrival.await(warehouse, items);
        JsonNode item = stocked().get(0);
        adjust(company(), item.path("Id").asText());
        Arrival.await(warehouse, items + 1);
        warehouse.setAssertPeriod(TimeUnit.MILLISECONDS.toMillis(500));
        warehouse.expectedMessageCount(items + 1);
        warehouse.assertIsSatisfied();
        JsonNode told = body(warehouse.getExchanges().get(items));
        assertThat(told.path("item").asText()).isEqualTo(item.path("Name").asText());
        assertThat(told.path("quantity").decimalValue())
                .isEqualByComparingTo(item.path("QtyOnHand").decimalValue().subtract(java.math.BigDecimal.ONE));
        assertThat(Canonical.problems(CanonicalType.STOCK, told)).isEmpty();
    }

    static void adjust(SandboxCompany company, String itemId) {
        String account = row("select * from Account where AccountType = 'Cost of Goods Sold'")
                .path("Id")
                .asText();
        company.create(
                "InventoryAdjustment",
                json("{`AdjustAccountRef`:{`value`:`" + account
                        + "`},`Line`:[{`DetailType`:`ItemAdjustmentLineDetail`,`ItemAdjustmentLineDetail`:{`ItemRef`:{`value`:`"
                        + itemId + "`},`QtyDiff`:-1}}]}"));
    }
}
