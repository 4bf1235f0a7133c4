package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ExceptionHandler;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.client.time.RepeatedTask;
import org.camelquickbooks.runtime.OpenedParts;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

/** Defects that a review proved by running, and that no other test names. */
class ProvedDefectsTest extends RouteTest {

    /** A token store whose list throws where it is told to. */
    private static TokenStore listing(TokenStore real, AtomicBoolean fails) {
        return (TokenStore) Proxy.newProxyInstance(
                TokenStore.class.getClassLoader(), new Class<?>[] {TokenStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("list") && fails.getAndSet(false)) {
                        throw new IllegalStateException("the store is away for a moment");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aTokenStoreThatThrowsOnceDuringABacklogLeavesNoCompanyUnpolled() throws Exception {
        AtomicBoolean fails = new AtomicBoolean();
        MemoryTokenStore tokens = new MemoryTokenStore();
        tokens.save(new Token(REALM, sandbox().tokens(REALM).access().value(), null, null, null));
        component().stop();
        component().setTokenStore(listing(tokens, fails));
        component().setAccessToken(null);
        component().setClientId("sandbox-client");
        component().setClientSecret("sandbox-secret");
        component().start();
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&realms=all&maxMessagesPerPoll=1");
        follower.poll();
        Set<String> made = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            made.add(company()
                    .create("Customer", json("{`DisplayName`:`Backlog " + i + "`}"))
                    .path("Id")
                    .asText());
        }
        follower.poll();
        fails.set(true);
        for (int i = 0; i < 5; i++) {
            follower.poll();
        }
        assertThat(fails).as("the list was asked for").isFalse();
        assertThat(follower.told()).extracting(Follower.Told::id).containsExactlyInAnyOrderElementsOf(made);
    }

    /** What a consumer of a context reports. */
    private static List<Throwable> reports(CamelContext of) {
        List<Throwable> reports = new CopyOnWriteArrayList<>();
        of.getRegistry().bind("reports", new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                reports.add(exception);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                reports.add(exception);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                reports.add(exception);
            }
        });
        return reports;
    }

    @Test
    void twoContextsOfDifferentNamesDoNotShareOneCursor() throws Exception {
        String uri = "quickbooks:cdc?entities=Customer&startFrom=beginning&exceptionHandler=#reports&cursorName=";
        List<Throwable> here = reports(context);
        Follower first = Follower.of(context, uri + "shared");
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            other.getCamelContextExtension().setName("another-application");
            configure(other.getComponent("quickbooks", QuickBooksComponent.class));
            List<Throwable> there = reports(other);
            other.start();
            // Both start before one of them has polled.
            Follower second = Follower.of(other, uri + "shared");
            first.poll();
            Follower third = Follower.of(other, uri + "own");
            third.poll();
            company().create("Customer", json("{`DisplayName`:`For both`}"));
            assertThat(second.poll()).isEmpty();
            assertThat(there).isNotEmpty().allSatisfy(report -> assertThat(report)
                    .hasMessageContaining("belongs to the application '" + context.getName() + "', and this is")
                    .hasMessageContaining("clusterId"));
            assertThat(first.poll()).hasSize(1);
            assertThat(third.poll()).hasSize(1);
            assertThat(here).isEmpty();
        }
    }

    @Test
    void aRouteDoesNotStartWithACursorThatAnotherApplicationFollows() throws Exception {
        Follower.of(context, "quickbooks:cdc?entities=Customer&cursorName=shared")
                .poll();
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            other.getCamelContextExtension().setName("another-application");
            configure(other.getComponent("quickbooks", QuickBooksComponent.class));
            other.start();
            assertThatThrownBy(() -> Follower.of(other, "quickbooks:cdc?entities=Customer,Item&cursorName=shared"))
                    .hasStackTraceContaining("belongs to the application '" + context.getName() + "', and this is")
                    .hasStackTraceContaining("clusterId");
            context.stop();
            other.getRouteController().startAllRoutes();
            assertThat(other.getRouteController().getRouteStatus("follower0").isStarted())
                    .isTrue();
        }
    }

    @Test
    void countingAReadUsesTheDatabaseOnNoThreadOfACaller() throws Exception {
        SQLiteDataSource real = new SQLiteDataSource();
        real.setUrl("jdbc:sqlite:" + state.resolve("threads.db"));
        Set<Thread> users = ConcurrentHashMap.newKeySet();
        DataSource watched = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    users.add(Thread.currentThread());
                    return method.invoke(real, arguments);
                });
        component().stop();
        component().setStateDataSource(watched);
        component().setMeterReads(true);
        component().start();
        users.clear();
        for (int i = 0; i < 60; i++) {
            assertThat(send("quickbooks:read/Customer", customerId()).getException())
                    .isNull();
        }
        component().stop();
        assertThat(users).doesNotContain(Thread.currentThread());
        component().start();
        assertThat(component().runtime().state().<Long>readNow(connection -> {
                    try (var rows = connection
                            .createStatement()
                            .executeQuery("SELECT SUM(reads_counted) FROM qb_metered_read")) {
                        return rows.getLong(1);
                    }
                }))
                .isEqualTo(60);
    }

    @Test
    void anErrorInClosingOnePartLeavesNoOtherOpen() {
        List<String> closed = new ArrayList<>();
        OpenedParts parts = new OpenedParts();
        parts.add("first", () -> closed.add("first"));
        parts.add("broken", () -> {
            throw new NoClassDefFoundError("the driver was undeployed");
        });
        parts.add("last", () -> closed.add("last"));
        parts.closeAll();
        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void anErrorInTidyingIsFollowedByTheNextTime() {
        VirtualTime time = new VirtualTime(Instant.parse("2026-03-10T09:00:00Z"), now -> {});
        AtomicInteger times = new AtomicInteger();
        RepeatedTask task = RepeatedTask.start(time, "tidy", Duration.ZERO, Duration.ofMinutes(1), () -> {
            times.incrementAndGet();
            throw new StackOverflowError("once more");
        });
        time.advance(Duration.ofMinutes(10), () -> false);
        assertThat(times.get()).isGreaterThan(5);
        task.stop();
    }

    @Test
    void twoComponentsOfAContextShareAStateAndNoCursor() throws Exception {
        QuickBooksComponent second = new QuickBooksComponent();
        context.addComponent("books", second);
        configure(second);
        second.stop();
        second.start();
        Follower first = Follower.of(context, "quickbooks:cdc?entities=Customer");
        Follower other = Follower.of(context, "books:cdc?entities=Customer");
        company().create("Customer", json("{`DisplayName`:`For both`}"));
        assertThat(first.poll()).hasSize(1);
        assertThat(other.poll()).hasSize(1);
        assertThat(first.poll()).isEmpty();
        assertThat(other.poll()).isEmpty();
    }

    @Test
    void routesThatNeedNoDurabilityStartWhereStateIsAwayAndOthersWhenItIsBack() throws Exception {
        Path inTheWay = Files.writeString(state.resolve("in-the-way"), "a file");
        component().stop();
        component().setStateDirectory(inTheWay.toString());
        component().start();
        assertThat(send("quickbooks:read/Customer", customerId()).getException())
                .isNull();
        assertThatThrownBy(() -> Follower.of(context, "quickbooks:cdc?entities=Customer"))
                .hasStackTraceContaining("stateDirectory")
                .hasStackTraceContaining("stateDataSource");
        Files.delete(inTheWay);
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer");
        follower.poll();
        company().create("Customer", json("{`DisplayName`:`Since it is back`}"));
        assertThat(follower.poll()).hasSize(1);
    }

    @Test
    void aConsumerWhoseStateGoesAwaySaysSoAndGoesOnWhenItIsBack() throws Exception {
        SQLiteDataSource real = new SQLiteDataSource();
        real.setUrl("jdbc:sqlite:" + state.resolve("away.db"));
        FailingDataSource database = new FailingDataSource(real);
        component().stop();
        component().setStateDataSource(database);
        component().start();
        List<Throwable> reports = reports(context);
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&exceptionHandler=#reports");
        follower.poll();
        company().create("Customer", json("{`DisplayName`:`While it was away`}"));
        database.fail(1, Long.MAX_VALUE);
        assertThat(follower.poll()).isEmpty();
        assertThat(reports).singleElement().satisfies(report -> assertThat(report)
                .hasStackTraceContaining("The state database of stateDataSource failed"));
        database.heal();
        assertThat(follower.poll()).hasSize(1);
    }
}
