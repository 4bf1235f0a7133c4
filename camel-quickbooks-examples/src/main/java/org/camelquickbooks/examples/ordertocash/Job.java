package org.camelquickbooks.examples.ordertocash;

import java.nio.file.Path;

/**
 * How much is to be done, and what is to go wrong.
 *
 * @param crashAt at which part of the work the integration is killed; 0 for never
 * @param faults whether QuickBooks misbehaves
 * @param intuitLimits whether the company has Intuit's own limits, and not ten times these
 * @param work the directory for the ERP's files, the state and the results
 */
record Job(
        int items,
        int orders,
        int customers,
        int payments,
        double crashAt,
        boolean faults,
        boolean intuitLimits,
        Path work) {}
