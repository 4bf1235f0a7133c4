package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.PropertiesFunction;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenCipher;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.h2.jdbcx.JdbcDataSource;
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
                .runtime()
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

    /** As camel-hashicorp-vault, camel-aws-secrets-manager and their like have it. */
    private static final class Vault implements PropertiesFunction {

        @Override
        public String getName() {
            return "vault";
        }

        @Override
        public String apply(String name) {
            return name.equals("quickbooks/clientSecret") ? "sandbox-secret" : null;
        }
    }

    /** As an application is told by properties alone. */
    @Test
    void theSecretComesFromAVaultAndTheTokensGoToADatabase() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:tokens;DB_CLOSE_DELAY=-1");
        Main main = new Main();
        main.bind("dataSource", database);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport starting) {
                starting.getCamelContext().getPropertiesComponent().addPropertiesFunction(new Vault());
            }
        });
        main.addInitialProperty("camel.component.quickbooks.base-url", sandbox().url());
        main.addInitialProperty("camel.component.quickbooks.realm-id", REALM);
        main.addInitialProperty("camel.component.quickbooks.client-id", "sandbox-client");
        main.addInitialProperty("camel.component.quickbooks.client-secret", "{{vault:quickbooks/clientSecret}}");
        main.addInitialProperty("camel.component.quickbooks.refresh-token", refreshToken);
        main.addInitialProperty(
                "camel.component.quickbooks.state-directory",
                state.resolve("main").toString());
        main.addInitialProperty("camel.component.quickbooks.state-data-source", "#bean:dataSource");
        main.addInitialProperty("camel.component.quickbooks.secret-key", TokenCipher.newKey());
        main.start();
        try {
            Exchange read = main.getCamelContext()
                    .createProducerTemplate()
                    .request("quickbooks:read/CompanyInfo", exchange -> exchange.getMessage()
                            .setBody(REALM));
            assertThat(read.getException()).isNull();
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT realm_id FROM qb_token")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(REALM);
            }
        } finally {
            main.stop();
        }
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
