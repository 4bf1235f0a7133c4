package org.camelquickbooks.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.changes.FoundChange;
import org.camelquickbooks.client.webhook.WebhookEvent;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.junit.jupiter.api.Test;

/** Which polls are due, while webhooks come late or not at all. */
class AdaptivePollPaceTest {

    private static final String ONE = "1001";
    private static final String OTHER = "1002";
    private static final EntityType CUSTOMER = EntityCatalogue.get().type("Customer");
    private static final EntityType VENDOR = EntityCatalogue.get().type("Vendor");

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T10:00:00Z"), now -> {});
    private final AtomicInteger processes = new AtomicInteger(1);
    private final AdaptivePoll pace = new AdaptivePoll(
            List.of(CUSTOMER, VENDOR), Duration.ofMinutes(1), Duration.ofHours(1), processes::get, time);

    /** Both companies have the longest pause. */
    private void settle() {
        pace.polled(ONE, time.nanos(), false);
        pace.polled(OTHER, time.nanos(), false);
        announced(ONE, CUSTOMER, "1", time.now());
        pace.found(ONE, FoundChange.of(CUSTOMER, "1", time.now()));
        due(ONE, 200);
        due(OTHER, 200);
        assertThat(due(ONE, 60)).isEqualTo(1);
    }

    private void announced(String realmId, EntityType type, String id, Instant changed) {
        pace.announced(new WebhookEvent("e", realmId, type.name(), id, "updated", changed, null, Json.object()));
    }

    /** The scheduler looks each minute; how many polls that makes. They find nothing. */
    private int due(String realmId, int minutes) {
        int polls = 0;
        for (int i = 0; i < minutes; i++) {
            time.leap(Duration.ofMinutes(1));
            if (pace.isDue(realmId)) {
                pace.polled(realmId, time.nanos(), true);
                polls++;
            }
        }
        return polls;
    }

    @Test
    void aWebhookThatComesMinutesAfterThePollIsNotMissed() {
        settle();
        Instant changed = time.now();
        pace.found(ONE, FoundChange.of(CUSTOMER, "2", changed));
        due(ONE, 5);
        announced(ONE, CUSTOMER, "2", changed);
        assertThat(due(ONE, 120)).isLessThan(4);
    }

    @Test
    void aWebhookOfAnEarlierChangeDoesNotStandForALaterOne() {
        settle();
        Instant changed = time.now();
        pace.found(ONE, FoundChange.of(VENDOR, "2", changed));
        due(ONE, 3);
        pace.found(ONE, FoundChange.of(VENDOR, "2", changed.plusSeconds(120)));
        announced(ONE, VENDOR, "2", changed);
        due(ONE, 12);
        assertThat(due(ONE, 30)).isEqualTo(30);
    }

    @Test
    void aMissedChangeShortensThePauseOfItsCompanyOnly() {
        settle();
        pace.found(ONE, FoundChange.of(VENDOR, "2", time.now()));
        assertThat(due(ONE, 9)).isLessThan(2);
        due(ONE, 2);
        assertThat(due(ONE, 30)).isEqualTo(30);
        assertThat(due(OTHER, 120)).isLessThan(4);
        announced(OTHER, VENDOR, "3", time.now());
        pace.found(OTHER, FoundChange.of(VENDOR, "3", time.now()));
        due(ONE, 200);
        assertThat(due(ONE, 60)).isEqualTo(1);
    }

    @Test
    void whatComesWithoutWebhooksIsRememberedUpToABound() {
        settle();
        for (int i = 0; i <= 10_000; i++) {
            pace.found(ONE, FoundChange.of(VENDOR, "v" + i, time.now()));
        }
        assertThat(due(ONE, 5)).isEqualTo(5);
    }

    @Test
    void anAnnouncedChangeIsLookedForUntilAPollHasWorked() {
        settle();
        pace.polled(ONE, time.nanos(), true);
        announced(ONE, CUSTOMER, "2", time.now());
        // Polls are tried, and fail.
        time.leap(Duration.ofMinutes(11));
        assertThat(pace.isDue(ONE)).isTrue();
        time.leap(Duration.ofMinutes(1));
        assertThat(pace.isDue(ONE)).isTrue();
        pace.polled(ONE, time.nanos(), true);
        assertThat(due(ONE, 120)).isLessThan(4);
    }

    @Test
    void whatSeveralProcessesFoundIsNotJudged() {
        settle();
        processes.set(2);
        pace.found(ONE, FoundChange.of(VENDOR, "2", time.now()));
        due(ONE, 1);
        processes.set(1);
        assertThat(due(ONE, 240)).isLessThan(30);
    }
}
