package org.camelquickbooks.examples.karaf;

import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Runs the routes while the bundle is active. What they need to know is in {@code etc/quickbooks.properties} of Karaf. */
public final class Activator implements BundleActivator {

    private CamelContext camel;

    @Override
    public void start(BundleContext bundle) throws Exception {
        camel = new OsgiDefaultCamelContext(bundle);
        camel.getPropertiesComponent()
                .setLocation("file:" + System.getProperty("karaf.etc") + "/quickbooks.properties");
        camel.getCamelContextExtension().setName("books");
        QuickBooksComponent quickbooks = new QuickBooksComponent();
        quickbooks.setCamelContext(camel);
        quickbooks.setBaseUrl(property("quickbooks.baseUrl"));
        quickbooks.setClientId(property("quickbooks.clientId"));
        quickbooks.setClientSecret(property("quickbooks.clientSecret"));
        quickbooks.setRefreshToken(property("quickbooks.refreshToken"));
        quickbooks.getConfiguration().setRealmId(property("quickbooks.realmId"));
        quickbooks.setStateDirectory(property("quickbooks.stateDirectory"));
        camel.addComponent("quickbooks", quickbooks);
        camel.addRoutes(new BooksRoutes());
        camel.start();
    }

    private String property(String name) {
        return camel.resolvePropertyPlaceholders("{{" + name + "}}");
    }

    @Override
    public void stop(BundleContext bundle) {
        if (camel != null) {
            camel.stop();
        }
    }
}
