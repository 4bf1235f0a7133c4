package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.camelquickbooks.Follower.Told;
import org.camelquickbooks.client.ShiftedTime;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors where clocks are what they are: zones, summer time, seconds, and a machine whose clock is wrong. */
class CursorTimeTest extends RouteTest {

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        useRefreshToken(component);
    }

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @BeforeEach
    void standStill() {
        sandbox().clock().freeze();
    }

    private TokenStore store() {
        return context.getComponent("quickbooks", QuickBooksComponent.class)
                .runtime()
                .client()
                .tokens()
                .store();
    }

    /** Tokens of the time to which the clock was set: those of the start may have expired by then. */
    private void consentNow() {
        store().save(new Token(REALM, null, null, sandbox().tokens(REALM).refreshToken(), null));
    }

    private static String customer(String name) {
        return company()
                .create("Customer", "{\"DisplayName\":\"" + name + "\"}")
                .path("Id")
                .asText();
    }

    /**
     * The companies are in zones of North America; both nights are in the window that is read. They are later than any day on
     * which the test runs, so that what the sample company holds is older.
     */
    @ParameterizedTest
    @ValueSource(strings = {"2040-03-11T09:30:00Z", "2040-11-04T08:30:00Z"})
    void throughTheNightsWhenClocksAreMoved(String start) throws Exception {
        sandbox().clock().set(Instant.parse(start));
        consentNow();
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer");
        List<String> made = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            sandbox().clock().advance(Duration.ofMinutes(5));
            made.add(customer("Night " + i));
            if (i % 3 == 2) {
                told.addAll(follower.poll().stream().map(Told::id).toList());
            }
        }
        assertThat(told).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource({
        "2040-12-01T12:00:00Z, 2040-12-01T17:30:00+05:30",
        "2040-12-01T12:00:00Z, 2040-12-01T04:00:00-08:00",
        "2040-12-01T12:00:00Z, 2040-12-02T01:45:00+13:45",
        "2040-12-01T12:00:00Z, 2040-12-01T12:00:00Z",
        // Midnight in the zone of the company.
        "2040-12-01T08:00:00Z, 2040-12-01"
    })
    void aStartIsThatMomentWhateverItsOffset(String moment, String startFrom) throws Exception {
        Instant at = Instant.parse(moment);
        sandbox().clock().set(at.minusSeconds(200));
        consentNow();
        // Else the nearest time that tells the company's offset may be one of summer time.
        company().update("CompanyInfo", "1", "{\"Email\":{\"Address\":\"winter@example.com\"}}");
        customer("Before");
        sandbox().clock().set(at);
        String then = customer("Then");
        sandbox().clock().set(at.plusSeconds(500));
        Follower follower =
                Follower.of(context, "quickbooks:cdc?entities=Customer&startFrom=RAW(" + startFrom + ")&overlap=0");
        assertThat(follower.poll()).extracting(Told::id).containsExactly(then);
    }

    @Test
    void versionsOfOneSecondAreToldApart() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&overlap=0");
        String id = customer("Busy");
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            told.addAll(follower.poll().stream().map(Told::syncToken).toList());
            company().update("Customer", id, "{\"CompanyName\":\"" + i + "\"}");
        }
        told.addAll(follower.poll().stream().map(Told::syncToken).toList());
        assertThat(told).containsExactly("0", "1", "2", "3", "4", "5");
        assertThat(follower.poll()).isEmpty();
    }

    @Test
    void companiesInDifferentZonesHaveTheirOwnCursors() throws Exception {
        String canada = QuickBooksSandbox.CANADA_REALM;
        store().save(new Token(canada, null, null, sandbox().tokens(canada).refreshToken(), null));
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&realms=" + REALM + "," + canada);
        assertThat(company().profile().zone())
                .isNotEqualTo(sandbox().company(canada).profile().zone());
        for (int i = 0; i < 3; i++) {
            sandbox().clock().advance(Duration.ofHours(5));
            customer("South " + i);
            sandbox().company(canada).create("Customer", "{\"DisplayName\":\"North " + i + "\"}");
            assertThat(follower.poll()).hasSize(2);
            assertThat(follower.poll()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-40, -1, 1, 40})
    void theClockOfThisMachineDoesNotMatter(long daysOff) throws Exception {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.stop();
        component.setTime(new ShiftedTime(new SystemTime(timer, Runnable::run), Duration.ofDays(daysOff)));
        // Otherwise the tokens would have ended, as they would for that machine.
        component.setRefreshToken(null);
        component.setAccessToken(sandbox().tokens(REALM).access().value());
        component.start();
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer");
        String one = customer("Anywhen");
        assertThat(follower.poll()).extracting(Told::id).containsExactly(one);
        follower.restart();
        sandbox().clock().advance(Duration.ofMinutes(30));
        String two = customer("Anywhen else");
        assertThat(follower.poll()).extracting(Told::id).containsExactly(two);
        assertThat(follower.poll()).isEmpty();
    }
}
