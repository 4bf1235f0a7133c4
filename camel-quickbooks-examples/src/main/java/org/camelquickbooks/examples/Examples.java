package org.camelquickbooks.examples;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.camelquickbooks.examples.ordertocash.OrderToCash;

/** Starts an example by its name. */
public final class Examples {

    /** An example; it gives its exit code. */
    @FunctionalInterface
    private interface Example {
        int run(String[] arguments) throws Exception;
    }

    private static final Map<String, Example> EXAMPLES =
            new TreeMap<>(Map.of("order-to-cash", arguments -> OrderToCash.run(arguments, System.out)));

    private Examples() {}

    public static void main(String[] arguments) throws Exception {
        Example example = arguments.length == 0 ? null : EXAMPLES.get(arguments[0]);
        if (example == null) {
            System.err.println("Which example? There are: " + String.join(", ", EXAMPLES.keySet()));
            System.exit(2);
        }
        System.exit(example.run(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
}
