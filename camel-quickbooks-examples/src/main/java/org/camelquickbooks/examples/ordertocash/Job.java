package org.camelquickbooks.examples.ordertocash;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How much is to be done, and what is to go wrong.
 *
 * @param crashAt at which part of the work the integration is killed; 0 for never
 * @param faults whether QuickBooks misbehaves
 * @param work the directory for the ERP's files, the state and the results
 */
record Job(int items, int orders, int customers, int payments, double crashAt, boolean faults, Path work) {

    private static final String USAGE =
            "order-to-cash [--items 2000] [--orders 5000] [--customers 800] [--payments 3000] [--crash-at 40%]"
                    + " [--no-faults] [--work target/order-to-cash]";

    /** Reads the command line. */
    static Job of(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.equals("--no-faults")) {
                given.put(name, "true");
            } else if (USAGE.contains("[" + name + " ") && i + 1 < arguments.length) {
                given.put(name, arguments[++i]);
            } else {
                throw new IllegalArgumentException("'" + name + "' is not understood, or has no value; " + USAGE);
            }
        }
        Job job = new Job(
                number(given, "--items", 2000),
                number(given, "--orders", 5000),
                number(given, "--customers", 800),
                number(given, "--payments", 3000),
                part(given.getOrDefault("--crash-at", "0")),
                !given.containsKey("--no-faults"),
                Path.of(given.getOrDefault("--work", "target/order-to-cash")));
        if (job.payments > job.orders || job.customers > job.orders || job.items < 20) {
            throw new IllegalArgumentException(
                    "There have to be 20 items or more, and as many orders as customers and as payments; " + USAGE);
        }
        return job;
    }

    private static int number(Map<String, String> given, String name, int standard) {
        String text = given.get(name);
        try {
            int number = text == null ? standard : Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new IllegalArgumentException(name + " is '" + text + "'; it is a number above 0");
    }

    private static double part(String text) {
        try {
            double part = text.endsWith("%")
                    ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                    : Double.parseDouble(text);
            if (part >= 0 && part < 1) {
                return part;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new IllegalArgumentException("--crash-at is '" + text + "'; it is a part such as 40%");
    }
}
