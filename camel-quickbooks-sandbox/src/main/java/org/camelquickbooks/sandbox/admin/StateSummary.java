package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.json.Json;

/** The state of the sandbox as the console follows it: small, as it is sent once a second. */
final class StateSummary {

    private final Control sandbox;
    private final ClockControl clock;
    private final ThrottleControl throttles;
    private final FaultControl faults;
    private final WebhookControl webhooks;

    StateSummary(
            Control sandbox,
            ClockControl clock,
            ThrottleControl throttles,
            FaultControl faults,
            WebhookControl webhooks) {
        this.sandbox = sandbox;
        this.clock = clock;
        this.throttles = throttles;
        this.faults = faults;
        this.webhooks = webhooks;
    }

    JsonNode describe() {
        ObjectNode node = Json.object();
        node.set("clock", clock.describe());
        node.set("throttles", throttles.describe());
        node.set("faults", faults.describe());
        node.set("webhooks", webhooks.describe());
        ArrayNode companies = node.putArray("companies");
        for (ControlledCompany company : sandbox.companies()) {
            companies
                    .addObject()
                    .put("realmId", company.profile().realmId())
                    .put("name", company.profile().name())
                    .put("country", company.profile().country())
                    .put("currency", company.profile().currency())
                    .put("changes", company.changes());
        }
        return node;
    }
}
