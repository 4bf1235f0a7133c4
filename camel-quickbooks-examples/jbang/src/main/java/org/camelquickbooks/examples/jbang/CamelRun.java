package org.camelquickbooks.examples.jbang;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/** Does what {@code camel run routes.yaml application.properties} does in this directory, beside a company on this machine. */
public final class CamelRun {

    private static final String REALM = QuickBooksSandbox.US_REALM;

    private CamelRun() {}

    /** @param arguments more options of {@code camel run} */
    public static void main(String[] arguments) {
        QuickBooksSandbox sandbox =
                QuickBooksSandbox.create().port(0).withCompany(REALM).start();
        System.out.println("The books are at " + sandbox.url() + "/");
        List<String> command = new ArrayList<>(List.of(
                "run",
                "routes.yaml",
                "application.properties",
                "--property=sandbox.url=" + sandbox.url(),
                "--property=sandbox.company=" + REALM,
                "--property=sandbox.refresh-token=" + sandbox.tokens(REALM).refreshToken()));
        command.addAll(List.of(arguments));
        CamelJBangMain.run(command.toArray(String[]::new));
    }
}
