package org.camelquickbooks.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.oauth.CompanyConnection;
import org.camelquickbooks.client.throttle.Limits;
import org.camelquickbooks.client.throttle.ReadUse;
import org.camelquickbooks.client.throttle.ThrottleState;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** The page quickbooks of Camel's developer console, with the state of each company. It shows no secrets. */
@DevConsole(name = "quickbooks", displayName = "QuickBooks", description = "QuickBooks companies and their limits")
public final class QuickBooksDevConsole extends AbstractDevConsole {

    public QuickBooksDevConsole() {
        super("camel", "quickbooks", "QuickBooks", "QuickBooks companies and their limits");
    }

    /** Of all components of the context, by their schemes. */
    private List<QuickBooksRuntime> runtimes() {
        return getCamelContext().getCamelContextExtension().getServices().stream()
                .filter(QuickBooksControl.class::isInstance)
                .map(control -> ((QuickBooksControl) control).runtime())
                .sorted(Comparator.comparing(QuickBooksRuntime::name))
                .toList();
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        List<QuickBooksRuntime> runtimes = runtimes();
        if (runtimes.isEmpty()) {
            return "No route uses quickbooks.\n";
        }
        StringBuilder text = new StringBuilder();
        for (QuickBooksRuntime runtime : runtimes) {
            for (Object row : rows(runtime)) {
                JsonObject company = (JsonObject) row;
                text.append("Company ").append(company.getString("realmId")).append('\n');
                company.forEach((name, value) -> {
                    if (!name.equals("realmId")) {
                        text.append("    ")
                                .append(name)
                                .append(": ")
                                .append(value)
                                .append('\n');
                    }
                });
            }
            text.append("Metered reads (")
                    .append(runtime.name())
                    .append("): ")
                    .append(reads(runtime).toJson())
                    .append('\n');
        }
        return text.append("Webhook events waiting: ")
                .append(backlog(runtimes))
                .append('\n')
                .toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject root = new JsonObject();
        List<QuickBooksRuntime> runtimes = runtimes();
        if (!runtimes.isEmpty()) {
            JsonArray companies = new JsonArray();
            runtimes.forEach(runtime -> companies.addAll(rows(runtime)));
            root.put("companies", companies);
            JsonObject reads = new JsonObject();
            runtimes.forEach(runtime -> reads.put(runtime.name(), reads(runtime)));
            root.put("meteredReads", reads);
            root.put("webhookBacklog", backlog(runtimes));
        }
        return root;
    }

    private static JsonObject reads(QuickBooksRuntime runtime) {
        ReadUse use = runtime.client().readUse();
        JsonObject reads = new JsonObject();
        reads.put("month", use.month().toString());
        reads.put("used", use.used());
        reads.put("forecast", use.forecast());
        if (use.budget() > 0) {
            reads.put("budget", use.budget());
            reads.put("percent", use.percent());
        }
        reads.put("byCompany", new JsonObject(use.byCompany()));
        reads.put("byEndpoint", new JsonObject(use.byEndpoint()));
        return reads;
    }

    private static int backlog(List<QuickBooksRuntime> runtimes) {
        return runtimes.stream()
                .mapToInt(runtime -> runtime.progress().backlog())
                .sum();
    }

    private static JsonArray rows(QuickBooksRuntime runtime) {
        JsonArray rows = new JsonArray();
        runtime.client().tokens().states().all().forEach(state -> rows.add(row(runtime, state)));
        return rows;
    }

    private static JsonObject row(QuickBooksRuntime runtime, CompanyConnection state) {
        QuickBooksClient client = runtime.client();
        JsonObject row = new JsonObject();
        row.put("realmId", state.realmId());
        row.put("component", runtime.name());
        put(row, "name", state.name());
        row.put("state", state.state().name());
        put(row, "why", state.why());
        put(row, "accessExpires", state.accessExpires());
        put(row, "refreshExpires", state.refreshExpires());
        Instant success = client.callHistory().lastSuccess(state.realmId());
        put(row, "lastSuccess", success);
        if (client.callHistory().lastFailure(state.realmId()) != null) {
            row.put(
                    "lastFailure",
                    client.callHistory().lastFailure(state.realmId()).what());
        }
        throttle(row, client.limits(), client.throttleState(state.realmId()));
        row.put("readsThisMonth", client.reads(state.realmId()));
        Map<String, Duration> lags =
                runtime.progress().lags(state.realmId(), runtime.time().now());
        if (!lags.isEmpty()) {
            JsonObject seconds = new JsonObject();
            lags.forEach((cursor, lag) -> seconds.put(cursor, lag.toSeconds()));
            row.put("lagSeconds", seconds);
        }
        return row;
    }

    private static void throttle(JsonObject row, Limits limits, ThrottleState throttle) {
        if (throttle == null) {
            return;
        }
        row.put("requestsLastMinute", throttle.requests() + " of " + limits.requestsPerMinute());
        row.put("batchesLastMinute", throttle.batches() + " of " + limits.batchesPerMinute());
        row.put("reportsLastMinute", throttle.reports() + " of " + limits.reportsPerMinute());
        row.put("inFlight", throttle.inFlight());
        row.put("waiting", throttle.waiting());
        put(row, "throttledUntil", throttle.throttledUntil());
        if (throttle.paused()) {
            row.put("paused", true);
        }
    }

    private static void put(JsonObject row, String name, Object value) {
        if (value != null) {
            row.put(name, value.toString());
        }
    }
}
