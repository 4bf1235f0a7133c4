package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.connect.ConnectAuthenticator;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenService;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.state.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People connect companies on pages that are served over real HTTP, and consent in the sandbox. */
class ConnectTest extends RouteTest {

    private static final String SECRET = "open-sesame-please";

    private final WebVisitor visitor = new WebVisitor();
    private VirtualTime time;
    private MockEndpoint out;
    private int port;

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        time = new VirtualTime(sandbox().clock().instant(), now -> {});
        component.setTime(time);
        component.setAccessToken(null);
        component.getConfiguration().setRealmId(null);
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
    }

    @BeforeEach
    void server() throws Exception {
        port = serve();
        out = getMockEndpoint("mock:out");
    }

    private void route(String options) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:connect" + options).routeId("connect").to("mock:out");
            }
        });
    }

    private String url(String page) {
        return "http://localhost:" + port + "/quickbooks" + page;
    }

    private TokenService tokens() {
        return context.getComponent("quickbooks", QuickBooksComponent.class)
                .runtime()
                .client()
                .tokens();
    }

    private void inStateDatabase(String statement) throws SQLException {
        // Its tables are there when it was used.
        tokens().store().list();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + state.resolve(State.FILE));
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** As far as the address to which the sandbox sends people back. */
    private String consent(WebVisitor who, String decision, String realmId) throws Exception {
        who.get(url("/connect")).submit("connect");
        assertThat(who.status()).isEqualTo(303);
        who.follow().submit(sandbox().url() + "/connect/oauth2", "decision", decision, "realmId", realmId);
        return who.location();
    }

    private void connect(WebVisitor who) throws Exception {
        who.get(consent(who, "allow", REALM)).follow();
    }

    @Test
    void aCompanyIsConnectedShownAndDisconnected() throws Exception {
        route("");
        out.expectedMessageCount(2);
        visitor.get(url("")).follow();
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(visitor.body()).contains("No company is connected yet");
        connect(visitor);
        String name = company()
                .query("select * from CompanyInfo")
                .get(0)
                .path("CompanyName")
                .asText();
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(visitor.body())
                .contains("Company " + REALM + " is connected.", name.replace("&", "&amp;"), ">Connected<");
        assertThat(send("quickbooks:read/CompanyInfo", REALM, QuickBooksConstants.REALM_ID, REALM)
                        .getException())
                .isNull();
        Token token = tokens().store().load(REALM).orElseThrow();

        visitor.get(url("/disconnect?realmId=" + REALM));
        assertThat(visitor.body()).contains("Disconnect " + name.replace("&", "&amp;") + "?");
        visitor.submit("disconnect").follow();
        assertThat(visitor.body()).contains("is disconnected", "No company is connected yet");
        assertThat(tokens().store().list()).isEmpty();
        // The sandbox was told: the token is good no more.
        assertThat(java.net.http.HttpClient.newHttpClient()
                        .send(
                                java.net.http.HttpRequest.newBuilder(java.net.URI.create(
                                                sandbox().url() + "/v3/company/" + REALM + "/companyinfo/" + REALM))
                                        .header("Authorization", "Bearer " + token.accessToken())
                                        .build(),
                                java.net.http.HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        out.assertIsSatisfied();
        assertThat(out.getExchanges())
                .extracting(exchange -> exchange.getMessage().getHeader(QuickBooksConstants.OPERATION))
                .containsExactly("connected", "disconnected");
        assertThat(out.getExchanges().get(0).getMessage().getBody(JsonNode.class))
                .isEqualTo(json("{`realmId`:`" + REALM + "`,`companyName`:`" + name + "`}"));
        assertThat(visitor.everything())
                .doesNotContain(token.accessToken(), token.refreshToken(), "sandbox-secret", "Basic ");
    }

    @Test
    void theListComesAsJsonToo() throws Exception {
        route("");
        connect(visitor);
        JsonNode json = Json.EXACT.readTree(visitor.with("Accept", "application/json")
                .get(url("/companies"))
                .body());
        JsonNode company = json.at("/companies/0");
        assertThat(company.path("realmId").asText()).isEqualTo(REALM);
        assertThat(company.path("state").asText()).isEqualTo("CONNECTED");
        assertThat(company.path("requestsInLastMinute").asInt()).isPositive();
        assertThat(Instant.parse(company.path("hardExpires").asText()))
                .isCloseTo(time.now().plus(Duration.ofDays(5 * 365)), within(1, ChronoUnit.HOURS));
        assertThat(json.toString()).doesNotContainIgnoringCase("token");
    }

    @Test
    void whoDeniesHasChangedNothing() throws Exception {
        route("");
        visitor.get(consent(visitor, "deny", REALM));
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(visitor.body()).contains("Nothing was connected");
        assertThat(tokens().store().list()).isEmpty();
    }

    @Test
    void aReturnIsGoodOnce() throws Exception {
        route("");
        String back = consent(visitor, "allow", REALM);
        assertThat(visitor.get(back).status()).isEqualTo(303);
        assertThat(visitor.get(back).status()).isEqualTo(400);
        assertThat(visitor.body()).contains("This link was already used");
        assertThat(tokens().store().list()).containsExactly(REALM);
    }

    @Test
    void aReturnInAnotherBrowserIsNone() throws Exception {
        route("");
        String back = consent(visitor, "allow", REALM);
        WebVisitor other = new WebVisitor();
        assertThat(other.get(back).status()).isEqualTo(400);
        assertThat(other.body()).contains("started in another browser");
        other.get(url("/connect")).get(back);
        assertThat(other.body()).contains("started in another browser");
        // It is not spoilt by that.
        assertThat(visitor.get(back).status()).isEqualTo(303);
    }

    @Test
    void aReturnThatTookTooLongIsNone() throws Exception {
        route("");
        String back = consent(visitor, "allow", REALM);
        time.advance(Duration.ofMinutes(11), () -> false);
        assertThat(visitor.get(back).status()).isEqualTo(400);
        assertThat(visitor.body()).contains("The connection has expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?code=x&realmId=1", "?code=x&state=%3Cscript%3E&realmId=1", "?error=access_denied", ""})
    void aReturnThatNobodyAskedForIsNone(String query) throws Exception {
        route("");
        assertThat(visitor.get(url("/callback" + query)).status()).isEqualTo(400);
        assertThat(visitor.body()).contains("This was not started here").doesNotContain("<script");
        assertThat(tokens().store().list()).isEmpty();
    }

    @Test
    void aCodeThatIsNotGoodConnectsNothing() throws Exception {
        route("");
        String back = consent(visitor, "allow", REALM);
        visitor.get(back.replaceFirst("code=[^&]*", "code=another"));
        assertThat(visitor.status()).isEqualTo(400);
        assertThat(visitor.body()).contains("QuickBooks did not accept this");
    }

    @Test
    void tokensOfOneCompanyAreNotKeptForAnother() throws Exception {
        route("");
        String canada = QuickBooksSandbox.CANADA_REALM;
        connect(visitor);
        Token before = tokens().store().load(REALM).orElseThrow();
        String back = consent(visitor, "allow", canada);
        visitor.get(back.replace(canada, REALM));
        assertThat(visitor.status()).isEqualTo(400);
        assertThat(visitor.body()).contains("belongs to another company");
        assertThat(tokens().store().list()).containsExactly(REALM);
        assertThat(tokens().store().load(REALM)).contains(before);
    }

    @Test
    void whereTheTokensCannotBeKeptThatIsSaid() throws Exception {
        route("");
        inStateDatabase(
                "create trigger full before insert on qb_token begin select raise(abort, 'the disk is full'); end");
        visitor.get(consent(visitor, "allow", REALM));
        assertThat(visitor.status()).isEqualTo(502);
        assertThat(visitor.body()).contains("This did not work");
    }

    @Test
    void whoHasConsentedIsToldWhereItIsAskedFor() throws Exception {
        route("?connectScopes=com.intuit.quickbooks.accounting,openid,profile,email");
        out.expectedMessageCount(1);
        connect(visitor);
        out.assertIsSatisfied();
        assertThat(out.getExchanges()
                        .get(0)
                        .getMessage()
                        .getBody(JsonNode.class)
                        .at("/user/email")
                        .asText())
                .isEqualTo("sandbox.user@example.com");
    }

    @Test
    void anEndedConnectionIsShownAndMended() throws Exception {
        route("");
        connect(visitor);
        sandbox().disconnect(REALM);
        Exchange refused = send("quickbooks:read/CompanyInfo", REALM, QuickBooksConstants.REALM_ID, REALM);
        assertThat(refused.getException()).isNotNull();
        visitor.get(url("/companies"));
        assertThat(visitor.body()).contains("Has to be connected again", "Token revoked");
        visitor.get(url("/connect?realmId=" + REALM));
        assertThat(visitor.body()).contains("Connect company " + REALM);
        connect(visitor);
        assertThat(visitor.body()).contains(">Connected<");
        assertThat(send("quickbooks:read/CompanyInfo", REALM, QuickBooksConstants.REALM_ID, REALM)
                        .getException())
                .isNull();
    }

    @Test
    void aDisconnectThatQuickBooksDoesNotHearIsNone() throws Exception {
        route("");
        connect(visitor);
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.STATUS)
                        .path("*/revoke")
                        .status(401, "application/json", "{`error`:`invalid_client`}".replace('`', '"')));
        visitor.get(url("/disconnect?realmId=" + REALM)).submit("disconnect");
        assertThat(visitor.status()).isEqualTo(502);
        assertThat(visitor.body()).contains("still connected");
        assertThat(tokens().store().list()).containsExactly(REALM);
    }

    @Test
    void whatCannotBeReadIsShownAndLeftAsItIs() throws Exception {
        route("");
        connect(visitor);
        inStateDatabase("update qb_token set access_token = 'v1:garbled', refresh_token = 'v1:garbled'");
        visitor.get(url("/companies"));
        assertThat(visitor.body()).contains("Its tokens cannot be read", "they are not changed");
    }

    @Test
    void whatPeopleWroteIsShownAsTheyWroteIt() throws Exception {
        route("");
        connect(visitor);
        tokens().store().save(tokens().store().load(REALM).orElseThrow().withCompanyName("<b>\"O'Neil\" & Søn</b>"));
        visitor.get(url("/companies?connected=%3Cimg%20src=x%3E"));
        assertThat(visitor.body())
                .contains("&lt;b&gt;&quot;O&#39;Neil&quot; &amp; Søn&lt;/b&gt;")
                .doesNotContain("<b>", "<img");
        visitor.get(url("/connect?realmId=%22%3E%3Cscript%3E"));
        assertThat(visitor.body()).contains("Connect a company").doesNotContain("<script");
    }

    @Test
    void browsersAreToldToBeCareful() throws Exception {
        route("");
        for (String page : List.of("/companies", "/connect", "/callback", "/disconnect?realmId=1")) {
            visitor.get(url(page));
            assertThat(visitor.header("Cache-Control")).isEqualTo("no-store");
            assertThat(visitor.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(visitor.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(visitor.header("Content-Security-Policy"))
                    .contains(
                            "default-src 'none'",
                            "frame-ancestors 'none'",
                            "form-action 'self' " + sandbox().url());
        }
        assertThat(new WebVisitor().get(url("/connect")).header("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Lax", "Path=/quickbooks")
                .doesNotContain("Secure");
    }

    @Test
    void formsFromElsewhereDoNothing() throws Exception {
        route("");
        connect(visitor);
        visitor.post(url("/disconnect"), Map.of("realmId", REALM));
        assertThat(visitor.status()).isEqualTo(403);
        assertThat(visitor.body()).contains("This form has expired");
        visitor.post(url("/disconnect"), Map.of("realmId", REALM, "form", "guessed"));
        assertThat(visitor.status()).isEqualTo(403);
        visitor.get(url("/disconnect?realmId=" + REALM))
                .with("Sec-Fetch-Site", "cross-site")
                .submit("disconnect");
        assertThat(visitor.status()).isEqualTo(403);
        // Of another visitor.
        WebVisitor other = new WebVisitor();
        other.get(url("/disconnect?realmId=" + REALM));
        String seal = other.body().replaceAll("(?s).*name=\"form\" value=\"([^\"]*)\".*", "$1");
        assertThat(new WebVisitor()
                        .get(url("/companies"))
                        .post(url("/disconnect"), Map.of("realmId", REALM, "form", seal))
                        .status())
                .isEqualTo(403);
        assertThat(tokens().store().list()).containsExactly(REALM);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com,",
        "localhost,X-Forwarded-For: 203.0.113.7",
        "127.0.0.1.example.com,",
        "localhost,Forwarded: for=203.0.113.7"
    })
    void withoutASecretOnlyThisMachineComesIn(String host, String header) throws Exception {
        route("");
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET /quickbooks/companies HTTP/1.1\r\nHost: " + host + "\r\n"
                                    + (header == null ? "" : header + "\r\n") + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403")
                    .contains("set connectSecret");
        }
    }

    @Test
    void withASecretOnlyThoseComeInWhoKnowIt() throws Exception {
        route("?connectSecret=" + SECRET);
        for (String page : List.of("/companies", "/connect", "/disconnect?realmId=" + REALM)) {
            assertThat(visitor.get(url(page)).status()).isEqualTo(401);
            assertThat(visitor.body()).contains("Who is there?").doesNotContain("Connect to QuickBooks");
        }
        assertThat(visitor.submit("login", "secret", "wrong").status()).isEqualTo(401);
        assertThat(visitor.body()).contains("This is not the connectSecret");
        assertThat(visitor.submit("login", "secret", SECRET).status()).isEqualTo(303);
        visitor.follow();
        assertThat(visitor.status()).isEqualTo(200);
        connect(visitor);
        assertThat(visitor.body()).contains("is connected.");
        visitor.submit("logout");
        assertThat(visitor.get(url("/companies")).status()).isEqualTo(401);
        assertThat(visitor.everything()).doesNotContain(SECRET);
    }

    @Test
    void programsShowTheSecretInAHeader() throws Exception {
        route("?connectSecret=" + SECRET);
        WebVisitor program = new WebVisitor().with("Accept", "application/json");
        assertThat(program.get(url("/companies")).status()).isEqualTo(401);
        assertThat(program.body()).contains("Authorization");
        program.with("Authorization", "Bearer " + SECRET);
        assertThat(program.get(url("/companies")).status()).isEqualTo(200);
        // It reads only.
        assertThat(program.post(url("/disconnect"), Map.of("realmId", REALM)).status())
                .isEqualTo(401);
    }

    @Test
    void whoGuessesHasToWait() throws Exception {
        route("?connectSecret=" + SECRET);
        visitor.get(url("/companies"));
        for (int i = 0; i < 10; i++) {
            visitor.submit("login", "secret", "guess " + i);
        }
        assertThat(visitor.submit("login", "secret", SECRET).status()).isEqualTo(429);
        time.advance(Duration.ofSeconds(61), () -> false);
        assertThat(visitor.submit("login", "secret", SECRET).status()).isEqualTo(303);
    }

    @Test
    void aSessionEnds() throws Exception {
        route("?connectSecret=" + SECRET);
        visitor.get(url("/companies")).submit("login", "secret", SECRET).follow();
        assertThat(visitor.status()).isEqualTo(200);
        time.advance(Duration.ofHours(9), () -> false);
        assertThat(visitor.get(url("/companies")).status()).isEqualTo(401);
    }

    @Test
    void aParameterIsNotTakenForAHeader() throws Exception {
        context.getRegistry().bind("users", (ConnectAuthenticator) request -> request.header("Remote-User"));
        route("?connectAuthenticator=#users");
        assertThat(visitor.get(url("/companies?Remote-User=ada")).status()).isEqualTo(403);
        assertThat(visitor.get(url("/companies?remote-user=ada")).status()).isEqualTo(403);
        assertThat(visitor.post(url("/companies"), Map.of("Remote-User", "ada")).status())
                .isEqualTo(403);
        assertThat(visitor.get(url("/callback?state=x&Cookie=quickbooks-connect%3Dx"))
                        .status())
                .isEqualTo(400);
        assertThat(visitor.body()).contains("Not understood");
        assertThat(visitor.with("Remote-User", "ada").get(url("/companies")).status())
                .isEqualTo(200);
    }

    @Test
    void anApplicationsOwnUsersComeIn() throws Exception {
        context.getRegistry().bind("users", (ConnectAuthenticator) request -> request.header("X-User"));
        route("?connectAuthenticator=#users");
        assertThat(visitor.get(url("/companies")).status()).isEqualTo(403);
        visitor.with("X-User", "ada");
        connect(visitor);
        assertThat(visitor.body()).contains("is connected.");
    }

    @Test
    void whatThereIsNotIsSaid() throws Exception {
        route("");
        assertThat(visitor.post(url("/companies"), Map.of()).status()).isEqualTo(403);
        assertThat(visitor.get(url("/disconnect?realmId=42")).body()).contains("It is not connected");
        assertThat(visitor.get(url("/connect"))
                        .submit("login", "secret", SECRET)
                        .status())
                .isEqualTo(404);
        visitor.get(url("/connect")).submit("disconnect", "realmId", "42");
        assertThat(visitor.location()).isEqualTo("companies");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?connectSecret=short|connectSecret is too short",
                "?connectUrl=https://erp.example.com/quickbooks|set connectSecret or connectAuthenticator",
                "?connectUrl=http://localhost:80@erp.example.com/quickbooks|set connectSecret or connectAuthenticator",
                "?connectUrl=http://erp.example.com&connectSecret=long-enough-secret|use https://",
                "?connectUrl=erp.example.com|is not a URL",
                "?connectPath=quickbooks/|write it as /quickbooks",
                "?connectScopes=com.intuit.quickbooks.acounting|did you mean 'com.intuit.quickbooks.accounting'",
                "?connectScopes=openid,email|add com.intuit.quickbooks.accounting",
                "?connectSecret=long-enough-secret&connectAuthenticator=#users|remove one of them",
            })
    void mistakesAreSaidWhenTheRouteIsMade(String options, String message) {
        context.getRegistry().bind("users", (ConnectAuthenticator) request -> null);
        assertThatThrownBy(() -> route(options)).hasStackTraceContaining(message);
    }

    @Test
    void withoutAnAppThereIsNothingToConnect() {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setClientId(null);
        component.setClientSecret(null);
        assertThatThrownBy(() -> route("")).hasStackTraceContaining("set clientId and clientSecret");
        assertThatThrownBy(() -> context.createProducerTemplate().sendBody("quickbooks:connect", ""))
                .hasStackTraceContaining("is only a consumer");
    }
}
