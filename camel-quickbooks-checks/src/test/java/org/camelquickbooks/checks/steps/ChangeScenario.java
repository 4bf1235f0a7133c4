package org.camelquickbooks.checks.steps;

import java.util.List;

/** The scenarios of what comes in: changes, webhooks, tokens. */
final class ChangeScenario {

    private ChangeScenario() {}

    static List<Scenario> all() {
        return List.of(
                new FollowScenario(),
                new WebhookScenario("afterJournal"),
                new WebhookScenario("afterRoute"),
                new RefreshScenario());
    }
}
