package org.camelquickbooks.examples.jbang;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/** Does what {@code camel run routes.yaml application.properties} does in this directory, beside a company on this machine. */
public final class CamelRun {

    private static final String REALM = QuickBooksSandbox.US_REALM;

    private CamelRun() {}

    /** @param arguments more options of {@code camel run} */
    public static void main(String[] arguments) throws IOException {
        QuickBooksSandbox sandbox =
                QuickBooksSandbox.create().port(0).withCompany(REALM).start();
        System.out.println("The books are at " + sandbox.url() + "/");
        List<String> command = new ArrayList<>(List.of(
                "run",
                "routes.yaml",
                "application.properties",
                // The company is a new one each time: what is remembered of the last one is not about it.
                "--property=state=" + Files.createTempDirectory("camel-quickbooks-jbang"),
                "--property=sandbox.url=" + sandbox.url(),
                "--property=sandbox.company=" + REALM,
                "--property=sandbox.refresh-token=" + sandbox.tokens(REALM).refreshToken()));
        command.addAll(List.of(arguments));
        CamelJBangMain.run(command.toArray(String[]::new));
    }
}
