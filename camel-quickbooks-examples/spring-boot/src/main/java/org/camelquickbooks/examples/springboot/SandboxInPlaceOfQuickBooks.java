package org.camelquickbooks.examples.springboot;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/** A company on this machine, so that the example runs without an account at Intuit. */
final class SandboxInPlaceOfQuickBooks {

    private SandboxInPlaceOfQuickBooks() {}

    /** Where somebody names another place on the command line, QuickBooks is there. */
    static void startUnlessTold(String... args) throws IOException {
        if (Arrays.stream(args).anyMatch(arg -> arg.startsWith("--camel.component.quickbooks.base-url"))
                || System.getenv("CAMEL_COMPONENT_QUICKBOOKS_BASE_URL") != null) {
            return;
        }
        String realm = QuickBooksSandbox.US_REALM;
        QuickBooksSandbox sandbox =
                QuickBooksSandbox.create().withCompany(realm).start();
        // The company is a new one each time: what is remembered of the last one is not about it.
        System.setProperty(
                "camel.component.quickbooks.state-directory",
                Files.createTempDirectory("camel-quickbooks-shop").toString());
        System.setProperty("camel.component.quickbooks.base-url", sandbox.url());
        System.setProperty("camel.component.quickbooks.realm-id", realm);
        System.setProperty("camel.component.quickbooks.client-id", "sandbox-client");
        System.setProperty("camel.component.quickbooks.client-secret", "sandbox-secret");
        System.setProperty(
                "camel.component.quickbooks.refresh-token",
                sandbox.tokens(realm).refreshToken());
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        System.out.println("The books are at " + sandbox.url() + "/");
    }
}
