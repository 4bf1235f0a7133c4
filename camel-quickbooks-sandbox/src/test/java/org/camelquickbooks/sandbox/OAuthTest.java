package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.camelquickbooks.sandbox.Client.Reply;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Consent, codes, refresh and all its ends. */
class OAuthTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    private static final String REDIRECT = "http://localhost:9191/callback";

    private QuickBooksSandbox sandbox;

    @BeforeEach
    void freeze() {
        sandbox = SANDBOX.sandbox();
        sandbox.clock().freeze();
    }

    private HttpRequest.Builder form(String path, String body) {
        return HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private Reply token(String body, String secret) {
        String basic =
                Base64.getEncoder().encodeToString(("sandbox-client:" + secret).getBytes(StandardCharsets.UTF_8));
        return Client.send(form("/oauth2/v1/tokens/bearer", body)
                .header("Authorization", "Basic " + basic)
                .build());
    }

    private Reply refresh(String refreshToken) {
        return token("grant_type=refresh_token&refresh_token=" + Client.encode(refreshToken), "sandbox-secret");
    }

    private String authorize(String parameters) {
        return "/connect/oauth2?client_id=sandbox-client&response_type=code&scope=com.intuit.quickbooks.accounting&redirect_uri="
                + Client.encode(REDIRECT) + parameters;
    }

    private Reply decide(String decision) {
        return Client.send(form(
                        "/connect/oauth2",
                        "client_id=sandbox-client&redirect_uri=" + Client.encode(REDIRECT)
                                + "&state=s%3D1&scope=com.intuit.quickbooks.accounting&realmId="
                                + QuickBooksSandbox.US_REALM
                                + "&decision=" + decision)
                .build());
    }

    private static String parameter(String url, String name) {
        for (String pair : URI.create(url).getRawQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return null;
    }

    @Test
    void theConsentPageOffersTheCompaniesAndEscapesWhatItIsGiven() {
        Reply page =
                Client.send(HttpRequest.newBuilder(URI.create(sandbox.url() + authorize("&state=%22%3E%3Cscript%3E")))
                        .build());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains(QuickBooksSandbox.US_REALM, QuickBooksSandbox.CANADA_REALM, "value=\"allow\"");
        assertThat(page.text()).doesNotContain("<script>").contains("&quot;&gt;&lt;script&gt;");
    }

    @Test
    void strangersAndStrangePlacesAreTurnedAway() {
        for (String wrong : new String[] {
            authorize("").replace("sandbox-client", "nobody"),
            authorize("&state=1").replace("localhost", "evil.example.com"),
            authorize("&state=1").replace("response_type=code", "response_type=token"),
            authorize("&state=1").replace("com.intuit.quickbooks.accounting", "everything"),
            authorize("")
        }) {
            Reply page = Client.send(
                    HttpRequest.newBuilder(URI.create(sandbox.url() + wrong)).build());
            assertThat(page.status()).as(wrong).isEqualTo(400);
            assertThat(page.header("Location")).isNull();
        }
    }

    @Test
    void aCodeIsExchangedOnce() {
        String location = decide("allow").header("Location");
        assertThat(location).startsWith(REDIRECT + "?code=");
        assertThat(parameter(location, "state")).isEqualTo("s%3D1");
        assertThat(parameter(location, "realmId")).isEqualTo(QuickBooksSandbox.US_REALM);
        String body = "grant_type=authorization_code&code=" + parameter(location, "code") + "&redirect_uri="
                + Client.encode(REDIRECT);

        Reply first = token(body, "sandbox-secret");
        Reply second = token(body, "sandbox-secret");

        assertThat(first.json().path("token_type").asText()).isEqualTo("bearer");
        assertThat(first.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(first.json().path("x_refresh_token_expires_in").asInt()).isEqualTo(8_726_400);
        assertThat(first.json().has("x_refresh_token_hard_expires_in")).isFalse();
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void aSecondThatHasBegunCounts() {
        String refreshToken = sandbox.tokens(QuickBooksSandbox.US_REALM).refreshToken();
        sandbox.clock().advance(Duration.ofMillis(300));
        assertThat(refresh(refreshToken)
                        .json()
                        .path("x_refresh_token_expires_in")
                        .asInt())
                .isEqualTo(8_726_400);
    }

    @Test
    void aRefusalComesBackAsOne() {
        assertThat(decide("deny").header("Location")).isEqualTo(REDIRECT + "?error=access_denied&state=s%3D1");
    }

    @Test
    void aBadSecretIsInvalidClient() {
        Reply reply = token("grant_type=refresh_token&refresh_token=x", "wrong");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text()).isEqualTo("{\"error\":\"invalid_client\"}");
    }

    @Test
    void theRefreshTokenRotatesAfterADayAndTheFormerLivesForAnother() {
        String first = sandbox.tokens(QuickBooksSandbox.US_REALM).refreshToken();
        assertThat(refresh(first).json().path("refresh_token").asText()).isEqualTo(first);

        sandbox.clock().advance(Duration.ofHours(24));
        String second = refresh(first).json().path("refresh_token").asText();
        assertThat(second).isNotEqualTo(first);

        sandbox.clock().advance(Duration.ofHours(24));
        assertThat(refresh(first).json().path("refresh_token").asText()).isEqualTo(second);
        sandbox.clock().advance(Duration.ofSeconds(1));
        Reply late = refresh(first);
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.json().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(late.json().path("error_description").asText()).isEqualTo("Token invalid");
        assertThat(refresh(second).status()).isEqualTo(200);
    }

    @Test
    void anIdleRefreshTokenEndsAfterAHundredDays() {
        String token = sandbox.tokens(QuickBooksSandbox.US_REALM).refreshToken();

        sandbox.clock().advance(Duration.ofSeconds(8_726_400));

        assertThat(refresh(token).json().path("error_description").asText()).isEqualTo("Token expired");
    }

    @Test
    void nothingOutlivesFiveYears() {
        String token = sandbox.tokens(QuickBooksSandbox.US_REALM).refreshToken();
        for (int i = 0; i < 5 * 365 / 73 - 1; i++) {
            sandbox.clock().advance(Duration.ofDays(73));
            token = refresh(token).json().path("refresh_token").asText();
        }
        Reply last = Client.send(form(
                        "/oauth2/v1/tokens/bearer",
                        "grant_type=refresh_token&refresh_token=" + token
                                + "&client_id=sandbox-client&client_secret=sandbox-secret")
                .header("x-include-refresh-token-hard-expires-in", "true")
                .build());
        assertThat(last.json().path("x_refresh_token_hard_expires_in").asLong())
                .isEqualTo(Duration.ofDays(73).toSeconds());
        assertThat(last.json().path("x_refresh_token_expires_in").asLong())
                .isEqualTo(Duration.ofDays(73).toSeconds());

        sandbox.clock().advance(Duration.ofDays(73));

        assertThat(refresh(token).json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void revokingOneTokenKillsBoth() {
        var pair = sandbox.tokens(QuickBooksSandbox.US_REALM);
        String basic =
                Base64.getEncoder().encodeToString("sandbox-client:sandbox-secret".getBytes(StandardCharsets.UTF_8));

        Reply reply = Client.send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/v2/oauth2/tokens/revoke"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"" + pair.access().value() + "\"}"))
                .build());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEmpty();
        assertThat(refresh(pair.refreshToken()).json().path("error_description").asText())
                .isEqualTo("Token revoked");
        assertThat(Client.of(sandbox)
                        .withToken(pair.access().value())
                        .get("companyinfo/1")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theDiscoveryDocumentLeadsHere() {
        Reply reply =
                Client.send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/.well-known/openid_configuration"))
                        .build());

        assertThat(reply.json().path("token_endpoint").asText()).isEqualTo(sandbox.url() + "/oauth2/v1/tokens/bearer");
        assertThat(reply.json().path("revocation_endpoint").asText())
                .isEqualTo(sandbox.url() + "/v2/oauth2/tokens/revoke");
    }
}
