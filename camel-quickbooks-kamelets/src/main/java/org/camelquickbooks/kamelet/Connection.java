package org.camelquickbooks.kamelet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksEndpoint;

/**
 * Connects the component {@code quickbooks} of the application with the credentials in the properties of a Kamelet,
 * so that a Pipe is complete. Without such properties it is the component as configured. All Kamelets of an
 * application use the same component, and so the same limits.
 */
public final class Connection extends DefaultComponent {

    private static final String COMPONENT = "quickbooks";

    private final Map<String, String> given = new LinkedHashMap<>();
    private String realmId;

    /** Where the API is, in place of Intuit's production. */
    public void setBaseUrl(String baseUrl) {
        put("baseUrl", baseUrl);
    }

    /** Whose the tokens are. */
    public void setRealmId(String realmId) {
        this.realmId = realmId == null || realmId.isBlank() ? null : realmId;
    }

    public void setClientId(String clientId) {
        put("clientId", clientId);
    }

    public void setClientSecret(String clientSecret) {
        put("clientSecret", clientSecret);
    }

    public void setRefreshToken(String refreshToken) {
        put("refreshToken", refreshToken);
    }

    public void setAccessToken(String accessToken) {
        put("accessToken", accessToken);
    }

    private void put(String option, String value) {
        if (value != null && !value.isBlank()) {
            given.put(option, value);
        }
    }

    @Override
    public Endpoint createEndpoint(String uri, Map<String, Object> parameters) throws Exception {
        return connected(getCamelContext()).createEndpoint(COMPONENT + uri.substring(uri.indexOf(':')), parameters);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        return createEndpoint(uri, parameters);
    }

    /** The component, with the credentials of the Kamelet; started. */
    QuickBooksComponent connected(CamelContext context) {
        if (!given.isEmpty()) {
            connect((QuickBooksComponent) context.getComponent(COMPONENT, true, false));
        }
        return context.getComponent(COMPONENT, QuickBooksComponent.class);
    }

    private void connect(QuickBooksComponent component) {
        synchronized (component) {
            Map<String, Consumer<String>> missing = new LinkedHashMap<>();
            option("baseUrl", component.getBaseUrl(), component::setBaseUrl, missing);
            option("clientId", component.getClientId(), component::setClientId, missing);
            option("clientSecret", component.getClientSecret(), component::setClientSecret, missing);
            option("refreshToken", component.getRefreshToken(), component::setRefreshToken, missing);
            option("accessToken", component.getAccessToken(), component::setAccessToken, missing);
            if (missing.isEmpty()) {
                return;
            }
            boolean isRunning = component.isStarted() || component.isStarting();
            if (isRunning && isUsed(component)) {
                throw new IllegalArgumentException("A Kamelet has the properties " + missing.keySet()
                        + ", but routes already use the component quickbooks without them: set "
                        + "camel.component.quickbooks."
                        + missing.keySet().iterator().next() + " and so on");
            }
            // It takes its options when it starts.
            if (isRunning) {
                component.stop();
            }
            missing.forEach((name, set) -> set.accept(given.get(name)));
            boolean isToken = missing.containsKey("refreshToken") || missing.containsKey("accessToken");
            if (isToken && component.getConfiguration().getRealmId() == null) {
                component.getConfiguration().setRealmId(realmId);
            }
            component.start();
        }
    }

    private static boolean isUsed(QuickBooksComponent component) {
        return component.getCamelContext().getEndpoints().stream()
                .anyMatch(endpoint -> endpoint instanceof QuickBooksEndpoint used && used.getComponent() == component);
    }

    /** What the component has already has to be the same. */
    private void option(String name, String has, Consumer<String> set, Map<String, Consumer<String>> missing) {
        String value = given.get(name);
        if (value == null || value.equals(has)) {
            return;
        }
        if (has != null) {
            throw new IllegalArgumentException("A Kamelet has the property " + name
                    + ", but the component quickbooks has another value: all Kamelets of an application use one "
                    + "Intuit app. Set the same value on all of them, or set only camel.component.quickbooks." + name);
        }
        missing.put(name, set);
    }
}
