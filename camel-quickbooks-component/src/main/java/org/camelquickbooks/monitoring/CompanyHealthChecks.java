package org.camelquickbooks.monitoring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRepository;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** A health check for each connected company, also for those that are connected later. */
public final class CompanyHealthChecks implements HealthCheckRepository {

    /**
     * What makes the process not ready; asked each time, since an operator may change it.
     *
     * @param maxLag how many milliseconds ago a company may have been read to its end; zero for any time
     * @param down whether a company that has to be connected again, or is throttled, counts
     */
    public record Settings(LongSupplier maxLag, BooleanSupplier down) {}

    private final QuickBooksRuntime runtime;
    private final Settings settings;
    private final Map<String, HealthCheck> checks = new ConcurrentHashMap<>();
    private boolean enabled = true;

    public CompanyHealthChecks(QuickBooksRuntime runtime, Settings settings) {
        this.runtime = runtime;
        this.settings = settings;
    }

    @Override
    public String getId() {
        return runtime.name() + "-companies";
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
        return runtime.client().tokens().store().list().stream()
                .sorted()
                .map(realmId -> checks.computeIfAbsent(realmId, this::check));
    }

    private HealthCheck check(String realmId) {
        CompanyHealthCheck check = new CompanyHealthCheck(runtime, settings, realmId);
        check.setCamelContext(runtime.camelContext());
        return check;
    }
}
