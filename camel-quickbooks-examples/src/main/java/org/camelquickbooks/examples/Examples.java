package org.camelquickbooks.examples;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.camelquickbooks.examples.changefeed.ChangeFeed;
import org.camelquickbooks.examples.crmcontacts.CrmContacts;
import org.camelquickbooks.examples.monthend.MonthEnd;
import org.camelquickbooks.examples.ordertocash.OrderToCash;
import org.camelquickbooks.examples.shoptoledger.ShopToLedger;
import org.camelquickbooks.examples.twonodes.TwoNodes;
import org.camelquickbooks.examples.warehousestock.WarehouseStock;
import org.camelquickbooks.examples.yamlonly.YamlOnly;

/** Starts an example by its name. */
public final class Examples {

    /** An example; it gives its exit code. */
    @FunctionalInterface
    private interface Example {
        int run(String[] arguments, PrintStream out) throws Exception;
    }

    private static final Map<String, Example> EXAMPLES = new TreeMap<>(Map.of(
            "order-to-cash", OrderToCash::run,
            "warehouse-stock", WarehouseStock::run,
            "shop-to-ledger-kafka", ShopToLedger::run,
            "change-feed", ChangeFeed::run,
            "multi-company-month-end", MonthEnd::run,
            "crm-contacts", CrmContacts::run,
            "yaml-only", YamlOnly::run,
            "two-nodes", TwoNodes::run));

    private Examples() {}

    /** @param arguments the name, and what the example is told */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    /** @return the exit code */
    static int run(String[] arguments, PrintStream out) {
        Example example = arguments.length == 0 ? null : EXAMPLES.get(arguments[0]);
        if (example == null) {
            out.println("Which example? There are: " + String.join(", ", EXAMPLES.keySet()));
            return 2;
        }
        try {
            return example.run(Arrays.copyOfRange(arguments, 1, arguments.length), out);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 2;
        } catch (Exception e) {
            e.printStackTrace(out);
            return 1;
        }
    }
}
