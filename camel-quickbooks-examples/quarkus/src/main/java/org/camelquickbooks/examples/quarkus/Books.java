package org.camelquickbooks.examples.quarkus;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.camel.quarkus.main.CamelMainApplication;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/** Starts the application, with a company on this machine unless somebody says where another is. */
@QuarkusMain
public class Books {

    private static final String COMPONENT = "camel.component.quickbooks.";

    public static void main(String... args) throws IOException {
        if (System.getProperty(COMPONENT + "base-url") == null) {
            startSandbox();
        }
        Quarkus.run(CamelMainApplication.class, args);
    }

    private static void startSandbox() throws IOException {
        String realm = QuickBooksSandbox.US_REALM;
        QuickBooksSandbox sandbox =
                QuickBooksSandbox.create().withCompany(realm).start();
        // The company is a new one each time: what is remembered of the last one is not about it.
        System.setProperty(
                COMPONENT + "state-directory",
                Files.createTempDirectory("camel-quickbooks-quarkus").toString());
        System.setProperty(COMPONENT + "base-url", sandbox.url());
        System.setProperty(COMPONENT + "realm-id", realm);
        System.setProperty(COMPONENT + "client-id", "sandbox-client");
        System.setProperty(COMPONENT + "client-secret", "sandbox-secret");
        System.setProperty(COMPONENT + "refresh-token", sandbox.tokens(realm).refreshToken());
        System.out.println("The books are at " + sandbox.url() + "/");
    }
}
