package org.camelquickbooks.monitoring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRepository;
import org.camelquickbooks.QuickBooksComponent;

/** A health check for each company that is connected, those that are connected later too. */
public final class CompanyHealthChecks implements HealthCheckRepository {

    private final QuickBooksComponent component;
    private final Map<String, HealthCheck> checks = new ConcurrentHashMap<>();
    private boolean enabled = true;

    public CompanyHealthChecks(QuickBooksComponent component) {
        this.component = component;
    }

    @Override
    public String getId() {
        return "quickbooks-companies";
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Stream<HealthCheck> stream() {
        if (!enabled) {
            return Stream.empty();
        }
        return component.connection().client().tokens().store().list().stream()
                .sorted()
                .map(realmId -> checks.computeIfAbsent(realmId, this::check));
    }

    private HealthCheck check(String realmId) {
        CompanyHealthCheck check = new CompanyHealthCheck(component, realmId);
        check.setCamelContext(component.getCamelContext());
        return check;
    }
}
