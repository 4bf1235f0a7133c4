package org.camelquickbooks.examples.quarkus;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.apache.camel.quarkus.main.CamelMainApplication;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/** Starts the application, with a company on this machine unless somebody says where another is. */
@QuarkusMain
public class Books {

    private static final String COMPONENT = "camel.component.quickbooks.";

    public static void main(String... args) {
        if (System.getProperty(COMPONENT + "base-url") == null) {
            startSandbox();
        }
        Quarkus.run(CamelMainApplication.class, args);
    }

    private static void startSandbox() {
        String realm = QuickBooksSandbox.US_REALM;
        QuickBooksSandbox sandbox =
                QuickBooksSandbox.create().withCompany(realm).start();
        System.setProperty(COMPONENT + "base-url", sandbox.url());
        System.setProperty(COMPONENT + "realm-id", realm);
        System.setProperty(COMPONENT + "client-id", "sandbox-client");
        System.setProperty(COMPONENT + "client-secret", "sandbox-secret");
        System.setProperty(COMPONENT + "refresh-token", sandbox.tokens(realm).refreshToken());
        System.out.println("The books are at " + sandbox.url() + "/");
    }
}
