package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that are replaced by QuickBooks outlive the process. */
class TokensTest extends RouteTest {

    private String refreshToken;

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        if (refreshToken == null) {
            refreshToken = sandbox().tokens(REALM).refreshToken();
        }
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
        component.setAccessToken(null);
        component.setRefreshToken(refreshToken);
    }

    @BeforeEach
    void standStill() {
        sandbox().clock().freeze();
    }

    private TokenStore store() {
        return store(context);
    }

    private static TokenStore store(CamelContext of) {
        return of.getComponent("quickbooks", QuickBooksComponent.class)
                .connection()
                .client()
                .tokens()
                .store();
    }

    private Exchange read() {
        return send("quickbooks:read/CompanyInfo", REALM);
    }

    /** Another process with the same options. */
    private Exchange readElsewhere() throws Exception {
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            configure(other.getComponent("quickbooks", QuickBooksComponent.class));
            other.start();
            return other.createProducerTemplate()
                    .request("quickbooks:read/CompanyInfo", exchange -> exchange.getMessage()
                            .setBody(REALM));
        }
    }

    @Test
    void whatCameInThePlaceOfTheOptionsTokenOutlivesTheProcess() throws Exception {
        // Until the token of the options has long ended.
        for (int day = 0; day < 5; day++) {
            assertThat(read().getException()).isNull();
            sandbox().clock().advance(Duration.ofHours(25));
        }
        assertThat(store().load(REALM).orElseThrow().refreshToken()).isNotEqualTo(refreshToken);
        assertThat(readElsewhere().getException()).isNull();
    }

    @Test
    void whereTheNewestIsRefusedTheOneBeforeIsTried() {
        assertThat(read().getException()).isNull();
        Token good = store().load(REALM).orElseThrow();
        store().save(new Token(REALM, null, null, "never-arrived", null, good.refreshToken(), null, null, null));
        context.getComponent("quickbooks", QuickBooksComponent.class).stop();
        context.getComponent("quickbooks", QuickBooksComponent.class).start();
        assertThat(read().getException()).isNull();
        assertThat(store().load(REALM).orElseThrow().refreshToken()).isNotEqualTo("never-arrived");
    }

    @Test
    void aNewerTokenInTheOptionsMendsAnEndedOneInTheStore() throws Exception {
        assertThat(read().getException()).isNull();
        sandbox().disconnect(REALM);
        sandbox().clock().advance(Duration.ofHours(2));
        assertThat(readElsewhere().getException()).isInstanceOf(QuickBooksAuthenticationException.class);
        refreshToken = sandbox().tokens(REALM).refreshToken();
        assertThat(readElsewhere().getException()).isNull();
    }
}
