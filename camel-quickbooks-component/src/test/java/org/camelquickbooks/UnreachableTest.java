package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.camelquickbooks.client.http.Reachability;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.QuickBooksException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that does not answer is logged at once, then at growing distance, and named with its URL. */
class UnreachableTest extends RouteTest {

    private final PrintStream err = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private String nowhere;

    @BeforeEach
    void readTheLog() {
        nowhere = "http://localhost:" + FreePort.next();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leaveTheLog() {
        System.setErr(err);
    }

    private List<String> lines(String level) {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(level) && line.contains("QuickBooks"))
                .filter(line -> line.contains("answer"))
                .toList();
    }

    @Test
    void aProducerWarnsOnceAndFailsWithOneSentence() {
        component().stop();
        component().setBaseUrl(nowhere);
        component().setMaxAttempts(7);
        component().start();
        QuickBooksException failure =
                (QuickBooksException) send("quickbooks:read/Customer", "1").getException();
        assertThat(failure.getMessage())
                .matches("read/Customer: QuickBooks did not answer at " + nowhere
                        + " \\(connection refused\\) \\[company " + REALM
                        + "]\\. Is the sandbox running\\? \\(7 attempts in \\d+ ms\\)");
        assertThat(failure.getHistory()).hasSize(7);
        assertThat(lines("WARN")).hasSize(1);
        assertThat(lines("WARN").get(0))
                .contains("QuickBooks does not answer at " + nowhere
                        + ": connection refused. Is the sandbox running? Now attempt 1 of read/Customer is"
                        + " retried in ");
        send("quickbooks:read/Customer", "1");
        assertThat(lines("WARN")).as("a host, not a request").hasSize(1);
    }

    @Test
    void healthSaysIt() {
        component().stop();
        component().setBaseUrl(nowhere);
        component().setMaxAttempts(1);
        component().start();
        send("quickbooks:read/Customer", "1");
        HealthCheck.Result result = HealthCheckHelper.getHealthCheck(context, "quickbooks-connections")
                .call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat((String) result.getDetails().get("unreachable"))
                .startsWith(nowhere + " has not answered since ")
                .endsWith("(1 failed attempts): connection refused");
    }

    @Test
    void aRefreshOfTokensWarnsToo() {
        component().stop();
        useRefreshToken(component());
        component().setOauthBaseUrl(nowhere);
        component().start();
        // The refresh repeats with pauses; the first attempt is told at once.
        start("quickbooks:read/Customer", "1", Map.of());
        eventually(() -> !lines("WARN").isEmpty());
        assertThat(lines("WARN").get(0))
                .contains("QuickBooks does not answer at " + nowhere
                        + ": connection refused. Is the sandbox running? Now attempt 1 of token refresh is"
                        + " retried in 1000 ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"query?query=select * from Customer", "cdc?entities=Customer&startFrom=beginning"})
    void aConsumerWarnsToo(String uri) throws Exception {
        component().stop();
        component().setBaseUrl(nowhere);
        component().setMaxAttempts(1);
        component().start();
        Follower follower = Follower.of(context, "quickbooks:" + uri);
        follower.poll();
        follower.poll();
        assertThat(log.toString(StandardCharsets.UTF_8))
                .as("Once, and without stack traces")
                .doesNotContain("Failed polling", "\tat ");
        assertThat(lines("WARN")).hasSize(1);
        assertThat(lines("WARN").get(0))
                .contains(
                        "QuickBooks does not answer at " + nowhere
                                + ": connection refused. Is the sandbox running? Now attempt 1 of ",
                        "was the last one, so the request fails");
    }

    @Test
    void theDistanceGrowsAndTheReturnIsSaid() {
        AtomicLong seconds = new AtomicLong();
        Time time = new Time() {
            @Override
            public Instant now() {
                return Instant.EPOCH.plusSeconds(seconds.get());
            }

            @Override
            public long nanos() {
                return Duration.ofSeconds(seconds.get()).toNanos();
            }

            @Override
            public Task after(Duration delay, Runnable task) {
                throw new UnsupportedOperationException();
            }
        };
        Reachability reachability = new Reachability(time);
        for (int second = 0; second < 3600; second++) {
            seconds.set(second);
            reachability.failed(
                    "https://books.example.com/v3", "create/Invoice", new ConnectException(), 1, Duration.ofMillis(5));
        }
        assertThat(lines("WARN")).hasSizeBetween(8, 10);
        assertThat(lines("WARN").get(0))
                .contains("does not answer at https://books.example.com: connection refused. Now");
        assertThat(lines("WARN").get(1))
                .contains("has not answered at https://books.example.com for 10 s (11 failed attempts): connection"
                        + " refused.");
        assertThat(reachability.outages()).hasSize(1);
        reachability.answered("https://books.example.com/other");
        assertThat(lines("INFO").get(0))
                .contains(
                        "QuickBooks answers at https://books.example.com again, after 3599 s and 3600 failed attempts");
        assertThat(reachability.outages()).isEmpty();
        int before = lines("WARN").size();
        reachability.failed("https://books.example.com", "x", new ConnectException(), 1, null);
        reachability.answered("https://books.example.com");
        seconds.addAndGet(5);
        reachability.failed("https://books.example.com", "x", new ConnectException(), 1, null);
        assertThat(lines("WARN").size() - before)
                .as("what comes and goes is not logged each time")
                .isEqualTo(1);
    }
}
