package org.camelquickbooks.examples.twonodes;

import java.io.PrintStream;
import org.camelquickbooks.examples.ExampleCommand;
import org.camelquickbooks.examples.Outcome;
import picocli.CommandLine.Command;

/** The command line of the two nodes: nothing to choose. */
@Command(name = "two-nodes", description = "Two nodes share the work on a company, and one is killed.")
public final class TwoNodesCommand extends ExampleCommand {

    public TwoNodesCommand(PrintStream out) {
        super(out);
    }

    @Override
    protected Outcome show() throws Exception {
        return TwoNodes.run(out());
    }
}
