package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another company under a realm that is known: nothing that is kept of the former one counts for it. */
class CompanyIdentityTest {

    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final String CREATE = "quickbooks:create/Customer";

    @TempDir
    Path state;

    @TempDir
    Path data;

    private DefaultCamelContext context(QuickBooksSandbox sandbox, boolean refreshing) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(sandbox.url());
        component.getConfiguration().setRealmId(REALM);
        component.setStateDirectory(state.toString());
        component.setMaxAttempts(1);
        if (refreshing) {
            component.setClientId("sandbox-client");
            component.setClientSecret("sandbox-secret");
            component.setRefreshToken(sandbox.tokens(REALM).refreshToken());
        } else {
            component.setAccessToken(sandbox.tokens(REALM).access().value());
        }
        context.start();
        return context;
    }

    private static Exchange create(DefaultCamelContext context) {
        return context.createProducerTemplate().request(CREATE, exchange -> {
            exchange.getMessage().setBody(Map.of("DisplayName", "Order One"));
            exchange.getMessage().setHeader(QuickBooksConstants.REQUEST_ID, "order-1");
        });
    }

    private static List<JsonNode> made(QuickBooksSandbox sandbox) {
        return sandbox.company().query("select * from Customer where DisplayName = 'Order One'").stream()
                .map(row -> Json.parsed(row.toString()))
                .toList();
    }

    private static QuickBooksComponent component(DefaultCamelContext context) {
        return context.getComponent("quickbooks", QuickBooksComponent.class);
    }

    @Test
    void aSandboxThatWasStartedAnewInMemoryIsNotAnsweredFromFormerEntries() throws Exception {
        try (QuickBooksSandbox first = QuickBooksSandbox.create().start();
                DefaultCamelContext context = context(first, false)) {
            assertThat(create(context).getException()).isNull();
            assertThat(made(first)).hasSize(1);
        }
        try (QuickBooksSandbox second = QuickBooksSandbox.create().start();
                DefaultCamelContext context = context(second, true)) {
            Exchange refused = create(context);
            assertThat(refused.getException())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not the company that the state database")
                    .hasMessageContaining("forgetCompany(" + REALM);
            assertThat(made(second)).isEmpty();

            Token before = component(context)
                    .runtime()
                    .client()
                    .tokens()
                    .store()
                    .load(REALM)
                    .orElseThrow();
            component(context)
                    .runtime()
                    .forgetCompany(REALM)
                    .toCompletableFuture()
                    .join();
            assertThat(component(context).runtime().client().tokens().store().load(REALM))
                    .as("the tokens are not forgotten")
                    .contains(before);
            assertThat(create(context).getException()).isNull();
            assertThat(made(second)).hasSize(1);
        }
    }

    @Test
    void aSandboxThatKeepsItsDataIsTheSameCompany() throws Exception {
        try (QuickBooksSandbox first = QuickBooksSandbox.create().data(data).start();
                DefaultCamelContext context = context(first, false)) {
            assertThat(create(context).getException()).isNull();
        }
        try (QuickBooksSandbox again = QuickBooksSandbox.create().data(data).start();
                DefaultCamelContext context = context(again, false)) {
            assertThat(create(context).getException()).isNull();
            assertThat(made(again)).as("answered from the record").hasSize(1);
        }
    }

    @Test
    void theCompanyIsReadOnceForAllWritesOfAProcess() throws Exception {
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create().start();
                DefaultCamelContext context = context(sandbox, false)) {
            for (int i = 0; i < 3; i++) {
                assertThat(create(context).getException()).isNull();
            }
            assertThat(sandbox.requests().find(r -> r.path().contains("/companyinfo/")))
                    .hasSize(1);
        }
    }

    @Test
    void changesOfAnotherCompanyAreNotFollowedFromAFormerCursor() throws Exception {
        String cdc = "quickbooks:cdc?entities=Customer&startFrom=now";
        try (QuickBooksSandbox first = QuickBooksSandbox.create().start();
                DefaultCamelContext context = context(first, false)) {
            Follower follower = Follower.of(context, cdc);
            assertThat(create(context).getException()).isNull();
            assertThat(follower.poll()).hasSize(1);
        }
        try (QuickBooksSandbox second = QuickBooksSandbox.create().start();
                DefaultCamelContext context = context(second, false)) {
            Follower follower = Follower.of(context, cdc);
            customer(context, "Unheard");
            assertThat(follower.poll()).as("refused").isEmpty();

            component(context)
                    .runtime()
                    .forgetCompany(REALM)
                    .toCompletableFuture()
                    .join();
            follower.poll();
            customer(context, "Heard");
            assertThat(follower.poll())
                    .extracting(told -> told.json().path("DisplayName").asText())
                    .contains("Heard");
        }
    }

    private static void customer(DefaultCamelContext context, String name) {
        Exchange made = context.createProducerTemplate()
                .request(CREATE, exchange -> exchange.getMessage().setBody(Map.of("DisplayName", name)));
        assertThat(made.getException()).isNull();
    }

    /** The process lives on, the sandbox does not, and a person connects the new company. */
    @Test
    void anotherCompanyIsNoticedAlsoByAProcessThatKnewTheFormer() throws Exception {
        // Nobody else gets it between the two.
        int port = FreePort.next();
        QuickBooksSandbox first = QuickBooksSandbox.create().port(port).start();
        try (DefaultCamelContext context = context(first, true)) {
            assertThat(create(context).getException()).isNull();
            first.close();
            try (QuickBooksSandbox second =
                    QuickBooksSandbox.create().port(port).start()) {
                component(context)
                        .runtime()
                        .client()
                        .tokens()
                        .connect(new Token(
                                REALM,
                                second.tokens(REALM).access().value(),
                                null,
                                second.tokens(REALM).refreshToken(),
                                null))
                        .toCompletableFuture()
                        .join();
                assertThat(create(context).getException())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("not the company that the state database");
                assertThat(made(second)).isEmpty();
            }
        } finally {
            first.close();
        }
    }
}
