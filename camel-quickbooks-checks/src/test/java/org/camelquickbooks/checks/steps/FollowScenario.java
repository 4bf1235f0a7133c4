package org.camelquickbooks.checks.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ScheduledPollConsumer;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;

/** Three companies with a few dozen changes are followed, a page of them a poll. Each change is delivered. */
final class FollowScenario implements Scenario {

    private static final int CHANGES = 12;
    private static final int POLLS = 4;
    private static final String ROUTE = "follow";

    private final List<String> expected = new ArrayList<>();

    @Override
    public String name() {
        return "change data capture";
    }

    @Override
    public QuickBooksSandbox sandbox() {
        return QuickBooksSandbox.create()
                .withCompanies(3)
                .empty()
                .throttled(false)
                .start();
    }

    @Override
    public void prepare(QuickBooksSandbox sandbox) {
        for (SandboxCompany company : sandbox.companies()) {
            for (int i = 1; i <= CHANGES; i++) {
                String id = company.create("Customer", Books.json("{`DisplayName`:`Followed " + i + "`}"))
                        .path("Id")
                        .asText();
                expected.add(company.realmId() + " Customer " + id + " 0");
            }
        }
    }

    @Override
    public void configure(QuickBooksComponent component) {
        component.setRefreshToken(null);
    }

    @Override
    public void routes(Run run, Node node) throws Exception {
        MemoryTokenStore tokens = new MemoryTokenStore();
        for (SandboxCompany company : run.sandbox().companies()) {
            String refresh = run.sandbox().tokens(company.realmId()).refreshToken();
            tokens.save(new Token(company.realmId(), null, null, refresh, null));
        }
        node.component().setTokenStore(tokens);
        Instant from = Run.START.minusSeconds(7200);
        node.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:cdc?entities=Customer&realms=all&startScheduler=false&maxMessagesPerPoll=20&startFrom="
                                + from)
                        .routeId(ROUTE)
                        .process(exchange -> run.delivered(String.join(
                                " ",
                                exchange.getMessage().getHeader(QuickBooksConstants.REALM_ID, String.class),
                                exchange.getMessage().getHeader(QuickBooksConstants.ENTITY, String.class),
                                exchange.getMessage().getHeader(QuickBooksConstants.ENTITY_ID, String.class),
                                exchange.getMessage().getHeader(QuickBooksConstants.SYNC_TOKEN, String.class))));
            }
        });
    }

    @Override
    public void act(Run run) {
        poll(run, run.node());
    }

    private void poll(Run run, Node node) {
        run.background(() -> {
            for (int i = 0; i < POLLS; i++) {
                if (node.context().getRoute(ROUTE).getConsumer() instanceof ScheduledPollConsumer consumer) {
                    consumer.run();
                }
            }
        });
    }

    @Override
    public void redeliver(Run run) {
        // The owner of the cursors polls, whichever of the nodes that is.
        run.nodes().forEach(node -> poll(run, node));
    }

    @Override
    public boolean isComplete(Run run) {
        return run.delivered().containsAll(expected);
    }

    @Override
    public void check(Run run) {
        assertThat(run.delivered()).containsAll(expected);
        if (!run.failure().mayRepeat()) {
            assertThat(run.delivered()).doesNotHaveDuplicates();
        }
    }
}
