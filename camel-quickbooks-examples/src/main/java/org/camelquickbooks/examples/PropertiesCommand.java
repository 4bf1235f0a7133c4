package org.camelquickbooks.examples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An example that takes properties. */
final class PropertiesCommand extends ExampleCommand {

    /** Runs to its end. */
    @FunctionalInterface
    interface Example {
        Outcome run(Map<String, String> properties, PrintStream out) throws Exception;
    }

    private final Example example;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME=VALUE",
            description = "Properties that override those of the example's directory, such as state=/var/lib/state.")
    private List<String> given = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    PropertiesCommand(Example example, PrintStream out) {
        super(out);
        this.example = example;
    }

    @Override
    protected Outcome show() throws Exception {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String property : given) {
            int equals = property.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(
                        spec.commandLine(),
                        "'" + property + "' is not a property; it is NAME=VALUE, such as state=/var/lib/state");
            }
            properties.put(property.substring(0, equals), property.substring(equals + 1));
        }
        return example.run(properties, out());
    }
}
