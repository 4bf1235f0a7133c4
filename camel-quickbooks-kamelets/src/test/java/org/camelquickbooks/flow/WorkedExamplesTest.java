package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The documents and the accounts of the examples in docs/flows.md about items, purchases and receipts. */
class WorkedExamplesTest extends FlowTest {

    private static final String STOCK = "Inventory Asset";
    private static final String PAYABLE = "Accounts Payable (A/P)";

    private final Map<String, BigDecimal> before = new TreeMap<>();

    @BeforeEach
    void flows() {
        company().create("Vendor", "{\"DisplayName\":\"Teahouse\"}");
        flow(
                "items",
                "items",
                "direct:items",
                "incomeAccount",
                accountName("Income"),
                "expenseAccount",
                accountName("Cost of Goods Sold"),
                "assetAccount",
                STOCK);
        flow("purchase", "purchases", "direct:purchases");
        flow("receipt", "receipts", "direct:receipts");
        remember();
    }

    private static Map<String, BigDecimal> balances() {
        Map<String, BigDecimal> balances = new TreeMap<>();
        rows("select * from Account maxresults 1000")
                .forEach(row -> balances.put(
                        row.path("FullyQualifiedName").asText(),
                        row.path("CurrentBalance").decimalValue()));
        return balances;
    }

    private void remember() {
        before.clear();
        before.putAll(balances());
    }

    /** What a message has changed, by account; all other accounts are as they were. */
    private Map<String, BigDecimal> posted() {
        Map<String, BigDecimal> changed = new TreeMap<>();
        balances().forEach((account, now) -> {
            BigDecimal difference = now.subtract(before.get(account)).abs();
            if (difference.signum() != 0) {
                changed.put(account, difference);
            }
        });
        remember();
        return changed;
    }

    private void to(String flow, String message) {
        template.sendBody("direct:" + flow, json(message));
        assertThat(dead()).isEmpty();
    }

    private static Map<String, BigDecimal> amounts(String amount, String... accounts) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        for (String account : accounts) {
            amounts.put(account, new BigDecimal(amount));
        }
        return amounts;
    }

    @Test
    void itemsPurchasesAndReceiptsPostWhatThePageSays() {
        String item = "{`id`:`I-1`,`name`:`Kettle`,`sku`:`K-1`,`type`:`inventory`,`price`:10.00,`cost`:4.00,"
                + "`quantity`:10,`stockDate`:`2026-01-01`,`version`:1}";
        to("items", item);
        assertThat(posted()).isEqualTo(amounts("40.00", STOCK, "Opening Balance Equity"));
        to("items", item.replace("`price`:10.00", "`price`:12.00").replace("`version`:1", "`version`:2"));
        assertThat(posted()).isEmpty();
        to(
                "purchases",
                "{`id`:`PO-1`,`number`:`PO-1`,`date`:`2026-02-01`,`vendor`:`Teahouse`,`lines`:["
                        + "{`sku`:`K-1`,`quantity`:5,`unitPrice`:4.00,`amount`:20.00},"
                        + "{`sku`:`K-1`,`quantity`:5,`unitPrice`:6.00,`amount`:30.00}],`total`:50.00}");
        assertThat(posted()).isEmpty();
        to("receipts", "{`id`:`R-1`,`date`:`2026-02-05`,`purchase`:`PO-1`,`lines`:[{`sku`:`K-1`,`quantity`:7}]}");
        assertThat(posted()).isEqualTo(amounts("32.00", STOCK, PAYABLE));
        assertThat(row("select * from Item where Sku = 'K-1'").path("QtyOnHand").decimalValue())
                .isEqualByComparingTo("17");
    }
}
