package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.camelquickbooks.Follower.Told;
import org.camelquickbooks.client.changes.CursorMove;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes comes to the route: each version once, in order, whatever happens. */
class CdcTest extends RouteTest {

    private final List<CamelEvent> events = new CopyOnWriteArrayList<>();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof QuickBooksEvent) {
                    events.add(event);
                }
            }
        });
        return context;
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        useRefreshToken(component);
    }

    @BeforeEach
    void standStill() {
        sandbox().clock().freeze();
    }

    private static void later(Duration duration) {
        sandbox().clock().advance(duration);
    }

    private static String customer(String name) {
        return company()
                .create("Customer", "{\"DisplayName\":\"" + name + "\"}")
                .path("Id")
                .asText();
    }

    private static String invoiceId(String number) {
        return company().create("Invoice", invoice(number, "10.00")).path("Id").asText();
    }

    @Test
    void eachVersionIsToldOnceWithItsHeaders() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer,Invoice");
        assertThat(follower.poll()).isEmpty();
        String id = customer("Étoile O'Brien");
        List<Told> told = follower.poll();
        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.summary()).isEqualTo("created Customer " + id);
            assertThat(one.realmId()).isEqualTo(REALM);
            assertThat(one.syncToken()).isEqualTo("0");
            assertThat(one.json().path("DisplayName").asText()).isEqualTo("Étoile O'Brien");
        });
        assertThat(follower.poll()).isEmpty();
        company().update("Customer", id, "{\"CompanyName\":\"Sterne\"}");
        assertThat(follower.summaries()).containsExactly("updated Customer " + id);
        assertThat(follower.poll()).isEmpty();
        later(Duration.ofMinutes(10));
        company().update("Customer", id, "{\"CompanyName\":\"Stars\"}");
        assertThat(follower.summaries()).containsExactly("updated Customer " + id);
        later(Duration.ofMinutes(10));
        assertThat(follower.poll()).isEmpty();
    }

    @Test
    void whatIsDeletedComesAsSuch() throws Exception {
        String id = invoiceId("GONE-1");
        later(Duration.ofMinutes(5));
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Invoice");
        company().delete("Invoice", id);
        assertThat(follower.poll()).singleElement().satisfies(one -> {
            assertThat(one.summary()).isEqualTo("deleted Invoice " + id);
            assertThat(one.syncToken()).isNull();
            assertThat(one.json().path("status").asText()).isEqualTo("Deleted");
        });
        assertThat(follower.poll()).isEmpty();
    }

    @Test
    void withinASecondDependenciesComeFirst() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Payment,Invoice,Customer,Item");
        String customer = customer("First");
        String invoice = company()
                .create("Invoice", invoice("DEP-1", "30.00").set("CustomerRef", json("{`value`:`" + customer + "`}")))
                .path("Id")
                .asText();
        company()
                .create(
                        "Payment",
                        "{\"TotalAmt\":30,\"CustomerRef\":{\"value\":\"" + customer
                                + "\"},\"Line\":[{\"Amount\":30,\"LinkedTxn\":[{\"TxnId\":\"" + invoice
                                + "\",\"TxnType\":\"Invoice\"}]}]}");
        assertThat(follower.poll().stream().map(Told::entity).distinct())
                .containsExactly("Customer", "Invoice", "Payment");
    }

    @Test
    void theCursorOutlivesARestart() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer");
        String before = customer("Before");
        assertThat(follower.summaries()).containsExactly("created Customer " + before);
        follower.stop();
        later(Duration.ofHours(3));
        String meanwhile = customer("Meanwhile");
        later(Duration.ofHours(3));
        follower.restart();
        assertThat(follower.summaries()).containsExactly("created Customer " + meanwhile);
    }

    @Test
    void startFromBeginningTellsOfAllThatIsThere() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer,Item&startFrom=beginning");
        List<Told> told = follower.poll();
        assertThat(told).hasSize(all("Customer") + all("Item")).allMatch(one -> one.operation()
                .equals("created"));
        assertThat(follower.poll()).isEmpty();
        assertThat(events).isEmpty();
    }

    private static int all(String entity) {
        return company()
                .query("select * from " + entity + " where Active in (true,false) maxresults 1000")
                .size();
    }

    @Test
    void startFromATimeTellsOfWhatChangedSince() throws Exception {
        later(Duration.ofHours(1));
        customer("Too early");
        later(Duration.ofHours(1));
        String since = sandbox().clock().instant().toString();
        later(Duration.ofHours(1));
        String id = customer("In time");
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&startFrom=" + since);
        assertThat(follower.summaries()).containsExactly("created Customer " + id);
    }

    @Test
    void anEntityThatIsAddedLaterBeginsWhereToldTo() throws Exception {
        Follower first = Follower.of(context, "quickbooks:cdc?entities=Customer");
        first.poll();
        first.stop();
        context.removeRoute("follower0");
        later(Duration.ofDays(1));
        String customer = customer("Kept");
        Follower second = Follower.of(context, "quickbooks:cdc?entities=Customer,Item&startFrom=beginning");
        List<String> told = second.summaries();
        assertThat(told).hasSize(1 + all("Item")).contains("created Customer " + customer);
    }

    @Test
    void entitiesWithoutCdcArePolledByQuery() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=TaxAgency,Customer");
        String customer = customer("Beside");
        String agency = company()
                .create("TaxAgency", "{\"DisplayName\":\"Agency of Elsewhere\"}")
                .path("Id")
                .asText();
        assertThat(follower.summaries()).containsExactly("created TaxAgency " + agency, "created Customer " + customer);
        assertThat(follower.poll()).isEmpty();
    }

    @Test
    void aFullAnswerIsReadOnUntilNothingIsMissing() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer,Item");
        List<String> made = new ArrayList<>();
        for (int second = 0; second < 26; second++) {
            later(Duration.ofSeconds(1));
            for (int i = 0; i < 100; i++) {
                made.add("created Customer " + customer("Many " + second + "-" + i));
            }
        }
        assertThat(follower.summaries()).containsExactlyElementsOf(made);
        assertThat(follower.poll()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void fiveThousandInOneSecondAreAllTold() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer,Item");
        sandbox().generate(REALM, "customers:5000", 7);
        assertThat(new HashSet<>(follower.summaries())).hasSize(5000);
        assertThat(follower.told()).hasSize(5000);
        // What was deleted in that second could not be seen, and that is said.
        assertThat(events).singleElement().isInstanceOfSatisfying(QuickBooksGapEvent.class, event -> {
            assertThat(event.getEntity()).isEqualTo("Customer");
            assertThat(event.getReason()).isEqualTo(QuickBooksGapEvent.Reason.CUT);
        });
        assertThat(follower.poll()).isEmpty();
    }

    @Test
    void changesAfterACutWaitForWhatIsBeforeThem() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Item,Customer");
        sandbox().generate(REALM, "customers:1500", 7);
        later(Duration.ofSeconds(1));
        String item = company()
                .create(
                        "Item",
                        "{\"Name\":\"Late\",\"Type\":\"Service\",\"IncomeAccountRef\":{\"value\":\"" + income()
                                + "\"}}")
                .path("Id")
                .asText();
        List<String> told = follower.summaries();
        assertThat(told).hasSize(1501);
        assertThat(told.get(1500)).isEqualTo("created Item " + item);
    }

    private static String income() {
        return company()
                .query("select * from Account where AccountType = 'Income' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(ints = {29, 31})
    void afterAMonthTheGapIsToldAndFilled(int days) throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer");
        String old = customer("Old");
        assertThat(follower.poll()).hasSize(1);
        follower.stop();
        later(Duration.ofHours(1));
        String early = customer("Early");
        later(Duration.ofDays(days));
        company().update("Customer", old, "{\"CompanyName\":\"Now\"}");
        follower.restart();
        assertThat(follower.summaries()).containsExactly("created Customer " + early, "updated Customer " + old);
        assertThat(follower.poll()).isEmpty();
        if (days > 30) {
            assertThat(events).singleElement().isInstanceOfSatisfying(QuickBooksGapEvent.class, event -> {
                assertThat(event.getReason()).isEqualTo(QuickBooksGapEvent.Reason.LOOK_BACK);
                assertThat(event.getRealmId()).isEqualTo(REALM);
            });
        } else {
            assertThat(events).isEmpty();
        }
    }

    @Test
    void aClockThatJumpsIsNoticed() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer");
        assertThat(follower.poll()).isEmpty();
        later(Duration.ofDays(35));
        String id = customer("After the jump");
        assertThat(follower.summaries()).containsExactly("created Customer " + id);
        assertThat(events).hasSize(1);
    }

    /** QuickBooks' clock, by which cursors move, is wrong for a while, or somebody has mistyped a year. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCursorThatIsAheadOfTheTimeComesBack(boolean byHand) throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&cursorName=ahead");
        assertThat(follower.poll()).isEmpty();
        if (byHand) {
            String there =
                    sandbox().clock().instant().plus(Duration.ofDays(3_650)).toString();
            new CursorMove(component().runtime().cursors(), "quickbooks", "ahead", REALM, "Customer").to(there);
        } else {
            later(Duration.ofDays(1));
            String ahead = customer("Ahead");
            assertThat(follower.summaries()).containsExactly("created Customer " + ahead);
            later(Duration.ofDays(-1));
            // The time of the answer before counts until there is another one.
            follower.poll();
        }
        String id = customer("Now");
        assertThat(follower.summaries()).contains("created Customer " + id);
        assertThat(follower.poll()).isEmpty();
        String next = customer("Next");
        assertThat(follower.summaries()).containsExactly("created Customer " + next);
    }

    @Test
    void whoBeginsLaterIsNotCalledBack() throws Exception {
        String start = sandbox().clock().instant().plus(Duration.ofHours(2)).toString();
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&startFrom=" + start);
        customer("Before");
        assertThat(follower.poll()).isEmpty();
        later(Duration.ofHours(3));
        String id = customer("After");
        assertThat(follower.summaries()).containsExactly("created Customer " + id);
    }

    @Test
    void aCompanyWithABacklogDoesNotKeepOthersWaiting() throws Exception {
        String canada = QuickBooksSandbox.CANADA_REALM;
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.runtime().client().tokens().store().save(token(canada));
        Follower follower =
                Follower.of(context, "quickbooks:cdc?entities=Customer&realms=all&parallelCompanies=1&delay=1");
        assertThat(follower.poll()).isEmpty();
        sandbox().generate(REALM, "customers:3000", 5);
        sandbox().generate(canada, "customers:600", 5);
        List<String> order = follower.poll().stream().map(Told::realmId).toList();
        assertThat(order).hasSize(3600);
        // In steps, in turn: the smaller one is done long before the larger one.
        assertThat(order.lastIndexOf(canada)).isLessThan(2500);
    }

    /** Lists companies, but now and then not. */
    private static final class FailingList implements TokenStore {

        private final TokenStore store = new MemoryTokenStore();
        private volatile boolean failNext;
        private final AtomicInteger failed = new AtomicInteger();

        @Override
        public Set<String> list() {
            if (failNext) {
                failNext = false;
                failed.incrementAndGet();
                throw new IllegalStateException("The store is away");
            }
            return store.list();
        }

        @Override
        public Optional<Token> load(String realmId) {
            return store.load(realmId);
        }

        @Override
        public void save(Token token) {
            store.save(token);
        }

        @Override
        public void remove(String realmId) {
            store.remove(realmId);
        }

        @Override
        public CompletionStage<Token> refresh(String realmId, Function<Token, CompletionStage<Token>> function) {
            return store.refresh(realmId, function);
        }
    }

    @Test
    void aStoreThatCannotListCompaniesDuringABacklogLeavesNoCompanyUnread() throws Exception {
        FailingList store = new FailingList();
        store.save(token(REALM));
        component().stop();
        component().setRefreshToken(null);
        component().setTokenStore(store);
        component().start();
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&realms=all&delay=1");
        assertThat(follower.poll()).isEmpty();
        sandbox().generate(REALM, "customers:1200", 5);
        follower.failOn(told -> {
            // In the midst of the backlog, once.
            store.failNext |= store.failed.get() == 0;
            return false;
        });
        int told = follower.poll().size();
        assertThat(store.failed).hasValue(1);
        // With what the next poll finds, whatever became of this one.
        assertThat(told + follower.poll().size()).isEqualTo(1200);
        later(Duration.ofMinutes(1));
        String id = customer("After the failure");
        assertThat(follower.summaries()).containsExactly("created Customer " + id);
    }

    @Test
    void changesAndGapsAreCounted() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        context.getComponent("quickbooks", QuickBooksComponent.class).stop();
        context.getRegistry().bind("meters", meters);
        context.getComponent("quickbooks", QuickBooksComponent.class).start();
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer");
        follower.poll();
        later(Duration.ofDays(35));
        customer("Counted");
        follower.poll();
        assertThat(meters.get("camel.quickbooks.changes")
                        .tag("entity", "Customer")
                        .tag("operation", "created")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("camel.quickbooks.gaps").counter().count()).isEqualTo(1);
    }

    @Test
    void anyStateRepositoryOfCamelKeepsTheCursor() throws Exception {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.stop();
        component.setStateRepository(FileStateRepository.fileStateRepository(
                state.resolve("camel-state").toFile()));
        component.start();
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer");
        follower.poll();
        String one = customer("Kept by Camel");
        assertThat(follower.summaries()).containsExactly("created Customer " + one);
        assertThat(state.resolve("camel-state")).content().contains("quickbooks/cdc/" + REALM + "/Customer");
        follower.restart();
        assertThat(follower.poll()).isEmpty();
    }

    @Test
    void twoNodesWithoutMasterTellEachChangeAndTheOneMovesNoCursorPastTheOther() throws Exception {
        component().setClusterId("cluster");
        restart();
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            configure(other.getComponent("quickbooks", QuickBooksComponent.class));
            other.getComponent("quickbooks", QuickBooksComponent.class).setClusterId("cluster");
            other.start();
            Follower here = Follower.of(context, "quickbooks:cdc?entities=Customer");
            Follower there = Follower.of(other, "quickbooks:cdc?entities=Customer");
            Set<String> made = new HashSet<>();
            for (int i = 0; i < 6; i++) {
                made.add(customer("Node " + i));
                Follower first = i % 2 == 0 ? here : there;
                first.poll();
                made.add(customer("Node again " + i));
                (first == here ? there : here).poll();
            }
            here.poll();
            there.poll();
            Set<String> told = new HashSet<>();
            here.told().forEach(one -> told.add(one.id()));
            there.told().forEach(one -> told.add(one.id()));
            assertThat(told).isEqualTo(made);
            assertThat(here.poll()).isEmpty();
            assertThat(there.poll()).isEmpty();
        }
    }

    @Test
    void withResyncWhatWasDeletedInTheGapIsFoundByComparing() throws Exception {
        String kept = invoiceId("KEPT");
        String gone = invoiceId("GONE");
        later(Duration.ofMinutes(10));
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Invoice&resync=full");
        String told = invoiceId("TOLD");
        assertThat(follower.poll()).hasSize(1);
        follower.stop();
        later(Duration.ofHours(1));
        company().delete("Invoice", gone);
        later(Duration.ofDays(40));
        company().delete("Invoice", told);
        follower.restart();
        assertThat(follower.summaries())
                .containsExactlyInAnyOrder("deleted Invoice " + gone, "deleted Invoice " + told);
        assertThat(follower.poll()).isEmpty();
        assertThat(company().query("select * from Invoice where Id = '" + kept + "'"))
                .hasSize(1);
    }

    @Test
    void withRetryWhatFailsComesAgainAndWhatFollowsWaits() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer");
        String one = customer("One");
        String two = customer("Two");
        String three = customer("Three");
        follower.failOn(told -> told.id().equals(two));
        assertThat(follower.summaries()).containsExactly("created Customer " + one);
        assertThat(follower.poll()).isEmpty();
        follower.failOn(told -> false);
        assertThat(follower.summaries()).containsExactly("created Customer " + two, "created Customer " + three);
    }

    @Test
    void withSkipWhatFailsIsLeftOut() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&failed=skip");
        String one = customer("One");
        String two = customer("Two");
        String three = customer("Three");
        follower.failOn(told -> told.id().equals(two));
        assertThat(follower.summaries()).containsExactly("created Customer " + one, "created Customer " + three);
        follower.failOn(told -> false);
        assertThat(follower.poll()).isEmpty();
    }

    @Test
    void withDeadLetterWhatFailsGoesThereWithItsCause() throws Exception {
        Follower follower =
                Follower.of(context, "quickbooks:cdc?entities=Customer&failed=deadLetter&deadLetterUri=mock:failed");
        MockEndpoint failed = getMockEndpoint("mock:failed");
        failed.expectedMessageCount(1);
        String one = customer("One");
        follower.failOn(told -> true);
        follower.poll();
        failed.assertIsSatisfied();
        Exchange exchange = failed.getExchanges().get(0);
        assertThat(exchange.getMessage().getHeader(QuickBooksConstants.ENTITY_ID))
                .isEqualTo(one);
        assertThat(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .hasMessageContaining("does not want");
        follower.failOn(told -> false);
        assertThat(follower.poll()).isEmpty();
    }

    @Test
    void aPollGivesNoMoreThanItIsAllowedTo() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&maxMessagesPerPoll=3");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            made.add("created Customer " + customer("Limit " + i));
        }
        assertThat(follower.summaries()).isEqualTo(made.subList(0, 3));
        follower.restart();
        assertThat(follower.summaries()).isEqualTo(made.subList(3, 6));
        assertThat(follower.summaries()).isEqualTo(made.subList(6, 8));
        assertThat(follower.poll()).isEmpty();
    }

    @Test
    void noMoreAreInFlightThanIsAllowed() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier four = new CyclicBarrier(4);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:cdc?entities=Customer&maxInFlight=4&startScheduler=false")
                        .routeId("parallel")
                        .process(exchange -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            // Only when four are in it at once does it open.
                            four.await();
                            now.decrementAndGet();
                        });
            }
        });
        for (int i = 0; i < 40; i++) {
            customer("Flight " + i);
        }
        ((ScheduledPollConsumer) context.getRoute("parallel").getConsumer()).run();
        assertThat(most).hasValue(4);
    }

    @Test
    void whileQuickBooksFailsNothingIsLost() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer");
        sandbox().faults().order(FaultOrder.of(Effect.HTML_502).path("*/cdc*").times(20));
        String id = customer("Patient");
        assertThat(follower.poll()).isEmpty();
        sandbox().faults().clear();
        assertThat(follower.summaries()).containsExactly("created Customer " + id);
    }

    @Test
    void severalCompaniesAreFollowedAndADisconnectedOnePauses() throws Exception {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        var store = component.runtime().client().tokens().store();
        String canada = QuickBooksSandbox.CANADA_REALM;
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&realms=all");
        assertThat(follower.poll()).isEmpty();
        // A company that is connected later joins.
        store.save(token(canada));
        assertThat(follower.poll()).isEmpty();
        customer("Here");
        sandbox().company(canada).create("Customer", "{\"DisplayName\":\"There\"}");
        assertThat(follower.poll().stream().map(Told::realmId)).containsExactlyInAnyOrder(REALM, canada);
        sandbox().disconnect(canada);
        sandbox().company(canada).create("Customer", "{\"DisplayName\":\"Waiting\"}");
        String again = customer("Again");
        assertThat(follower.summaries()).containsExactly("created Customer " + again);
        assertThat(events).singleElement().isInstanceOfSatisfying(QuickBooksCompanyEvent.class, event -> {
            assertThat(event.getKind()).isEqualTo(QuickBooksCompanyEvent.Kind.RECONNECT_NEEDED);
            assertThat(event.getRealmId()).isEqualTo(canada);
        });
        long asked = sandbox()
                .requests()
                .find(entry -> entry.toString().contains(canada))
                .size();
        follower.poll();
        assertThat(sandbox().requests().find(entry -> entry.toString().contains(canada)))
                .hasSize((int) asked);
        store.save(token(canada));
        assertThat(follower.poll()).singleElement().satisfies(one -> assertThat(
                        one.json().path("DisplayName").asText())
                .isEqualTo("Waiting"));
        assertThat(events).hasSize(2);
    }

    private static Token token(String realmId) {
        return new Token(realmId, null, null, sandbox().tokens(realmId).refreshToken(), null);
    }

    @Test
    void theBodyHasTheFormThatIsAskedFor() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&outputType=Map");
        customer("Mapped");
        assertThat(follower.poll().get(0).body())
                .isInstanceOfSatisfying(
                        Map.class, map -> assertThat(map.get("DisplayName")).isEqualTo("Mapped"));
    }

    @Test
    void aSimpleExpressionReadsTheBody() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:cdc?entities=Invoice&startScheduler=false")
                        .routeId("simple")
                        .setBody(simple("${body[CustomerRef][value]} owes ${body[TotalAmt]}"))
                        .to("mock:simple");
            }
        });
        MockEndpoint out = getMockEndpoint("mock:simple");
        out.expectedBodiesReceived(customerId() + " owes 10.00");
        invoiceId("SIMPLE");
        ((ScheduledPollConsumer) context.getRoute("simple").getConsumer()).run();
        out.assertIsSatisfied();
    }

    @Test
    void twoConsumersOfOneCursorAreRefused() throws Exception {
        Follower.of(context, "quickbooks:cdc?entities=Customer,Item");
        assertThatThrownBy(() -> Follower.of(context, "quickbooks:cdc?entities=Item,Account"))
                .hasMessageContaining("cursorName");
        Follower.of(context, "quickbooks:cdc?entities=Item,Account&cursorName=second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickbooks:cdc|entities",
                "quickbooks:cdc?entities=Custmer|Customer",
                "quickbooks:cdc?entities=TaxClassification|cannot be followed",
                "quickbooks:cdc?entities=Item&startFrom=yesterday|startFrom",
                "quickbooks:cdc?entities=Item&webhook=true|webhookVerifyToken",
                "quickbooks:cdc?entities=Item&failed=deadLetter|deadLetterUri",
                "quickbooks:cdc?entities=Item&deadLetterUri=log:x|failed=deadLetter",
                "quickbooks:cdc?entities=Item&maxInFlight=0|maxInFlight",
                "quickbooks:cdc?entities=Item&cursorName=a/b|cursorName",
                "quickbooks:create/Invoice|is not a consumer",
                "quickbooks:webhook|webhookVerifyToken",
                "quickbooks:query|query",
                "quickbooks:query?query=select * from Item orderby Id&delta=MetaData.LastUpdatedTime|ORDERBY",
                "quickbooks:query?query=select * from Item&delta=TxnDate|delta"
            })
    void whatCannotBeFollowedIsSaidAtOnce(String uriAndWord) {
        String[] both = uriAndWord.split("\\|");
        assertThatThrownBy(() -> Follower.of(context, both[0])).rootCause().hasMessageContaining(both[1]);
    }
}
