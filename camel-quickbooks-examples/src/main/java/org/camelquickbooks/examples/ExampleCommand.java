package org.camelquickbooks.examples;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** An example as a command: runs it, and ends with one line that says what became of it. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true)
public abstract class ExampleCommand implements Callable<Integer> {

    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private final PrintStream out;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log the messages of Camel and the other libraries, and the stack trace of a failure.")
    private boolean verbose;

    protected ExampleCommand(PrintStream out) {
        this.out = out;
    }

    /** Where it says what it does. */
    protected final PrintStream out() {
        return out;
    }

    /** Runs the example to its end. */
    protected abstract Outcome show() throws Exception;

    @Override
    public final Integer call() {
        if (verbose) {
            System.setProperty(LEVEL, "info");
        }
        Outcome outcome;
        try {
            outcome = show();
        } catch (NotSeenException e) {
            outcome = new Outcome(false, "not seen within " + e.patienceSeconds() + " s: " + e.getMessage(), e.files());
        } catch (ParameterException e) {
            throw e;
        } catch (Exception e) {
            if (verbose) {
                e.printStackTrace(out);
            }
            outcome = new Outcome(false, e.toString() + (verbose ? "" : " (--verbose shows where)"), null);
        }
        out.println(outcome.line());
        return outcome.passed() ? 0 : 1;
    }
}
