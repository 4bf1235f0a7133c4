package org.camelquickbooks.examples.ordertocash;

import java.io.PrintStream;
import java.nio.file.Path;
import org.camelquickbooks.examples.ExampleCommand;
import org.camelquickbooks.examples.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line of the main job. */
@Command(
        name = "order-to-cash",
        description =
                "Thousands of orders and payments of an ERP, each booked once, although the sandbox loses answers and connections.")
public final class OrderToCashCommand extends ExampleCommand {

    private static final int FEWEST_ITEMS = 20;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "2000",
            converter = Count.class,
            description = "Items of the ERP (default ${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "5000",
            converter = Count.class,
            description = "Orders (default ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "800",
            converter = Count.class,
            description = "Customers who order (default ${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--payments",
            paramLabel = "N",
            defaultValue = "3000",
            converter = Count.class,
            description = "Payments (default ${DEFAULT-VALUE}).")
    private int payments;

    @Option(
            names = "--crash-at",
            paramLabel = "PART",
            defaultValue = "0",
            converter = Part.class,
            description =
                    "The percentage of the work at which the integration is killed and started again, such as 40%% (default: never).")
    private double crashAt;

    @Option(names = "--no-faults", description = "QuickBooks behaves.")
    private boolean withoutFaults;

    @Option(
            names = "--intuit-limits",
            description = "The company has Intuit's own limits, and not ten times these; it takes about half an hour.")
    private boolean intuitLimits;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "target/order-to-cash",
            description = "The directory for the ERP's files, the state and the results (default ${DEFAULT-VALUE}).")
    private Path work;

    public OrderToCashCommand(PrintStream out) {
        super(out);
    }

    @Override
    protected Outcome show() throws Exception {
        if (items < FEWEST_ITEMS) {
            throw wrong("--items is " + items + "; it has to be " + FEWEST_ITEMS + " or more");
        }
        if (customers > orders) {
            throw wrong("--customers is " + customers + ", more than --orders, " + orders);
        }
        if (payments > orders) {
            throw wrong("--payments is " + payments + ", more than --orders, " + orders);
        }
        Job job = new Job(items, orders, customers, payments, crashAt, !withoutFaults, intuitLimits, work);
        return new OrderToCash(job, out()).run();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** A number above 0. */
    static final class Count implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String text) {
            if (text.matches("[1-9]\\d{0,6}")) {
                return Integer.valueOf(text);
            }
            throw new TypeConversionException("'" + text + "' is not a number above 0");
        }
    }

    /** A part of a whole, as 40% or 0.4. */
    static final class Part implements ITypeConverter<Double> {

        @Override
        public Double convert(String text) {
            if (text.matches("\\d{1,2}(\\.\\d+)?%")) {
                return Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
            }
            if (text.matches("0(\\.\\d+)?")) {
                return Double.valueOf(text);
            }
            throw new TypeConversionException("'" + text + "' is not a part such as 40%");
        }
    }
}
